"""What judges do with score sheets, and what organizers may do about them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session, joinedload

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.storage import audit, ids
from contracts.judging import SheetSubmitted
from contracts.roles import JUDGE
from contracts.scopes import EDITION, EVERYWHERE, Scope
from services.judging.panels.actions import live_in
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.holds import hold_assignment, hold_live
from services.judging.panels.models import Assignment
from services.judging.rubrics.actions import require_open, require_unclosed
from services.judging.rubrics.models import Stage
from services.judging.scoring import marks as marking
from services.judging.scoring.errors import SheetLocked, SheetNotSubmitted
from services.judging.scoring.models import DRAFT, NONE, RETURNED, SUBMITTED, ScoreSheet

BLANK = ScoreSheet(state=NONE, version=0, marks={}, comment="", return_reason="")
"""Stands for the sheet of an assignment that was never saved; never stored."""


def own_assignments(actor: Identity) -> Select[Assignment]:
    """The caller's live assignments, in the editions where the caller still judges."""
    scopes = actor.scopes(JUDGE)
    here = Stage.edition.in_([scope.key for scope in scopes if scope.kind == EDITION])
    judging = true() if EVERYWHERE in scopes else Assignment.stage.has(here)
    loads = joinedload(Assignment.sheet), joinedload(Assignment.entry), joinedload(Assignment.stage)
    own = Assignment.judge_id == actor.account_id, Assignment.removed_at.is_(None)
    return select(Assignment).where(*own, judging).options(*loads)


def own_assignment(session: Session, actor: Identity, assignment_id: UUID) -> Assignment:
    """One of the caller's live assignments. Raises UnknownAssignment for another judge's as for none."""
    found = session.scalar(own_assignments(actor).where(Assignment.id == assignment_id))
    if found is None:
        raise UnknownAssignment
    return found


def hold_own(session: Session, actor: Identity, assignment_id: UUID) -> Assignment:
    """As `own_assignment`, held with its entry until the transaction ends."""
    found = session.get(Assignment, assignment_id)
    if found is None or found.judge_id != actor.account_id:
        raise UnknownAssignment
    if not actor.has(JUDGE, Scope.edition(found.stage.edition)):
        raise UnknownAssignment
    return hold_live(session, found)


def describe(assignment: Assignment) -> dict[str, Any]:
    """An assignment as its judge sees it, with what the sheet still lacks."""
    sheet, stage = assignment.sheet or BLANK, assignment.stage
    editable = sheet.state != SUBMITTED and stage.opens_at <= clock.now() < stage.closes_at
    missing = marking.as_missing(marking.lacking(stage, sheet.marks, sheet.comment))
    return {"assignment": assignment, "sheet": sheet, "editable": editable, "missing": missing}


def require_editable(assignment: Assignment) -> None:
    """Raise SheetLocked once handed in, StageNotOpen or StageClosed outside the window."""
    if assignment.sheet is not None and assignment.sheet.state == SUBMITTED:
        raise SheetLocked
    require_open(assignment.stage)


def save_sheet(session: Session, held: Assignment, written: Mapping[str, object], comment: str) -> None:
    """Save what the judge has so far: the marks given replace those saved before. Raises Invalid."""
    marks = marking.accept(held.stage, written)
    sheet = held.sheet
    if sheet is None:
        sheet = ScoreSheet(id=ids.new_id(), assignment=held, state=DRAFT, version=0, return_reason="")
        session.add(sheet)
    sheet.marks, sheet.comment, sheet.saved_at = marks, comment, clock.now()
    sheet.version += 1
    session.flush()


def submit_sheet(session: Session, actor: Identity, held: Assignment) -> None:
    """Hand the sheet in; it locks. Raises Invalid with everything that is missing."""
    sheet = held.sheet
    missing = marking.lacking(held.stage, (sheet or BLANK).marks, (sheet or BLANK).comment)
    if sheet is None or missing:
        raise Invalid(missing)
    sheet.state, sheet.submitted_at = SUBMITTED, clock.now()
    sheet.version += 1
    session.flush()
    emit(session, _told(session, held, sheet))
    subject = f"sheet:{sheet.id}"
    audit.record(session, actor.account_id, "sheet.submitted", subject, version=sheet.version, marks=sheet.marks)


def return_sheet(session: Session, actor: Identity, assignment_id: UUID, reason: str) -> Assignment:
    """Let the judge change a sheet handed in, until the stage closes. Raises SheetNotSubmitted, StageClosed."""
    held = hold_assignment(session, actor, assignment_id)
    sheet = held.sheet
    if sheet is None or sheet.state != SUBMITTED:
        raise SheetNotSubmitted
    require_unclosed(held.stage)
    sheet.state, sheet.return_reason, sheet.submitted_at = RETURNED, reason, None
    sheet.version += 1
    session.flush()
    audit.record(session, actor.account_id, "sheet.returned", f"sheet:{sheet.id}", reason=reason)
    return held


def _told(session: Session, held: Assignment, sheet: ScoreSheet) -> SheetSubmitted:
    of_entry = select(func.count()).select_from(Assignment).where(*live_in(held.stage))
    of_entry = of_entry.where(Assignment.entry_id == held.entry_id)
    handed_in = of_entry.join(Assignment.sheet).where(ScoreSheet.state == SUBMITTED)
    return SheetSubmitted(
        sheet_id=sheet.id,
        assignment_id=held.id,
        entry_id=held.entry_id,
        number=held.entry.number,
        title=held.entry.title,
        stage=held.stage.name,
        judge_id=held.judge_id,
        judge=held.judge.name,
        submitted=session.scalar(handed_in) or 0,
        assigned=session.scalar(of_entry) or 0,
        submitted_at=sheet.submitted_at or clock.now(),
        edition=held.stage.edition,
        stage_key=held.stage_key,
    )
