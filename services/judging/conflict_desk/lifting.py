"""An organizer finds that a conflict of interest does not hold."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import audit
from services.judging.conflicts.errors import UnknownConflict
from services.judging.conflicts.models import Conflict
from services.judging.conflicts.states import CONFLICT
from services.judging.editions.access import require_organizer


def lift(session: Session, actor: Identity, conflict_id: UUID, reason: str) -> None:
    """Let the judge have again what it touched; what ended because of it stays ended.

    Raises UnknownConflict, Forbidden, Impossible.
    """
    found = session.get(Conflict, conflict_id, populate_existing=True, with_for_update=True)
    if found is None:
        raise UnknownConflict
    require_organizer(actor, found.edition)
    CONFLICT.move(found, "lift")
    found.lifted_at, found.lifted_by, found.lifted_reason = clock.now(), actor.account_id, reason
    session.flush()
    audit.record(session, actor.account_id, "conflict.lifted", f"judge:{found.judge_id}", reason=reason)
