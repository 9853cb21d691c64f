"""What an edition is made of, as its event tells it. An English text is empty where there is none."""

from dataclasses import dataclass
from datetime import date, datetime

RANKS = ("guiding", "hosting", "operating", "assisting", "supporting")
"""What an organisation is to an edition, in the order of a notice: 指导、主办、承办、协办、支持单位."""


@dataclass(frozen=True, kw_only=True)
class SiteFile:
    """A file of the public site. Its content never changes: another content is another file."""

    sha256: str
    name: str
    """As people see it, with its ending."""
    type: str
    """By its content: `pdf`, `png` …"""
    size: int
    """Bytes."""
    width: int = 0
    """Of a picture, in pixels; 0 for other files, as the height."""
    height: int = 0


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to ask, and about what."""

    label: str = ""
    """What about: 报名咨询."""
    label_en: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Contest:
    """What editions are editions of."""

    key: str
    name: str
    name_en: str
    mark: SiteFile | None = None
    """A picture that stands for it."""
    front: bool = False
    """Whether the first page of the site shows it."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A track or a group of an edition."""

    key: str
    """Names it within its edition, in what refers to it."""
    name: str
    name_en: str
    description: str = ""
    description_en: str = ""
    contact: Contact | None = None
    picture: SiteFile | None = None


@dataclass(frozen=True, kw_only=True)
class TrackAddress:
    """Where the public page of a track lies within its edition."""

    key: str
    """Of the track."""
    address: str
    former: tuple[str, ...] = ()
    """What led there before; it leads on to the address."""


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
class ExceptionalDay:
    """A day that is worked or free against the public calendar."""

    date: date
    working: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Organiser:
    """An organisation and what it is to the edition."""

    rank: str
    """One of `RANKS`."""
    name: str
    name_en: str
    logo: SiteFile | None = None
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of a list that people read before they enter."""

    text: str
    text_en: str


@dataclass(frozen=True, kw_only=True)
class TeamRules:
    """Who may be in a team. A team's leader is one of its members."""

    members_least: int = 1
    members_most: int = 10
    advisors_most: int = 2
    one_team_per_person: bool = True
    one_entry_per_leader: bool = False
    members_edit: bool = False
    """Whether members write in the entry beside the leader."""
    joint_confirmed: bool = False
    """Whether every joint applicant confirms, or its letter is there, before an entry is handed in."""


@dataclass(frozen=True, kw_only=True)
class ScreeningPoint:
    """One point of the checklist by which entries are screened."""

    key: str
    text: str
    text_en: str = ""
    group: str = ""
    """Key of the group it is asked of; empty: of all."""
    heading: str = ""
    """Under which it stands with the points before it: 材料完整, 公平竞争; empty for none."""
    heading_en: str = ""
    fields: tuple[str, ...] = ()
    """Keys of the fields and file slots of the form that it is about, if it names some."""


@dataclass(frozen=True, kw_only=True)
class ScreeningRules:
    """What an edition decides about its screening beside the checklist."""

    corrections_most: int = 1
    """How often a correction of an entry may be asked for."""
    passed_public: bool = False
    """Whether everybody may read which entries passed, once the screening is over."""


@dataclass(frozen=True, kw_only=True)
class EditionAward:
    """A prize of the programme; none is given beyond those."""

    name: str
    name_en: str
    count: int | None
    """How many there are; None where a share says it, or where the number is open."""
    note: str
    """What it brings."""
    note_en: str
    key: str = ""
    share_percent: int | None = None
    """How many of a hundred entries get it at most."""
    group: str = ""
    """Key of the group it is for; empty: for all. So with the track."""
    track: str = ""


@dataclass(frozen=True, kw_only=True)
class NoticePeriod:
    """How long something may be objected to or answered."""

    kind: str
    """`shortlist`, `awards`, `correction` or `objection`."""
    days: int
    unit: str
    """`working` or `calendar` days; the first day counts."""


@dataclass(frozen=True, kw_only=True)
class EditionDocument:
    """A document to be downloaded: a form, an undertaking, the rules."""

    title: str
    title_en: str
    file: SiteFile
