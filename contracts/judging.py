"""Events of judging: assignments and score sheets. Marks never travel in an event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.events import Event, event
from contracts.exports import SealedAnswer
from contracts.timetable import StageMove


@dataclass(frozen=True, kw_only=True)
class OpenedEntry:
    """An assignment with its entry."""

    assignment_id: UUID
    entry_id: UUID


@event("judging.assignment.made.v1", about="assignment_id")
class AssignmentMade(Event):
    """A judge is to score an entry. Registration lets this judge read its files from now on, where it opens."""

    assignment_id: UUID
    entry_id: UUID
    number: str
    title: str
    stage: str
    stage_en: str
    """Empty where there is none, as every English text here."""
    judge_id: UUID
    due_at: datetime
    edition: str
    """Slug of the edition."""
    stage_key: str
    """The stage as addresses name it."""
    opens: bool = True
    """Whether the judge may look at it already; if not, once they have declared conflicts of interest."""


@event("judging.entries.opened.v1", about="judge_id")
class EntriesOpened(Event):
    """A judge declared conflicts of interest in an edition: what they were given there opens to them now."""

    judge_id: UUID
    edition: str
    entries: tuple[OpenedEntry, ...]


@event("judging.assignment.removed.v1", about="assignment_id")
class AssignmentRemoved(Event):
    """The judge no longer scores the entry and loses access to it at once."""

    assignment_id: UUID
    entry_id: UUID
    judge_id: UUID
    reason: str
    """What the organizer gave as the reason; or `entry-withdrawn` where the team took its entry back, `judge-retired`
    where the judge may judge there no longer, `account-closed` where the judge left, `conflict-of-interest`, or
    `declined` where the judge gave it back."""
    edition: str
    """Slug of the edition."""
    number: str
    title: str
    opened: bool = True
    """Whether the judge could look at it: if not, nobody tells them which entry it was."""


@event("judging.judge.recused.v1", about="entry_id", personal={"judge": "judge_id", "replacement": "replacement_id"})
class JudgeRecused(Event):
    """A judge has an interest in an entry, or gave it back: the sheet is void, and somebody else has the entry.

    Where the stage had closed, nothing of this was done: organizers decide.
    """

    assignment_id: UUID
    """The one that ended."""
    entry_id: UUID
    edition: str
    """Slug of the edition."""
    number: str
    title: str
    stage: str
    stage_en: str
    stage_key: str
    judge_id: UUID
    judge: str
    why: str
    """`declared`, `recognised` or `declined` by the judge; detected: `team` or `organisation`."""
    sheet: str
    """The state of the sheet before."""
    replacement: str
    """The name of who has the entry instead; empty where there is nobody."""
    replacement_id: UUID | None
    closed: bool
    """Whether the stage had closed."""


@event("judging.sheet.submitted.v1", about="entry_id", personal={"judge": "judge_id"})
class SheetSubmitted(Event):
    """A judge handed in a score sheet; it is locked. Carries progress, no marks."""

    sheet_id: UUID
    assignment_id: UUID
    entry_id: UUID
    number: str
    title: str
    stage: str
    stage_en: str
    judge_id: UUID
    judge: str
    submitted: int
    """Sheets handed in for this entry so far, this one included."""
    assigned: int
    submitted_at: datetime
    edition: str
    """Slug of the edition."""
    stage_key: str
    """The stage as addresses name it."""


@event("judging.sheet.returned.v1", about="entry_id")
class SheetReturned(Event):
    """An organizer gave a sheet back to its judge for change; it counts again once handed in again."""

    sheet_id: UUID
    assignment_id: UUID
    entry_id: UUID
    number: str
    title: str
    stage: str
    stage_en: str
    judge_id: UUID
    reason: str
    """What is to be changed, as the organizer wrote it."""
    due_at: datetime
    edition: str
    stage_key: str


@event("judging.sheet.outdated.v1", about="entry_id")
class SheetOutdated(Event):
    """A team handed in a new version of an entry of which a judge has begun a sheet; the sheet stays as it is."""

    assignment_id: UUID
    entry_id: UUID
    edition: str
    """Slug of the edition."""
    number: str
    title: str
    """Of the new version."""
    version: int
    judge_id: UUID
    submitted: bool
    """Whether the sheet is handed in: it counts on, and can be changed once an organizer has returned it."""
    due_at: datetime


@event("judging.sheets.voided.v1", about="entry_id")
class SheetsVoided(Event):
    """An entry left judging after judges had begun to score it; their sheets count for nothing any more."""

    entry_id: UUID
    edition: str
    number: str
    title: str
    begun: int
    """Sheets that judges had saved, those handed in included."""
    submitted: int
    """Those handed in."""
    reason: str = "entry-withdrawn"
    """Why it left: `entry-withdrawn`, or `entry-refused` in its screening."""


@event("judging.judge-dates.moved.v1", about="judge_id")
class JudgeDatesMoved(Event):
    """Stages of an edition in which a judge has entries to score were given another window, or ended early."""

    judge_id: UUID
    edition: str
    """Slug of the edition."""
    edition_name: str
    edition_name_en: str
    moves: tuple[StageMove, ...]
    unsubmitted: int
    """Score sheets of these stages that the judge has not handed in and still can."""
    missed: int
    """Those that can be handed in no longer, since their stage has ended by that."""


@event("judging.result.sealed.v1", about="result_id")
class ResultSealed(Event):
    """A version of a stage's result stands from now on. Carries its hash and nothing of what it says."""

    result_id: UUID
    edition: str
    """Slug of the edition."""
    stage_key: str
    stage: str
    stage_en: str
    version: int
    """1 when the stage is sealed, one more with each change."""
    sealed_at: datetime
    sha256: str
    """Of all that the places depend on."""


@event("judging.export.answered.v1", about="account_id")
class JudgingAnswered(SealedAnswer):
    """Judging's answer: assignments and score sheets."""
