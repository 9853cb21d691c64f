"""What judging says to organizers of who judges what."""

from datetime import datetime
from uuid import UUID

from gateway.clients.judging.stages import Counted, Name, Stage
from gateway.clients.service import Answer


class PanelJudge(Counted, frozen=True):
    """A judge of a stage, and how far."""

    id: UUID
    name: str
    assignable: bool


class Seat(Answer, frozen=True):
    """A judge of an entry, and how far the sheet is."""

    id: UUID
    judge_id: UUID
    judge: str
    sheet_state: str
    total: str | None


class EntryName(Answer, frozen=True):
    """Enough to recognise an entry."""

    id: UUID
    number: str
    title: str


class PanelEntry(EntryName, frozen=True):
    """An entry with its judges."""

    track: Name
    group: Name
    assignments: tuple[Seat, ...]


class PlanName(Answer, frozen=True):
    """A plan of assignment: proposed, made or undone, and since when."""

    id: UUID
    state: str
    at: datetime
    added: int


class Panel(Answer, frozen=True):
    """The stages to choose from, and of the one chosen its judges, its latest plans and a page of its entries."""

    stages: tuple[Stage, ...]
    stage: Stage | None
    total: Counted | None
    entries: tuple[PanelEntry, ...]
    judges: tuple[PanelJudge, ...]
    plans: tuple[PlanName, ...]
    next: str | None


class Judge(Answer, frozen=True):
    """A judge."""

    id: UUID
    name: str


class Substitute(Answer, frozen=True):
    """A judge who could have the entry instead, and how many they have."""

    id: UUID
    name: str
    assigned: int


class Replaced(Answer, frozen=True):
    """The assignment that took the place of another."""

    id: UUID


class AssignmentRecord(Answer, frozen=True):
    """An assignment as an organizer sees it.

    `may` names what is open now: return, remove; once the stage has closed: propose return, propose voiding.
    """

    id: UUID
    stage: Stage
    entry: EntryName
    judge: Judge
    state: str
    made_at: datetime
    removed_at: datetime | None
    removed_reason: str
    sheet_id: UUID
    sheet_state: str
    total: str | None
    comment: str
    saved_at: datetime | None
    submitted_at: datetime | None
    return_reason: str
    substitutes: tuple[Substitute, ...]
    may: tuple[str, ...]
