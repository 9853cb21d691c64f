"""Another judge for an entry in place of one, by hand."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.storage import audit
from services.judging.editions.access import require_organizer
from services.judging.editions.windows import require_result_open
from services.judging.panels.actions import assign
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.locks import lock_assignment
from services.judging.panels.models import Assignment
from services.judging.panels.removal import remove
from services.judging.rules.actions import lock_rubric


def replace(session: Session, actor: Identity, assignment_id: UUID, judge_id: UUID, reason: str) -> UUID:
    """Give the entry to another judge in place of this one; the sheet is kept, void. The id of the new assignment.

    Raises UnknownAssignment, Forbidden, ResultStands, ConflictOfInterest, AlreadyAssigned, Invalid.
    """
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise UnknownAssignment
    require_organizer(actor, found.edition)
    rubric = lock_rubric(session, found.edition, found.stage_key)
    require_result_open(rubric.stage)
    assignment = lock_assignment(session, actor, assignment_id)
    (made,) = assign(session, actor, (rubric.edition, rubric.stage_key), assignment.entry_id, [judge_id])
    remove(session, [assignment], "remove", reason)
    facts = {"reason": reason, "made": str(made)}
    audit.record(session, actor.account_id, "assignment.replaced", f"assignment:{assignment_id}", **facts)
    return made
