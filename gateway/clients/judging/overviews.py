"""What pages ask judging at once of several of its areas: the desk, a search."""

from datetime import datetime
from uuid import UUID

from gateway.clients.judging.stages import Stage
from gateway.clients.service import Answer, Service


class Counted(Answer, frozen=True):
    """Sheets: assigned, begun, handed in."""

    assigned: int
    drafts: int
    submitted: int


class JudgeDesk(Counted, frozen=True):
    """One judge: how far, and how the totals handed in lie."""

    id: UUID
    name: str
    lowest: str | None
    mean: str | None
    highest: str | None


class JudgeBehind(Counted, frozen=True):
    """A judge who has not handed everything in."""

    id: UUID
    name: str
    last_at: datetime | None
    """When a sheet of theirs was last saved."""


class Band(Answer, frozen=True):
    """How many totals lie in a band."""

    least: str
    most: str
    count: int


class StageDesk(Stage, frozen=True):
    """A stage in numbers."""

    total: Counted
    unassigned: int
    """Entries without any judge."""
    overdue: int
    """Sheets not handed in though the stage has ended."""
    outdated: int
    """Sheets about an earlier version of their entry."""
    renewed: tuple[str, ...]
    """Numbers of those entries, a few."""
    judges: tuple[JudgeDesk, ...]
    behind: tuple[JudgeBehind, ...]
    """The furthest behind, a few."""
    bands: tuple[Band, ...]


class Pending(Answer, frozen=True):
    """A resolution that waits for another person."""

    id: UUID
    edition: str
    stage: str
    stage_en: str
    kind: str
    reason: str
    proposed_by: UUID
    proposed_at: datetime


class Desk(Answer, frozen=True):
    """Judging in numbers, as far as the person's roles reach."""

    stages: tuple[StageDesk, ...]
    resolutions: tuple[Pending, ...]
    parked: dict[str, int]


class FoundJudge(Answer, frozen=True):
    """A judge who was found, in one stage."""

    name: str
    edition: str
    stage: str
    stage_name: str
    stage_name_en: str
    assigned: int
    submitted: int


class Found(Answer, frozen=True):
    """What was found."""

    judges: tuple[FoundJudge, ...]


class SheetCount(Answer, frozen=True):
    """Sheets about an entry that count, in all its stages."""

    begun: int
    """Something is written in them, those handed in included."""
    submitted: int


class JudgingOverviews(Service):
    """Judging across its areas, asked as the person who looks."""

    part = "judging"

    def desk(self) -> Desk:
        """How far every stage and judge is, and how marks spread."""
        return self._get(Desk, "/desk")

    def search(self, query: str, limit: int) -> Found:
        """Judges at work whose name holds the words."""
        return self._get(Found, "/search", q=query, limit=limit)

    def sheets(self, entry_id: UUID) -> SheetCount | None:
        """How many sheets exist about an entry; None where judging is away."""
        return self._try(SheetCount, f"/entries/{entry_id}/sheet-count")


JUDGING_OVERVIEWS = JudgingOverviews()
