"""Rows held until the transaction ends, always in this order: stage, entry, assignment. So nobody waits in a circle."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.models import Assignment, Entry
from services.judging.rubrics.actions import require_organizer

NO_KEY = {"key_share": True}
"""FOR NO KEY UPDATE: rows that merely refer to the held one can still be added."""


def hold_entry(session: Session, entry_id: UUID) -> Entry | None:
    """Hold an entry; None where judging knows none of this id."""
    return session.get(Entry, entry_id, populate_existing=True, with_for_update=NO_KEY)


def hold_live(session: Session, found: Assignment) -> Assignment:
    """Hold an assignment and its entry. Raises UnknownAssignment if it was removed meanwhile."""
    hold_entry(session, found.entry_id)
    assignment = session.get_one(Assignment, found.id, populate_existing=True, with_for_update=NO_KEY)
    if assignment.removed_at is not None:
        raise UnknownAssignment
    return assignment


def hold_assignment(session: Session, actor: Identity, assignment_id: UUID) -> Assignment:
    """A live assignment for an organizer of its edition, held. Raises UnknownAssignment, Forbidden."""
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise UnknownAssignment
    require_organizer(actor, found.stage.edition)
    return hold_live(session, found)
