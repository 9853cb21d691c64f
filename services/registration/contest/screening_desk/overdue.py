"""What ends by itself: corrections and replies that did not come. And the reminder before that."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.events.outbox import emit
from chassis.http.auth import NOBODY, Identity
from chassis.storage.engine import Database
from contracts.screening import FINAL as FOR_GOOD
from contracts.screening import LAPSED as OVERDUE
from contracts.screening import CorrectionDue
from services.registration.contest.screening.models import CORRECTION, REFUSED, Screening
from services.registration.contest.screening_desk.steps import note, tell_outcome, told_of, whole
from services.registration.contest.versions.actions import put_back

EVERY = 60.0
"""Seconds between looks for what is over."""
SOON = timedelta(hours=24)
"""How long before its end a team is reminded of a correction."""
ITSELF = Identity(NOBODY, "")


def end_overdue(database: Database, _settings: Settings) -> None:
    """Close corrections and refusals whose time is over, and remind of corrections that are due within a day."""
    now = clock.now()
    with database.read() as session:
        over = select(Screening.entry_id).where(Screening.state.in_((CORRECTION, REFUSED)), Screening.due_at <= now)
        soon = select(Screening.entry_id).where(Screening.state == CORRECTION, Screening.due_at > now)
        soon = soon.where(Screening.due_at <= now + SOON, Screening.reminded.is_(False))
        overdue, due = session.scalars(over).all(), session.scalars(soon).all()
    for entry_id in overdue:
        with database.write() as session:
            _end(session, entry_id)
    for entry_id in due:
        with database.write() as session:
            _remind(session, entry_id)


def _end(session: Session, entry_id: UUID) -> None:
    entry = whole(session, entry_id)
    screening = entry.screening
    if screening is None or screening.due_at is None or clock.now() < screening.due_at:
        return
    if screening.state == CORRECTION:
        put_back(session, entry)
        note(session, ITSELF, entry, "lapse")
        tell_outcome(session, entry, OVERDUE)
    elif screening.state == REFUSED:
        note(session, ITSELF, entry, "become final")
        tell_outcome(session, entry, FOR_GOOD)


def _remind(session: Session, entry_id: UUID) -> None:
    entry = whole(session, entry_id)
    screening = entry.screening
    if screening is None or not screening.correctable or screening.reminded or screening.due_at is None:
        return
    screening.reminded = True
    emit(session, CorrectionDue(due_at=screening.due_at, **told_of(entry)))
