"""What the people of a team write to each other about its entry: advisors first of all."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import audit, ids
from contracts.teams import EntryCommented
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import find_entry, refuse_outside
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.telling import led
from services.registration.contest.teams.models import ADVISOR, CONFIRMED, TeamComment


def comments_on(session: Session, caller: Identity, entry_id: UUID) -> tuple[Entry, list[TeamComment]]:
    """The entry and what was written about it, oldest first: for its team alone. Raises NotFound."""
    entry = _own_team(session, caller, entry_id)
    found = select(TeamComment).where(TeamComment.entry_id == entry_id).order_by(TeamComment.id)
    return entry, list(session.scalars(found))


def write_comment(session: Session, caller: Identity, entry_id: UUID, text: str) -> TeamComment:
    """A comment until the deadline, told to the leader; what the leader writes is told to the advisors.

    Raises NotFound, DeadlinePassed.
    """
    entry = _own_team(session, caller, entry_id)
    refuse_outside(entry.home)
    written = TeamComment(id=ids.new_id(), entry_id=entry_id, author_id=caller.account_id, author_name=caller.name)
    written.text, written.written_at = text, clock.now()
    session.add(written)
    session.flush()
    audit.record(session, caller.account_id, "entry.commented", str(entry_id))
    emit(session, EntryCommented(account_id=caller.account_id, reader_ids=_readers(caller, entry), **led(entry)))
    return written


def _own_team(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    entry = find_entry(session, caller, entry_id)
    if not access_of(caller, entry).in_team:
        raise NotFound
    return entry


def _readers(author: Identity, entry: Entry) -> tuple[UUID, ...]:
    if author.account_id != entry.leader_id:
        return (entry.leader_id,)
    advisors = (one for one in entry.team if one.role == ADVISOR and one.state == CONFIRMED)
    return tuple(one.account_id for one in advisors if one.account_id)
