"""What makes a part: its name, its pages or API, what it listens to, what it does by the clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from chassis.config import Settings
from chassis.states import Life
from chassis.storage.jobs import Job
from contracts.events import Event, producer_of

Handler = Callable[..., None]
"""A plain function `(event, session) -> None`. It never commits: the worker does, once, for event and effect."""


@dataclass(frozen=True)
class Part:
    """One independently deployable piece of the product."""

    name: str
    folder: Path
    """The package folder; `migrations/` and `translations/` are found beside it."""
    settings: type[Settings]
    wire: Callable[[Flask, Settings], None]
    """Registers blueprints and whatever the web side needs. Nothing else happens at start."""
    handlers: Mapping[type[Event], Sequence[Handler]] = field(default_factory=dict)
    jobs: Sequence[Job] = ()
    lives: Sequence[Life] = ()
    """The tables of states of what has a life here."""

    @property
    def listens_to(self) -> dict[str, list[str]]:
        """Event types this part consumes, by the part that produces them."""
        sources: dict[str, list[str]] = {}
        for event in self.handlers:
            sources.setdefault(producer_of(event.TYPE), []).append(event.TYPE)
        return sources
