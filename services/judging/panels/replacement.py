"""Another judge for an entry in place of one: who could, the best first, and the change itself."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.storage import audit
from services.judging.conflicts.bars import bars_of
from services.judging.editions.access import require_organizer
from services.judging.editions.windows import require_result_open
from services.judging.judges.actions import assignable
from services.judging.judges.models import Judge
from services.judging.panels.actions import assign
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.locks import lock_assignment
from services.judging.panels.models import Assignment
from services.judging.panels.progress import live_in, load_of_judges
from services.judging.panels.removal import remove
from services.judging.rules.actions import lock_rubric


def substitutes(session: Session, assignment: Assignment) -> list[dict[str, Any]]:
    """Judges who may take the entry and have it not, those with the fewest entries first; equals by their ids."""
    rubric = assignment.rubric
    having = select(Assignment.judge_id).where(*live_in(rubric), Assignment.entry_id == assignment.entry_id)
    barred = bars_of(session, rubric.edition, entry_id=assignment.entry_id).get(assignment.entry_id, {})
    free = assignable(rubric.edition).where(Judge.account_id.not_in(having), Judge.account_id.not_in(barred))
    assigned = {judge: load.assigned for judge, load in load_of_judges(session, rubric).items()}
    found = sorted(session.scalars(free), key=lambda one: (assigned.get(one.account_id, 0), one.account_id))
    return [{"id": one.account_id, "name": one.name, "assigned": assigned.get(one.account_id, 0)} for one in found]


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
