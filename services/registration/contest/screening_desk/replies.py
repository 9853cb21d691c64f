"""What the team replies to a refusal."""

from uuid import UUID

from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden
from chassis.words import moments
from contracts.screening import RefusalAnswered
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import locked_entry
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.telling import led
from services.registration.contest.screening.states import SCREENING
from services.registration.contest.screening_desk.errors import NotScreened, ReplyOver
from services.registration.contest.screening_desk.steps import note


def reply(session: Session, caller: Identity, entry_id: UUID, text: str) -> Entry:
    """Reply to a refusal, as the leader, in time: the entry is screened once more.

    Raises NotFound, Forbidden, Impossible, ReplyOver.
    """
    entry = locked_entry(session, caller, entry_id)
    if not access_of(caller, entry).leads:
        raise Forbidden
    if (screening := entry.screening) is None:
        raise NotScreened
    SCREENING.step(screening.state, "reply")
    if not screening.repliable and screening.due_at is not None:
        raise ReplyOver(deadline=moments.deadline(screening.due_at))
    screening.reply, screening.due_at = text, None
    note(session, caller, entry, "reply", text)
    emit(session, RefusalAnswered(number=entry.number or "", **led(entry)))
    return entry
