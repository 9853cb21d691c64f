"""Events of registration about outreach: events, their shifts, and signups."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.events import Event, event


@dataclass(frozen=True, kw_only=True)
class EventShift:
    """A shift of an outreach event."""

    shift_id: UUID
    key: str
    """Names it within its event."""
    post: str
    post_en: str
    starts_at: datetime
    ends_at: datetime
    capacity: int


@event("registration.outreach-event.published.v1", about="slug")
class OutreachEventPublished(Event):
    """An outreach event with its shifts as it is from now on, whole; a later version replaces it."""

    slug: str
    version: int
    published_at: datetime
    state: str
    """`published`, or `cancelled`: it does not take place."""
    reason: str
    """Why it was cancelled; empty while it stands."""
    name: str
    name_en: str
    place: str
    place_en: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    summary_en: str
    shifts: tuple[EventShift, ...]
    """Those that take place."""


@event("registration.outreach-event.changed.v1", about="event_slug")
class OutreachEventChanged(Event):
    """A change of an outreach event touched people who had signed up; each was told on their own."""

    event_slug: str
    event: str
    event_en: str
    """Empty where there is none."""
    changed: int
    """How many people hear of another time, place or post."""
    cancelled: int
    """How many lose a place or their turn, as the shift does not take place."""
    set_back: int
    """How many lose a place to another shift of theirs, and wait in line instead."""
    promoted: int
    """How many move up."""


@event("registration.outreach-event.cancelled.v1", about="event_slug")
class OutreachEventCancelled(Event):
    """An outreach event does not take place; everybody who had signed up was told on their own."""

    event_slug: str
    event: str
    event_en: str
    """Empty where there is none."""
    reason: str
    people: int
    """How many had signed up."""


@event("registration.shift.changed.v1", about="shift_id", personal={"volunteer": "account_id"})
class ShiftChanged(Event):
    """A shift that the volunteer signed up for has another time, place or post; the signup stands."""

    signup_id: UUID
    shift_id: UUID
    account_id: UUID
    volunteer: str
    waits: bool
    """Whether the volunteer waits in line; else they hold a place."""
    event: str
    post: str
    starts_at: datetime
    ends_at: datetime
    place: str
    old_post: str
    old_starts_at: datetime
    old_ends_at: datetime
    old_place: str
    event_slug: str
    event_en: str
    """English names are empty where there are none."""
    post_en: str
    place_en: str
    old_post_en: str
    old_place_en: str


@event("registration.shift.cancelled.v1", about="shift_id", personal={"volunteer": "account_id"})
class ShiftCancelled(Event):
    """A shift that the volunteer signed up for does not take place."""

    signup_id: UUID
    shift_id: UUID
    account_id: UUID
    volunteer: str
    waits: bool
    """Whether the volunteer waited in line; else they held a place."""
    event: str
    post: str
    starts_at: datetime
    ends_at: datetime
    place: str
    reason: str
    """In the organizing office's words; empty where the shift alone was taken out."""
    event_slug: str
    event_en: str
    """English names are empty where there are none."""
    post_en: str
    place_en: str


@event("registration.signup.set-back.v1", about="shift_id", personal={"volunteer": "account_id"})
class SignupSetBack(Event):
    """A change made a shift overlap with another one that the volunteer keeps; on this one they wait in line now."""

    signup_id: UUID
    shift_id: UUID
    account_id: UUID
    volunteer: str
    event: str
    post: str
    starts_at: datetime
    ends_at: datetime
    place: str
    kept_event: str
    kept_post: str
    event_slug: str
    event_en: str
    """English names are empty where there are none."""
    post_en: str
    place_en: str
    kept_event_en: str
    kept_post_en: str


@event("registration.signup.confirmed.v1", about="shift_id", personal={"volunteer": "account_id"})
class SignupConfirmed(Event):
    """A volunteer holds a place on a shift."""

    signup_id: UUID
    shift_id: UUID
    account_id: UUID
    volunteer: str
    event: str
    post: str
    starts_at: datetime
    ends_at: datetime
    place: str
    event_slug: str
    event_en: str
    """English names are empty where there are none."""
    post_en: str
    place_en: str


@event("registration.signup.waitlisted.v1", about="shift_id", personal={"volunteer": "account_id"})
class SignupWaitlisted(Event):
    """The shift is full; the volunteer waits at this position (1 is next)."""

    signup_id: UUID
    shift_id: UUID
    account_id: UUID
    volunteer: str
    event: str
    post: str
    starts_at: datetime
    position: int
    event_slug: str
    event_en: str
    """English names are empty where there are none."""
    post_en: str


@event("registration.signup.promoted.v1", about="shift_id", personal={"volunteer": "account_id"})
class SignupPromoted(Event):
    """A place became free and the first on the waiting list now holds it."""

    signup_id: UUID
    shift_id: UUID
    account_id: UUID
    volunteer: str
    event: str
    post: str
    starts_at: datetime
    ends_at: datetime
    place: str
    event_slug: str
    event_en: str
    """English names are empty where there are none."""
    post_en: str
    place_en: str


@event("registration.signup.cancelled.v1", about="shift_id", personal={"volunteer": "account_id"})
class SignupCancelled(Event):
    """A volunteer gave up a place, or left the waiting list."""

    signup_id: UUID
    shift_id: UUID
    account_id: UUID
    volunteer: str
    event: str
    post: str
    starts_at: datetime
    event_slug: str
    event_en: str
    """English names are empty where there are none."""
    post_en: str
