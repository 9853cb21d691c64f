"""Events of judging: assignments and score sheets. Marks never travel in an event."""

from datetime import datetime
from uuid import UUID

from contracts.events import Event, event
from contracts.exports import SealedAnswer
from contracts.timetable import StageMove


@event("judging.assignment.made.v1", about="assignment_id")
class AssignmentMade(Event):
    """A judge is to score an entry. Registration lets this judge read the entry's file from now on."""

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


@event("judging.assignment.removed.v1", about="assignment_id")
class AssignmentRemoved(Event):
    """The judge no longer scores the entry and loses access to it at once."""

    assignment_id: UUID
    entry_id: UUID
    judge_id: UUID
    reason: str
    """What the organizer gave as the reason; or `entry-withdrawn` where the team took its entry back, `judge-retired`
    where the judge may judge there no longer, `account-closed` where the judge left."""
    edition: str
    """Slug of the edition."""
    number: str
    title: str


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


@event("judging.export.answered.v1", about="account_id")
class JudgingAnswered(SealedAnswer):
    """Judging's answer: assignments and score sheets."""
