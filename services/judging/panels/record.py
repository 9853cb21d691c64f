"""One assignment as organizers see it, with what they may do with it."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from services.judging.editions.access import require_overseer
from services.judging.editions.states import CLOSED
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.models import Assignment
from services.judging.panels.states import ACTIVE, ASSIGNMENT, SHEET
from services.judging.panels.substitutes import substitutes


def record_of(session: Session, actor: Identity, assignment_id: UUID) -> dict[str, Any]:
    """An assignment, also one that was removed, for who oversees its edition. Raises UnknownAssignment, Forbidden."""
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise UnknownAssignment
    require_overseer(actor, found.edition)
    may = open_to(actor, found)
    sheet, own = found.sheet, ("id", "entry", "judge", "state", "made_at", "removed_at", "removed_reason")
    of_sheet = ("total", "comment", "saved_at", "submitted_at", "return_reason")
    return (
        {"sheet_id": sheet.id}
        | {name: getattr(found, name) for name in own}
        | {name: getattr(sheet, name) for name in of_sheet}
        | {"stage": found.rubric, "sheet_state": sheet.state, "may": may}
        | {"substitutes": substitutes(session, found) if "remove" in may else []}
    )


def open_to(actor: Identity, assignment: Assignment) -> list[str]:
    """What the actor may do with an assignment now."""
    if not actor.has(ORGANIZER, Scope.edition(assignment.edition)):
        return []
    if assignment.rubric.stage.phase == CLOSED:
        return _late(assignment)
    open_now = ["return"] if SHEET.allows(assignment.sheet.state, "return") else []
    return [*open_now, "remove"] if ASSIGNMENT.allows(assignment.state, "remove") else open_now


def _late(assignment: Assignment) -> list[str]:
    """What the actor may propose after the stage has closed."""
    if assignment.state != ACTIVE or not SHEET.allows(assignment.sheet.state, "return"):
        return []
    return ["propose return", *(["propose voiding"] if assignment.rubric.stage.sealed_at else [])]
