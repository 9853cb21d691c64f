"""Events of registration: editions, entries, articles; those about outreach stand in `outreach.py`."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.events import Event, event
from contracts.exports import SealedAnswer
from contracts.shown import Shown, ShownFile


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
    organisation: str
    """The applicant organisation: for conflicts of interest, never shown to a judge beside the entry."""
    leader_id: UUID
    submitted_at: datetime
    shown: tuple[Shown, ...]
    """The answers that the form shows to judges, in its order; title, track and group stand above."""
    files: tuple[ShownFile, ...]
    """The files that the form shows to judges, in its order."""


@event("registration.entry.withdrawn.v1", about="entry_id")
class EntryWithdrawn(Event):
    """A team took its entry back before the deadline."""

    entry_id: UUID
    edition: str
    number: str
    leader_id: UUID
    withdrawn_at: datetime


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
