"""Events of registration: editions (their parts: `editions.py`), entries, articles; outreach has a file of its own."""

from datetime import datetime
from uuid import UUID

from contracts.editions import (
    Choice,
    Contact,
    Contest,
    EditionAward,
    EditionDocument,
    EditionStage,
    ExceptionalDay,
    NoticePeriod,
    Organiser,
    Point,
    ScreeningPoint,
    ScreeningRules,
    SiteFile,
    TeamRules,
    TrackAddress,
)
from contracts.events import Event, event
from contracts.exports import SealedAnswer
from contracts.organisations import Applicant
from contracts.shown import Shown, ShownFile


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
    opens_at: datetime
    """When teams may enter."""
    closes_at: datetime
    """The deadline, exclusive."""
    judging_overlaps: bool
    """Whether judging may open before the deadline; else no stage of judging opens before entry and screening end."""
    stages: tuple[EditionStage, ...]
    """In order, among them that of entering."""
    tracks: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    organisers: tuple[Organiser, ...]
    eligibility: tuple[Point, ...]
    materials: tuple[Point, ...]
    awards: tuple[EditionAward, ...]
    sha256: str = ""
    """Of the canonical document, by which what is frozen is known."""
    archived_at: datetime | None = None
    """Since when nothing of it changes any more."""
    contest: Contest | None = None
    contacts: tuple[Contact, ...] = ()
    picture: SiteFile | None = None
    exceptional_days: tuple[ExceptionalDay, ...] = ()
    team_rules: TeamRules = TeamRules()
    screening: tuple[ScreeningPoint, ...] = ()
    screening_rules: ScreeningRules = ScreeningRules()
    notice_periods: tuple[NoticePeriod, ...] = ()
    documents: tuple[EditionDocument, ...] = ()
    upload_grace: int = 0
    """Minutes after the deadline in which uploads begun before it may end, and be handed in."""
    track_addresses: tuple[TrackAddress, ...] = ()
    """One for each track."""


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
    member_ids: tuple[UUID, ...]
    """The others of the team, in their order."""
    advisor_ids: tuple[UUID, ...]
    submitted_at: datetime
    shown: tuple[Shown, ...]
    """The answers that the form shows to judges, in its order; title, track and group stand above."""
    files: tuple[ShownFile, ...]
    """The files that the form shows to judges, in its order."""
    request_id: UUID | None = None
    """The approved change request that made this version; None where the team handed it in."""
    applicants: tuple[Applicant, ...] = ()
    """The applicant organisation, where the form asks for one, and after it the joint applicants."""


@event("registration.entry.withdrawn.v1", about="entry_id")
class EntryWithdrawn(Event):
    """A team took its entry back before the deadline."""

    entry_id: UUID
    edition: str
    number: str
    leader_id: UUID
    member_ids: tuple[UUID, ...]
    advisor_ids: tuple[UUID, ...]
    withdrawn_at: datetime


@event("registration.entry.unfinished.v1", about="entry_id")
class EntryUnfinished(Event):
    """The deadline comes near, and an entry or a next version of it is not handed in."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    lacking: int
    """How many fields still stop its submission."""
    version: int
    """The version that stands while a next one is written; 0 where nothing was handed in."""
    closes_at: datetime
    """The deadline, exclusive."""


@event("registration.entry-file.infected.v1", about="entry_id")
class EntryFileInfected(Event):
    """The scanner found something harmful in a file that a team uploaded: nobody can read it or hand it in."""

    entry_id: UUID
    edition: str
    title: str
    leader_id: UUID
    label: str
    """Of the slot it was uploaded to."""
    label_en: str


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
