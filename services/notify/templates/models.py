"""The shapes of telling people things. Nothing here is stored: the tables of areas beside this one name a template."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from contracts.events import Event
from contracts.scopes import Scope


@dataclass(frozen=True)
class Role:
    """Everyone who held this role when it happened: everywhere, or where it happened."""

    name: str


@dataclass(frozen=True)
class Person:
    """The account in this field of the event."""

    field: str


@dataclass(frozen=True)
class Belonging:
    """The edition or outreach event that something belongs to: which field of the event names it, and what it is."""

    field: str
    kind: Callable[[str], Scope]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Who is told, with which texts (a folder under `messages`), whether also by e-mail, and where the link leads."""

    to: Role | Person
    template: str
    link: str = ""
    """A path of the site; `{field}` takes the event's field. Empty: that of the reaction."""
    email: bool = True
    """Also by e-mail; the inbox always has it."""


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """What notify does when an event arrives."""

    activity: str
    """The template whose `activity.txt` is the line in the organizers' feed; empty where the feed stays silent."""
    link: str
    scope: Belonging | None = None
    """What it belongs to; None where that is no one thing, and only roles held everywhere reach it."""
    about: str = ""
    """The field naming the account the event is about; texts know that person's name as `person`."""
    told: Sequence[Telling] = ()
    """Whom to tell. A person is told once: the first line that fits wins."""


@dataclass(frozen=True)
class Addressed:
    """Who is told with which texts, and where the link leads."""

    account_id: UUID
    template: str
    link: str


@dataclass(frozen=True)
class Occasion:
    """An event as its texts see it: the event, the name of whom it is about, the link and the reader's language."""

    event: Event
    person: str
    link: str
    locale: str


@dataclass(frozen=True)
class Note:
    """A message of the in-app inbox."""

    title: str
    body: str


@dataclass(frozen=True)
class Letter:
    """The texts of an e-mail."""

    subject: str
    text: str
    html: str
