"""The shapes of rules. Nothing here is stored: a message or delivery keeps the name of its template and its link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from contracts.scopes import Scope


class Way(StrEnum):
    """How somebody is told besides the inbox, which has everything."""

    AT_ONCE = "at-once"
    """By e-mail, or by text message to who has a mobile number only."""
    DAILY = "daily"
    """In the digest of the next morning. The inbox bundles it by kind and the badge does not count it."""
    APP = "app"
    """In no other way."""


@dataclass(frozen=True)
class Role:
    """Everyone who held this role when it happened: everywhere, or where it happened."""

    name: str


@dataclass(frozen=True)
class Person:
    """The account in this field of the event."""

    field: str


@dataclass(frozen=True)
class People:
    """The accounts in this field of the event."""

    field: str


@dataclass(frozen=True)
class Belonging:
    """The edition or outreach event that something belongs to: which field of the event names it, and what it is."""

    field: str
    kind: Callable[[str], Scope]


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Who is told, with which texts (a folder under `messages`), in which way, and where the link leads."""

    to: Role | Person | People
    template: str
    place: str = ""
    """The name of a place in `places.py`. Empty: that of the reaction."""
    way: Way = Way.AT_ONCE


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """What notify does when an event arrives."""

    title: str
    """What this kind of news is called in lists and filters."""
    activity: str
    """The template whose `activity.txt` is the line in the organizers' feed; empty where the feed stays silent."""
    place: str
    """The name of a place in `places.py`."""
    scope: Belonging | None = None
    """What it belongs to; None where that is no one thing, and only roles held everywhere reach it."""
    about: str = ""
    """The field naming the account the event is about; texts know that person's name as `person`."""
    matter: str = ""
    """What people may turn back and forth, of which letters follow each other slowly and only the newest leaves. Empty:
    each letter leaves."""
    unless: str = ""
    """The field of the event that, where it says something, keeps this quiet: another event tells of it."""
    told: Sequence[Telling] = ()
    """Whom to tell. A person is told once: the first line that fits wins."""


@dataclass(frozen=True)
class Addressed:
    """Who is told with which texts, in which way, and where the link leads."""

    account_id: UUID
    template: str
    link: str
    way: Way
