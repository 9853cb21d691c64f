"""What pages ask registration of outreach events: their shifts, signups, rosters, and what a change does to people."""

from datetime import datetime
from uuid import UUID

from gateway.clients.service import Answer, Page, Service

MOST_OWN = 500
"""Signups of one person that are shown: more than anybody ever makes."""


class EventHead(Answer, frozen=True):
    """What an outreach event is called, where it is and when."""

    slug: str
    name: str
    name_en: str
    """Empty where there is no English, as every English text here."""
    place: str
    place_en: str
    starts_at: datetime
    ends_at: datetime


class Clash(Answer, frozen=True):
    """Another signup of the same person, at a time that leaves no room for this one."""

    shift_id: UUID
    state: str
    event: str
    event_en: str
    post: str
    post_en: str
    starts_at: datetime
    ends_at: datetime


class Signup(Answer, frozen=True):
    """A volunteer's signup, with what the volunteer needs to know."""

    id: UUID
    shift_id: UUID
    state: str
    position: int | None
    """Place in the line, where it waits."""
    blocked: bool
    """It waits and cannot move up while the person keeps a place that overlaps."""
    clashes: tuple[Clash, ...]
    may: tuple[str, ...]
    """What the person can do with it now: `cancel`."""
    created_at: datetime
    changed_at: datetime
    """When it or its event last changed."""
    sequence: int
    """Rises with every such change."""
    event: str
    event_en: str
    event_slug: str
    post: str
    post_en: str
    place: str
    place_en: str
    summary: str
    summary_en: str
    starts_at: datetime
    ends_at: datetime


class Person(Answer, frozen=True):
    """Who it is."""

    id: UUID
    name: str


class RosterSignup(Signup, frozen=True):
    """A signup as whoever sees to the event reads it."""

    volunteer: Person


class Shift(Answer, frozen=True):
    """A shift that takes place, how full it is, and the person's own signup."""

    id: UUID
    post: str
    post_en: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    confirmed: int
    waiting: int
    places_left: int
    mine: Signup | None
    may: tuple[str, ...]
    """What the person can do now: `sign-up`."""


class RosterShift(Shift, frozen=True):
    """A shift with the people on it: places first, then the line."""

    people: tuple[RosterSignup, ...]


class EventFacts(EventHead, frozen=True):
    """An outreach event but for its shifts."""

    version: int
    """Rises with every change."""
    updated_at: datetime
    """When it last changed."""
    state: str
    reason: str
    """Why it was cancelled; empty while it stands."""
    summary: str
    summary_en: str
    may: tuple[str, ...]
    """What the person can do now: `publish`, `cancel`."""


class Event(EventFacts, frozen=True):
    """An outreach event as everybody sees it."""

    shifts: tuple[Shift, ...]


class Roster(EventFacts, frozen=True):
    """An outreach event with the people on its shifts."""

    shifts: tuple[RosterShift, ...]


class Volunteering(Answer, frozen=True):
    """What a volunteer's page shows: what is coming, and own signups that stand, by time."""

    events: tuple[Event, ...]
    signups: tuple[Signup, ...]


class Coordination(Answer, frozen=True):
    """The events that somebody coordinates, by time; people are there for the shifts of today."""

    events: tuple[Roster, ...]


class Whereabouts(Answer, frozen=True):
    """The post of a shift, when and where."""

    post: str
    post_en: str
    starts_at: datetime
    ends_at: datetime
    place: str
    place_en: str


class Kept(Answer, frozen=True):
    """The shift that somebody keeps instead."""

    event: str
    event_en: str
    post: str
    post_en: str
    starts_at: datetime
    ends_at: datetime


class Effect(Answer, frozen=True):
    """What a change does to one signup: `changed`, `cancelled`, `set-back` or `promoted`."""

    kind: str
    waits: bool
    """Whether it waited in line before."""
    volunteer: Person
    event: str
    event_en: str
    before: Whereabouts
    after: Whereabouts
    because: Kept | None


class Effects(Answer, frozen=True):
    """What a change does to everybody who signed up."""

    agreed: str
    """Names exactly this, and is sent back where it is to happen."""
    items: tuple[Effect, ...]


class Outreach(Service):
    """Registration's outreach events, asked as the person who looks."""

    part = "registration"

    def volunteering(self) -> Volunteering:
        """The events to come, and own signups that stand."""
        return self._get(Volunteering, "/volunteering")

    def own_signups(self) -> list[Signup]:
        """Own signups, the latest first, those given up included."""
        return self._all(Signup, "/signups", most=MOST_OWN)

    def coordination(self) -> Coordination:
        """The events that the person coordinates."""
        return self._get(Coordination, "/coordination")

    def roster(self, slug: str) -> Roster:
        """An event with everybody on its shifts. Refused with 403 or 404."""
        return self._get(Roster, f"/events/{slug}/roster")

    def sign_up(self, shift_id: UUID, key: str) -> Signup:
        """Take a place, or join the line; refused with 409 where that cannot be."""
        return self._send(Signup, "POST", f"/shifts/{shift_id}/signups", key=key)

    def cancel(self, signup_id: UUID) -> Signup:
        """Give up a place or leave the line, one's own or as whoever sees to the event."""
        return self._send(Signup, "DELETE", f"/signups/{signup_id}")

    def events(self) -> Page[Event]:
        """Every event."""
        return self._get(Page[Event], "/events")

    def names(self) -> tuple[EventHead, ...]:
        """What every event is called; none while registration is away."""
        found = self._try(Page[EventHead], "/events")
        return found.items if found else ()

    def event(self, slug: str) -> Event:
        """One event. Refused with 404 where there is none."""
        return self._get(Event, f"/events/{slug}")

    def call_off(self, slug: str, reason: str, agreed: str) -> Event:
        """Cancel an event; agreed to as a change is."""
        return self._send(Event, "POST", f"/events/{slug}/cancellation", json={"reason": reason}, agreed=agreed)

    def effects_of_calling_off(self, slug: str, reason: str) -> Effects:
        """What cancelling the event would do to people."""
        return self._send(Effects, "POST", f"/events/{slug}/cancellation/effects", json={"reason": reason})


OUTREACH = Outreach()
