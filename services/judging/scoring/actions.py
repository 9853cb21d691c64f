"""What judges do with score sheets, and what organizers may do about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.storage import audit
from contracts.judging import SheetReturned, SheetSubmitted
from services.judging.conflicts.models import Declaration
from services.judging.editions.access import judges_in
from services.judging.editions.models import Stage
from services.judging.editions.windows import require_open, require_result_open
from services.judging.entries.actions import lock_entry
from services.judging.entries.models import Entry
from services.judging.panels import tally
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.locks import lock_assignment, lock_live
from services.judging.panels.models import CLOSES_AT, Assignment, ScoreSheet, Seat
from services.judging.panels.progress import live_in
from services.judging.panels.states import ACTIVE, SHEET, SUBMITTED
from services.judging.rules.models import Criterion, Rubric
from services.judging.scoring import marks as marking
from services.judging.scoring.errors import SheetLocked, SheetNotSubmitted


@dataclass(frozen=True, slots=True)
class LockedSheet:
    """One's own sheet, locked until the transaction ends: what is needed to save it, and no more."""

    assignment_id: UUID
    sheet_id: UUID
    seat: Seat
    state: str
    version: int
    opens_at: datetime
    closes_at: datetime
    criteria: Sequence[Criterion]
    comment: str
    comment_below: int
    comment_above: int


_ASSIGNMENT, _SHEET, _RUBRIC, _STAGE, _DECLARED = (
    one.__table__.c for one in (Assignment, ScoreSheet, Rubric, Stage, Declaration)
)
_OWN = (
    select(*(_ASSIGNMENT[name] for name in Seat._fields), _ASSIGNMENT.state.label("standing"))
    .add_columns(_SHEET.id, _SHEET.state, _SHEET.version, _STAGE.opens_at, CLOSES_AT.label("closes_at"))
    .add_columns(_RUBRIC.criteria, _SHEET.comment, _RUBRIC.comment_below, _RUBRIC.comment_above)
    .where(_ASSIGNMENT.id == bindparam("assignment_id"), _SHEET.assignment_id == _ASSIGNMENT.id)
    .where(_RUBRIC.edition == _ASSIGNMENT.edition, _RUBRIC.stage_key == _ASSIGNMENT.stage_key)
    .where(_STAGE.edition == _ASSIGNMENT.edition, _STAGE.key == _ASSIGNMENT.stage_key)
    .where(_DECLARED.judge_id == _ASSIGNMENT.judge_id, _DECLARED.edition == _ASSIGNMENT.edition)
    .with_for_update(key_share=True, of=ScoreSheet.__table__)
)
"""One's own sheet with what it takes to save it, straight from the tables: judges save all the time."""
_SAVED = ("state", "version", "marks", "total", "comment", "saved_at")
_READ = select(Entry.version).where(Entry.id == bindparam("read_entry")).scalar_subquery()
_SAVE = (
    cast(Table, ScoreSheet.__table__)
    .update()
    .where(_SHEET.id == bindparam("sheet_id"))
    .values({name: bindparam(f"new_{name}") for name in _SAVED} | {"entry_version": _READ})
)


def lock_sheet(session: Session, actor: Identity, assignment_id: UUID) -> LockedSheet:
    """The sheet of one of the caller's live assignments that is open to them. Raises UnknownAssignment."""
    row = session.execute(_OWN, {"assignment_id": assignment_id}).one_or_none()
    if row is None or row.judge_id != actor.account_id or row.standing != ACTIVE or not judges_in(actor, row.edition):
        raise UnknownAssignment
    criteria = [Criterion(**written) for written in row.criteria]
    window = row.opens_at, row.closes_at
    seat = Seat(row.edition, row.stage_key, row.entry_id, row.judge_id)
    demand = row.comment, row.comment_below, row.comment_above
    return LockedSheet(assignment_id, row.id, seat, row.state, row.version, *window, criteria, *demand)


def require_editable(held: LockedSheet) -> None:
    """Raise SheetLocked once handed in, StageNotOpen or StageClosed outside the window."""
    if held.state == SUBMITTED:
        raise SheetLocked
    require_open(held)


def save_sheet(session: Session, held: LockedSheet, written: Mapping[str, object], comment: str) -> dict[str, Any]:
    """Save what the judge has so far: the marks given replace those saved before. Raises Invalid."""
    marks = marking.accept(held, written)
    state = SHEET.step(held.state, "save").after
    saved = {
        "state": state,
        "version": held.version + 1,
        "marks": marks,
        "total": marking.total_of(held.criteria, marks),
        "comment": comment,
        "saved_at": clock.now(),
    }
    if state != held.state:
        tally.keep(session, [(held.seat, (held.state, 0), (state, 0))])
    session.execute(
        _SAVE,
        {"sheet_id": held.sheet_id, "read_entry": held.seat.entry_id}
        | {f"new_{name}": value for name, value in saved.items()},
    )
    return saved


def submit_sheet(session: Session, actor: Identity, held: LockedSheet) -> None:
    """Hand the sheet in; it locks. Raises Invalid with everything that is missing."""
    [assignment] = lock_live(session, Assignment.id == held.assignment_id)
    sheet = assignment.sheet
    if missing := marking.lacking(assignment.rubric, sheet.marks, sheet.comment):
        raise Invalid(missing)
    before = tally.pile_of(sheet)
    SHEET.move(sheet, "submit")
    tally.keep(session, [(held.seat, before, tally.pile_of(sheet))])
    sheet.submitted_at, sheet.entry_version = clock.now(), assignment.entry.version
    sheet.version += 1
    session.flush()
    emit(session, _handed_in(session, assignment))
    subject = f"sheet:{sheet.id}"
    audit.record(session, actor.account_id, "sheet.submitted", subject, version=sheet.version, marks=sheet.marks)


def lock_for_submission(session: Session, actor: Identity, assignment_id: UUID) -> LockedSheet:
    """As `lock_sheet`, with the entry locked before, so that sheets of one entry are counted one by one."""
    entry_id = session.scalar(select(Assignment.entry_id).where(Assignment.id == assignment_id))
    if entry_id is not None:
        lock_entry(session, entry_id)
    return lock_sheet(session, actor, assignment_id)


def return_sheet(session: Session, actor: Identity, assignment_id: UUID, reason: str) -> None:
    """Let the judge change a sheet handed in. Raises SheetNotSubmitted, ResultStands once the stage has closed."""
    held = _handed_in_by(session, actor, assignment_id)
    require_result_open(held.rubric.stage)
    _give_back(session, actor, held, reason)


def return_late(session: Session, actor: Identity, assignment_id: UUID, reason: str, due_at: datetime) -> None:
    """As `return_sheet` although the stage has closed, as two people decided. Raises SheetNotSubmitted."""
    held = _handed_in_by(session, actor, assignment_id)
    held.sheet.due_at = due_at
    _give_back(session, actor, held, reason)


def _handed_in_by(session: Session, actor: Identity, assignment_id: UUID) -> Assignment:
    held = lock_assignment(session, actor, assignment_id)
    if not SHEET.allows(held.sheet.state, "return"):
        raise SheetNotSubmitted
    return held


def _give_back(session: Session, actor: Identity, held: Assignment, reason: str) -> None:
    before = tally.pile_of(held.sheet)
    SHEET.move(held.sheet, "return")
    tally.keep(session, [(held.seat, before, tally.pile_of(held.sheet))])
    held.sheet.return_reason, held.sheet.submitted_at = reason, None
    held.sheet.version += 1
    session.flush()
    emit(session, _given_back(held))
    audit.record(session, actor.account_id, "sheet.returned", f"sheet:{held.sheet.id}", reason=reason)


def _handed_in(session: Session, held: Assignment) -> SheetSubmitted:
    handed_in = func.count().filter(ScoreSheet.state == SUBMITTED)
    counts = select(func.count(), handed_in).select_from(Assignment).join(Assignment.sheet)
    of_entry = *live_in(held.rubric), Assignment.entry_id == held.entry_id
    assigned, submitted = session.execute(counts.where(*of_entry)).one()
    return SheetSubmitted(
        judge=held.judge.name,
        submitted=submitted,
        assigned=assigned,
        submitted_at=held.sheet.submitted_at or clock.now(),
        **_named(held),
    )


def _given_back(held: Assignment) -> SheetReturned:
    due_at = max(held.rubric.stage.closes_at, held.sheet.due_at or held.rubric.stage.closes_at)
    return SheetReturned(reason=held.sheet.return_reason, due_at=due_at, **_named(held))


def _named(held: Assignment) -> dict[str, Any]:
    """What every event about a sheet says: whose it is, of which entry and stage."""
    stage = held.rubric.stage
    return {
        "sheet_id": held.sheet.id,
        "assignment_id": held.id,
        "entry_id": held.entry_id,
        "number": held.entry.number,
        "title": held.entry.title,
        "stage": stage.name,
        "stage_en": stage.name_en,
        "judge_id": held.judge_id,
        "edition": held.edition,
        "stage_key": held.stage_key,
    }
