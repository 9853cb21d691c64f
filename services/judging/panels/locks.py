"""Assignments locked until the transaction ends, always after their stage and entry. So nobody waits in a circle."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from chassis.http.auth import Identity
from services.judging.editions.access import require_organizer
from services.judging.entries.actions import lock_entry
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.models import IS_LIVE, Assignment, ScoreSheet


def lock_assignment(session: Session, actor: Identity, assignment_id: UUID) -> Assignment:
    """A live assignment for an organizer of its edition, locked with its entry and its sheet.

    Raises UnknownAssignment, Forbidden.
    """
    found = session.get(Assignment, assignment_id)
    if found is None:
        raise UnknownAssignment
    require_organizer(actor, found.edition)
    lock_entry(session, found.entry_id)
    live = lock_live(session, Assignment.id == assignment_id)
    if not live:
        raise UnknownAssignment
    return live[0]


def lock_live(session: Session, *which: ColumnElement[bool]) -> Sequence[Assignment]:
    """Live assignments with their sheets, locked in one fixed order. The caller has locked their entries."""
    query = (
        select(Assignment)
        .join(Assignment.sheet)
        .where(IS_LIVE, *which)
        .order_by(Assignment.id)
        .options(contains_eager(Assignment.sheet), joinedload(Assignment.entry), joinedload(Assignment.rubric))
        .with_for_update(key_share=True, of=[Assignment, ScoreSheet])
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).all()
