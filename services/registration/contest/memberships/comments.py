"""What advisors write to a team about its entry."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden
from chassis.storage import audit, ids
from contracts.teams import EntryCommented
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import find_entry, refuse_outside
from services.registration.contest.entries.models import Entry
from services.registration.contest.memberships.actions import told_of
from services.registration.contest.teams.models import ADVISOR, TeamComment


def comments_on(session: Session, caller: Identity, entry_id: UUID) -> tuple[Entry, list[TeamComment]]:
    """The entry and what was written about it, oldest first: for its team alone. Raises NotFound, Forbidden."""
    entry = find_entry(session, caller, entry_id)
    if not access_of(caller, entry).in_team:
        raise Forbidden
    found = select(TeamComment).where(TeamComment.entry_id == entry_id).order_by(TeamComment.id)
    return entry, list(session.scalars(found))


def write_comment(session: Session, caller: Identity, entry_id: UUID, text: str) -> TeamComment:
    """An advisor's comment until the deadline, told to the leader. Raises NotFound, Forbidden, DeadlinePassed."""
    entry = find_entry(session, caller, entry_id)
    if access_of(caller, entry).role != ADVISOR:
        raise Forbidden
    refuse_outside(entry.home)
    written = TeamComment(id=ids.new_id(), entry_id=entry_id, author_id=caller.account_id, author_name=caller.name)
    written.text, written.written_at = text, clock.now()
    session.add(written)
    session.flush()
    audit.record(session, caller.account_id, "entry.commented", str(entry_id))
    emit(session, EntryCommented(account_id=caller.account_id, **told_of(entry)))
    return written
