"""Throwing a draft away, and telling its team."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.storage import audit
from services.registration.contest.entries.actions import led_entry
from services.registration.contest.entries.errors import NotADraft
from services.registration.contest.entries.models import DRAFT
from services.registration.contest.entries.telling import deleted
from services.registration.contest.teams.departures import note_departure
from services.registration.contest.teams.models import CONFIRMED, DELETED


def delete_draft(session: Session, caller: Identity, entry_id: UUID) -> None:
    """Throw the caller's draft away, with its files and its team, who are told.

    Raises NotFound, Forbidden, DeadlinePassed, NotADraft.
    """
    entry = led_entry(session, caller, entry_id)
    if entry.state != DRAFT or entry.number is not None:
        raise NotADraft
    told = deleted(entry)
    people = [one.account_id for one in entry.team if one.state == CONFIRMED and one.account_id]
    note_departure(session, caller, entry_id, entry.title, people, DELETED)
    session.delete(entry)
    session.flush()
    if told.reader_ids:
        emit(session, told)
    audit.record(session, caller.account_id, "entry.delete", str(entry_id))
