"""To what an article belongs: one edition, a contest, or the whole site; and what that is called."""

from typing import Protocol

from flask import Flask

from gateway.editions.lookup import edition_of_contest, find_edition
from gateway.editions.subject import follow
from gateway.pages.public.face.wordmark import full_name
from gateway.shell.display import named


class Belonging(Protocol):
    """Anything that may belong to an edition or a contest."""

    @property
    def contest(self) -> str:
        """Key of a contest, or empty."""

    @property
    def edition(self) -> str:
        """Slug of an edition, or empty."""


def name_of(thing: Belonging) -> str:
    """What it belongs to, in the reader's language; empty where that is the whole site."""
    if thing.edition:
        own = find_edition(thing.edition)
        return full_name(own) if own else thing.edition
    latest = edition_of_contest(thing.contest) if thing.contest else None
    return named(latest.contest) if latest and latest.contest else thing.contest


def follow_owner(thing: Belonging) -> None:
    """Make the page about the edition that it belongs to, of a contest the latest."""
    own = find_edition(thing.edition) if thing.edition else None
    follow(own or (edition_of_contest(thing.contest) if thing.contest else None))


def init_app(app: Flask) -> None:
    """Let templates name what an article belongs to."""
    app.jinja_env.globals["concern_name"] = name_of
