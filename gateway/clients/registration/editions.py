"""What pages ask registration of editions: only to change them. What is shown comes from the gateway's own copies."""

from datetime import datetime

from gateway.clients.registration.edition_parts import (
    Award,
    Choice,
    Contact,
    Contest,
    ExceptionalDay,
    NoticePeriod,
    Organiser,
    Point,
    ScreeningPoint,
    ScreeningRules,
    Stage,
    TeamRules,
    TrackAddress,
)
from gateway.clients.registration.site_files import OfferedFile, SiteFile
from gateway.clients.registration.window_review import WindowReview
from gateway.clients.service import Answer, Service


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
    screening_rules: ScreeningRules
    notice_periods: tuple[NoticePeriod, ...]
    documents: tuple[OfferedFile, ...]
    upload_grace: int = 0
    """Minutes after the deadline in which uploads begun before it may end."""
    track_addresses: tuple[TrackAddress, ...] = ()
    """One for each track; none while nothing is public."""


class Editions(Service):
    """Registration's editions, changed as the person who looks."""

    part = "registration"

    def review_window(self, slug: str, key: str, opens_at: datetime, closes_at: datetime) -> WindowReview:
        """What another window would mean; refused as the change would be."""
        path = f"/editions/{slug}/stages/{key}/window/review"
        return self._get(WindowReview, path, opens_at=opens_at.isoformat(), closes_at=closes_at.isoformat())

    def move_stage(self, slug: str, key: str, opens_at: datetime, closes_at: datetime, etag: str) -> Edition:
        """Give a stage another window."""
        window = {"opens_at": opens_at, "closes_at": closes_at}
        return self._send(Edition, "PUT", f"/editions/{slug}/stages/{key}/window", json=window, etag=etag)

    def close_stage(self, slug: str, key: str, etag: str) -> Edition:
        """End a stage now."""
        return self._send(Edition, "POST", f"/editions/{slug}/stages/{key}/closure", etag=etag)


EDITIONS = Editions()
