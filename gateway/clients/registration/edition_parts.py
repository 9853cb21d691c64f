"""What editions are made of, as pages show it."""

from datetime import date, datetime

from gateway.clients.registration.site_files import SiteFile
from gateway.clients.service import Answer


class Contact(Answer, frozen=True):
    """Whom to ask, and about what; each part may be empty."""

    label: str
    label_en: str
    name: str
    phone: str
    email: str


class Contest(Answer, frozen=True):
    """What editions are editions of."""

    key: str
    name: str
    name_en: str
    mark: SiteFile | None
    front: bool
    """Whether the first page of the site shows it."""


class Choice(Answer, frozen=True):
    """A track or a group."""

    key: str
    name: str
    name_en: str
    description: str = ""
    description_en: str = ""
    contact: Contact | None = None
    picture: SiteFile | None = None


class TrackAddress(Answer, frozen=True):
    """Where the public page of a track lies within its edition."""

    key: str
    address: str
    former: tuple[str, ...]
    """What led there before."""


class Stage(Answer, frozen=True):
    """A stage with its window."""

    key: str
    kind: str
    """`entry`, `screening`, `judging`, `notice` or `other`."""
    name: str
    name_en: str
    opens_at: datetime
    closes_at: datetime
    """Exclusive."""


class ExceptionalDay(Answer, frozen=True):
    """A day that is worked or free against the public calendar."""

    date: date
    working: bool
    note: str


class Organiser(Answer, frozen=True):
    """An organisation and what it is to the edition."""

    rank: str
    """`guiding`, `hosting`, `operating`, `assisting` or `supporting`."""
    name: str
    name_en: str
    logo: SiteFile | None
    link: str


class Point(Answer, frozen=True):
    """One point of a list."""

    text: str
    text_en: str


class TeamRules(Answer, frozen=True):
    """Who may be in a team."""

    members_least: int
    members_most: int
    advisors_most: int
    one_team_per_person: bool
    one_entry_per_leader: bool
    members_edit: bool
    """Whether members write in the entry beside the leader."""


class ScreeningPoint(Point, frozen=True):
    """One point of the checklist for screening."""

    key: str
    group: str
    """Key of the group it is asked of; empty: of all."""
    heading: str = ""
    """Under which neighbouring points stand together; empty for none."""
    heading_en: str = ""


class ScreeningRules(Answer, frozen=True):
    """What an edition decides about its screening beside the checklist."""

    corrections_most: int
    passed_public: bool
    """Whether everybody may read which entries passed, once the screening is over."""


class Award(Answer, frozen=True):
    """A prize and how many there are."""

    key: str
    name: str
    name_en: str
    count: int | None
    share_percent: int | None
    """How many of a hundred entries get it at most; where this and the count are None, the number is open."""
    note: str
    note_en: str
    group: str
    """Key of the group it is for; empty: for all, as the track."""
    track: str


class NoticePeriod(Answer, frozen=True):
    """How long something may be objected to or answered."""

    kind: str
    """`shortlist`, `awards`, `correction` or `objection`."""
    days: int
    unit: str
    """`working` or `calendar`."""
