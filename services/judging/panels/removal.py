"""The end of an assignment, whatever caused it."""

from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from contracts.judging import AssignmentRemoved
from services.judging.panels.models import Assignment
from services.judging.scoring.models import VOID


def remove(session: Session, assignment: Assignment, reason: str) -> None:
    """End a live assignment that the caller holds. Its sheet is kept, void, and counts for nothing."""
    assignment.removed_at, assignment.removed_reason = clock.now(), reason
    if (sheet := assignment.sheet) is not None:
        sheet.state, sheet.version = VOID, sheet.version + 1
    session.flush()
    emit(
        session,
        AssignmentRemoved(
            assignment_id=assignment.id,
            entry_id=assignment.entry_id,
            judge_id=assignment.judge_id,
            reason=reason,
            edition=assignment.stage.edition,
            number=assignment.entry.number,
            title=assignment.entry.title,
        ),
    )
