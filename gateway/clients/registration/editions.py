"""What pages ask registration of editions: only to change them. What is shown comes from the gateway's own copies."""

from datetime import date, datetime
from typing import Any

from gateway.clients.service import Answer, Service


class SiteFile(Answer, frozen=True):
    """A file of the public site; `gateway/editions/files.py` says where it is read."""

    sha256: str
    name: str
    type: str
    size: int
    width: int
    height: int
    """Of a picture, as the width; 0 for other files."""


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


class Choice(Answer, frozen=True):
    """A track or a group."""

    key: str
    name: str
    name_en: str
    description: str = ""
    description_en: str = ""
    contact: Contact | None = None
    picture: SiteFile | None = None


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


class ScreeningPoint(Point, frozen=True):
    """One point of the checklist for screening."""

    key: str
    groups: tuple[str, ...]
    """Keys of the groups it is asked of; empty: of all."""


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


class EditionDocument(Answer, frozen=True):
    """A document to be downloaded."""

    title: str
    title_en: str
    file: SiteFile


class Edition(Answer, frozen=True):
    """An edition, whole."""

    slug: str
    version: int
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
    updated_at: datetime
    stages: tuple[Stage, ...]
    tracks: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    organisers: tuple[Organiser, ...]
    eligibility: tuple[Point, ...]
    materials: tuple[Point, ...]
    awards: tuple[Award, ...]
    sha256: str
    archived_at: datetime | None
    contest: Contest | None
    contacts: tuple[Contact, ...]
    picture: SiteFile | None
    exceptional_days: tuple[ExceptionalDay, ...]
    team_rules: TeamRules
    screening: tuple[ScreeningPoint, ...]
    notice_periods: tuple[NoticePeriod, ...]
    documents: tuple[EditionDocument, ...]


class Editions(Service):
    """Registration's editions, changed as the person who looks."""

    part = "registration"

    def document(self, slug: str) -> dict[str, Any]:
        """An edition as it is written, for whoever edits the document itself. Refused with 404 where there is none."""
        return self._get(dict[str, Any], f"/editions/{slug}")

    def put(self, slug: str, document: dict[str, Any]) -> Edition:
        """Create an edition or replace it; published at once."""
        return self._send(Edition, "PUT", f"/editions/{slug}", json=document)

    def move_stage(self, slug: str, key: str, opens_at: datetime, closes_at: datetime, etag: str) -> Edition:
        """Give a stage another window."""
        window = {"opens_at": opens_at, "closes_at": closes_at}
        return self._send(Edition, "PUT", f"/editions/{slug}/stages/{key}/window", json=window, etag=etag)

    def close_stage(self, slug: str, key: str, etag: str) -> Edition:
        """End a stage now."""
        return self._send(Edition, "POST", f"/editions/{slug}/stages/{key}/closure", etag=etag)


EDITIONS = Editions()
