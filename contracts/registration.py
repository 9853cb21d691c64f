"""Events of registration: editions, entries, outreach events and their shifts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.events import Event, event
from contracts.exports import SealedAnswer


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A track or a group of an edition."""

    key: str
    """Names it within its edition, in addresses and in what refers to it."""
    name: str
    name_en: str
    """Empty where there is none, as every English text here."""


@dataclass(frozen=True, kw_only=True)
class EditionStage:
    """A stage of an edition with its window."""

    key: str
    kind: str
    """What happens in it: `entry`, `screening`, `judging`, `notice` or `other`."""
    name: str
    name_en: str
    opens_at: datetime
    closes_at: datetime
    """Exclusive: at this instant it is over."""


@dataclass(frozen=True, kw_only=True)
class Organiser:
    """An organisation and what it does: 主办单位, 承办单位 …"""

    label: str
    label_en: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of a list that people read before they enter."""

    text: str
    text_en: str


@dataclass(frozen=True, kw_only=True)
class EditionAward:
    """A prize of the programme; none is given beyond those."""

    name: str
    name_en: str
    count: int | None
    """How many there are; None where the number is open."""
    note: str
    note_en: str


@event("registration.edition.published.v1", about="edition")
class EditionPublished(Event):
    """An edition as it is from now on, whole: whoever needs it keeps a copy and replaces it by a later version."""

    edition: str
    """Slug, as addresses and scopes name it."""
    version: int
    """One more at each publication; a copy never goes back."""
    published_at: datetime
    name: str
    name_en: str
    summary: str
    summary_en: str
    entry_prefix: str
    judging_overlaps: bool
    """Whether judging may open before the deadline; else no stage of judging opens before entry and screening end."""
    stages: tuple[EditionStage, ...]
    """In order; the one with the key `entry` is when teams enter."""
    tracks: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    organisers: tuple[Organiser, ...]
    eligibility: tuple[Point, ...]
    materials: tuple[Point, ...]
    awards: tuple[EditionAward, ...]


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


@event("registration.entry.submitted.v1", about="entry_id")
class EntrySubmitted(Event):
    """A team handed in an entry. Carries what judging shows to judges and nothing that names the team."""

    entry_id: UUID
    edition: str
    number: str
    version: int
    """1 at the first submission, one more at each later one."""
    title: str
    track: str
    group: str
    summary: str
    organisation: str
    """The applicant organisation: for conflicts of interest, never shown to a judge beside the entry."""
    leader_id: UUID
    file_sha256: str
    submitted_at: datetime


@event("registration.entry.withdrawn.v1", about="entry_id")
class EntryWithdrawn(Event):
    """A team took its entry back before the deadline."""

    entry_id: UUID
    edition: str
    number: str
    leader_id: UUID
    withdrawn_at: datetime


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


@event("registration.article.published.v1", about="article_id")
class ArticlePublished(Event):
    """A notice, an announcement or another article of the public site can be read for the first time."""

    article_id: UUID
    kind: str
    """`notice`, `announcement`, `winners`, `faq` or `page`."""
    slug: str
    title: str
    title_en: str
    """Empty where there is no English."""
    published_at: datetime


@event("registration.export.answered.v1", about="account_id")
class RegistrationAnswered(SealedAnswer):
    """Registration's answer: entries, uploads, signups."""
