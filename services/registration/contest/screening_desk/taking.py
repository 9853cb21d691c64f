"""Who screens what: taken, handed over, given back, assigned in turn or by track."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Forbidden
from contracts.roles import ORGANIZER
from services.registration.contest.entries.models import Entry
from services.registration.contest.screening.models import OPEN, TAKEN, Screening
from services.registration.contest.screening_desk.errors import HeldByAnother
from services.registration.contest.screening_desk.own_entries import is_own, refuse_own
from services.registration.contest.screening_desk.queue import waiting
from services.registration.contest.screening_desk.steps import note, screened_entry, screening_of

MOST_SEEN = 500
"""Entries looked at for one that the person may screen."""


def take(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """Take an entry that waits. Raises what `screened_entry` raises, HeldByAnother, OwnEntry, Impossible."""
    entry, screening = screened_entry(session, caller, entry_id)
    if screening.state == TAKEN:
        if screening.screener_id == caller.account_id:
            return entry
        raise HeldByAnother(name=screening.screener_name)
    refuse_own(session, entry, caller.account_id, caller.name)
    give(session, caller, entry, "take", caller.account_id, caller.name)
    return entry


def take_next(session: Session, caller: Identity, edition: str) -> UUID | None:
    """Take the entry that waits longest and that the caller may screen; None where there is none."""
    for entry_id in session.scalars(waiting(edition).limit(MOST_SEEN)).all():
        entry, screening = screened_entry(session, caller, entry_id)
        if screening.state in OPEN and not is_own(session, entry, caller.account_id):
            give(session, caller, entry, "take", caller.account_id, caller.name)
            return entry.id
    return None


def hand_over(session: Session, caller: Identity, entry_id: UUID, to: UUID, name: str) -> Entry:
    """Let somebody else screen it: by whoever has it, or an organizer. Raises as `take`."""
    entry, screening = screened_entry(session, caller, entry_id)
    _refuse_others(caller, entry, screening)
    refuse_own(session, entry, to, name)
    give(session, caller, entry, "hand over", to, name)
    return entry


def give_back(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """Let it wait again: by whoever has it, or an organizer. Raises as `take`."""
    entry, screening = screened_entry(session, caller, entry_id)
    _refuse_others(caller, entry, screening)
    return let_wait(session, caller, entry)


def let_wait(session: Session, who: Identity, entry: Entry) -> Entry:
    """Take a locked entry from whoever has it."""
    note(session, who, entry, "give back")
    screening = screening_of(entry)
    screening.screener_id, screening.screener_name = None, ""
    session.flush()
    return entry


def _refuse_others(caller: Identity, entry: Entry, screening: Screening) -> None:
    if screening.screener_id != caller.account_id and not caller.has(ORGANIZER, entry.home.scope):
        if screening.state == TAKEN:
            raise HeldByAnother(name=screening.screener_name)
        if screening.state in OPEN:
            raise Forbidden


def give(session: Session, caller: Identity, entry: Entry, action: str, to: UUID, name: str) -> None:
    """Let this person have a locked entry."""
    given = (name, to) if action == "hand over" else ("", None)
    note(session, caller, entry, action, *given)
    screening = screening_of(entry)
    screening.screener_id, screening.screener_name = to, name
    session.flush()
