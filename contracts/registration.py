"""Events of registration: editions, entries, outreach events and their shifts."""

from datetime import datetime
from uuid import UUID

from contracts.events import Event, event
from contracts.exports import SealedAnswer


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
    event_slug: str = ""
    """Of the outreach event; empty in what was told by earlier releases."""
    event_en: str = ""
    """English names are empty where there are none, and in what was told by earlier releases."""
    post_en: str = ""
    place_en: str = ""


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
    event_slug: str = ""
    """Of the outreach event; empty in what was told by earlier releases."""
    event_en: str = ""
    """English names are empty where there are none, and in what was told by earlier releases."""
    post_en: str = ""


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
    event_slug: str = ""
    """Of the outreach event; empty in what was told by earlier releases."""
    event_en: str = ""
    """English names are empty where there are none, and in what was told by earlier releases."""
    post_en: str = ""
    place_en: str = ""


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
    event_slug: str = ""
    """Of the outreach event; empty in what was told by earlier releases."""
    event_en: str = ""
    """English names are empty where there are none, and in what was told by earlier releases."""
    post_en: str = ""


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
