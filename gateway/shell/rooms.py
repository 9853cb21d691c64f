"""A room of pages: what its pages are and what they bring along. `gateway/app.py` names rooms, a room its pages."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask

from gateway.shell.workplaces import Workplace

HELD = "egret_workplaces"
"""Where the application has the workplaces of its rooms, in their order."""


@dataclass(frozen=True)
class Room:
    """Pages for one kind of people."""

    pages: tuple[Blueprint, ...]
    setups: tuple[Callable[[Flask], None], ...] = ()
    """What its pages need once for the application: filters, hooks."""
    rooms: tuple["Room", ...] = ()
    """Rooms within this one."""
    workplace: Workplace | None = None
    """What the navigation shows of it."""

    def open(self, app: Flask) -> None:
        """Register every page of the room and of the rooms within."""
        if self.workplace:
            app.extensions.setdefault(HELD, []).append(self.workplace)
        for blueprint in self.pages:
            app.register_blueprint(blueprint)
        for setup in self.setups:
            setup(app)
        for room in self.rooms:
            room.open(app)
