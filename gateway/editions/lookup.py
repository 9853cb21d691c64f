"""The editions as pages show them: all of them, the current one, the one a thing belongs to."""

from collections.abc import Sequence
from typing import Protocol, cast

from flask import Flask, current_app, g

from chassis import clock
from chassis.http import request_session
from chassis.http.errors import Unavailable
from gateway.clients.registration.editions import Edition
from gateway.editions.copies import Copies, Kept, store_edition


def all_editions() -> tuple[Edition, ...]:
    """Every edition, the latest first; looked up once for a request."""
    return _kept().editions


def editions_state() -> tuple[int, int]:
    """Changes whenever any edition does."""
    return _kept().state


def _kept() -> Kept:
    if "editions" not in g:
        copies = cast(Copies, current_app.extensions["egret_editions"])
        g.editions = copies.read(request_session.database())
    return cast(Kept, g.editions)


def find_edition(slug: str) -> Edition | None:
    """The edition of this name, if there is one."""
    return _kept().by_slug.get(slug)


def several_contests() -> bool:
    """Whether there are editions of more than one contest."""
    return _kept().contests > 1


def current_edition() -> Edition | None:
    """The edition that the site shows first: of the contest that was chosen for that, the latest."""
    return _latest(_kept().of_front)


def earlier_editions(edition: Edition) -> list[Edition]:
    """The editions of the same contest before this one, the latest first."""
    same = _kept().by_contest.get(edition.contest.key if edition.contest else None, ())
    return [one for one in same if one.opens_at < edition.opens_at]


def edition_of_contest(key: str) -> Edition | None:
    """The latest edition of a contest."""
    return _latest(_kept().by_contest.get(key, ()))


def _latest(editions: Sequence[Edition]) -> Edition | None:
    """Of editions, the latest first, the one that opened last; before any opens, the next to open."""
    now = clock.now()
    opened = next((edition for edition in editions if edition.opens_at <= now), None)
    return opened or (editions[-1] if editions else None)


def open_editions() -> tuple[Edition, ...]:
    """The editions that teams may enter now, the one that closes first first."""
    now = clock.now()
    found = (edition for edition in all_editions() if edition.opens_at <= now < edition.closes_at)
    return tuple(sorted(found, key=lambda edition: edition.closes_at))


class OfEdition(Protocol):
    """Anything that belongs to an edition, such as an entry or a stage."""

    @property
    def edition(self) -> str:
        """Its slug."""


def edition_of(thing: OfEdition) -> Edition:
    """The edition that a thing names. Raises Unavailable while it is not known here."""
    found = find_edition(thing.edition)
    if found is None:
        raise Unavailable
    return found


def note_change(edition: Edition) -> None:
    """Show at once what this person has just changed: their next page does not wait for the event."""
    store_edition(request_session.session(), edition)


def init_app(app: Flask) -> None:
    """Let pages find editions."""
    app.extensions["egret_editions"] = Copies()
    app.jinja_env.globals["edition_of"] = edition_of
