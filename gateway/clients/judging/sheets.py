"""What judging says to a judge. Points are written as people write them, such as "12.5"."""

from datetime import datetime
from uuid import UUID

from gateway.clients.judging.stages import Criterion, Name, Stage
from gateway.clients.service import Answer


class ScoredStage(Stage, frozen=True):
    """What a judge needs to know of a stage."""

    criteria: tuple[Criterion, ...]
    full: str
    """The highest total."""
    comment_below: str
    comment_above: str
    rule: tuple[str, ...]
    """How sheets become a ranking, in plain words."""
    digest: str
    """SHA-256 of everything that is frozen with the first assignment."""


class Shown(Answer, frozen=True):
    """An answer of the team that judges may read."""

    kind: str
    section: str
    section_en: str
    label: str
    label_en: str
    value: str
    value_en: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]
    """Cells in both languages."""


class ShownFile(Answer, frozen=True):
    """A file of the team that judges may open."""

    file_id: UUID
    slot: str
    label: str
    label_en: str
    type: str
    size: int
    pages: int | None
    pictured: bool
    """Whether there is a picture of its first page."""


class JudgedEntry(Answer, frozen=True):
    """All a judge learns about an entry."""

    id: UUID
    number: str
    version: int
    """How often it was handed in."""
    title: str
    track: Name
    group: Name
    shown: tuple[Shown, ...]
    """What the team answered, as far as judges may read it."""
    files: tuple[ShownFile, ...]


class Sheet(Answer, frozen=True):
    """A score sheet; its states are those of docs/states.md."""

    state: str
    marks: dict[str, str]
    comment: str
    total: str | None
    saved_at: datetime | None
    submitted_at: datetime | None
    return_reason: str
    entry_version: int
    """Of the entry, when the judge last wrote; 0 while blank."""


class Missing(Answer, frozen=True):
    """One thing that still stops submission."""

    field: str
    message: str


class Assignment(Answer, frozen=True):
    """An assignment as its judge sees it; `may` names what is open now: save, submit, recuse."""

    id: UUID
    stage: ScoredStage
    entry: JudgedEntry
    sheet: Sheet
    may: tuple[str, ...]
    missing: tuple[Missing, ...]
    etag: str


class OwnAssignment(Answer, frozen=True):
    """A line of a judge's list."""

    id: UUID
    edition: str
    stage: str
    """The key of the stage."""
    stage_name: str
    stage_name_en: str
    number: str
    title: str
    track: Name
    group: Name
    opens_at: datetime
    due_at: datetime
    phase: str
    sheet_state: str
    total: str | None


class OwnAssignments(Answer, frozen=True):
    """A judge's list: what is open first, by due date; then what is over, then what is handed in."""

    items: tuple[OwnAssignment, ...]
    done: int
    undeclared: tuple[str, ...]
    """Editions whose entries open once the judge has declared conflicts of interest."""


class Saved(Answer, frozen=True):
    """A sheet that was saved."""

    etag: str


class OwnSheet(Answer, frozen=True):
    """A sheet beside the judge's others of the stage; `id` is that of the assignment."""

    id: UUID
    number: str
    title: str
    track: Name
    state: str
    marks: dict[str, str]
    total: str | None
    comment: str
    phase: str
    may_save: bool
    unmarked: int
    """Criteria without a mark."""
    lacks_comment: bool
    """Only the comment is missing that such a total needs."""
    etag: str


class OwnSheets(Answer, frozen=True):
    """A judge's sheets of a stage, by number of the entry, and what they are given for."""

    stage: ScoredStage
    items: tuple[OwnSheet, ...]


class MarksSaved(Answer, frozen=True):
    """A sheet whose marks were saved."""

    etag: str
    state: str
    total: str | None
    unmarked: int
    lacks_comment: bool
