"""The macros that pages share, made once for an application: a page that imports them makes them anew each time.

They know nothing of the page they stand on: what they show is handed to them, or is a function that asks.
"""

from typing import Any

from flask import Flask
from jinja2 import Environment

SHARED = (
    *("forms", "parts", "kit", "charts", "tables", "lists", "bulk", "work", "dialogs"),
    *("reading", "contact", "frame", "document", "editors"),
    *("art", "programme", "face", "office", "todo", "desk", "side", "downloads", "uploading", "links"),
)
"""Files in `templates/components`; every template has each of them under its name."""


class Component:
    """One file of macros, read when a page first needs it: by then the application is complete."""

    def __init__(self, environment: Environment, name: str) -> None:
        self._environment, self._name = environment, name

    def __getattr__(self, macro: str) -> Any:
        found = getattr(self._environment.get_template(f"components/{self._name}.html").module, macro)
        setattr(self, macro, found)
        return found


def init_app(app: Flask) -> None:
    """Give templates the macros."""
    app.jinja_env.globals.update({name: Component(app.jinja_env, name) for name in SHARED})
