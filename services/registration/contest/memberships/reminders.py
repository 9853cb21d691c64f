"""Reminding leaders of invitations that nobody answered: after two days, and three days before the deadline."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.events.outbox import emit
from chassis.storage.engine import Database
from contracts.teams import TeamInvitationsUnanswered
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.actions import lock_entry
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.telling import led
from services.registration.contest.teams.models import INVITED, TeamMember

EVERY = 600.0
"""Seconds between looks for invitations to recall."""
UNANSWERED = timedelta(hours=48)
NEAR = timedelta(hours=72)
"""How long before the deadline it is near."""
AWAKE = range(8, 22)
"""Hours of the day, in Beijing, in which people are reminded."""
ONCE, TWICE = 1, 2


def remind(database: Database, _settings: Settings) -> None:
    """Remind every leader whose invitations are due, each in a transaction of its own; at night nobody."""
    now = clock.now()
    if now.astimezone(clock.LOCAL).hour not in AWAKE:
        return
    with database.read() as session:
        waiting = session.scalars(_due(now)).all()
    for entry_id in waiting:
        with database.write() as session:
            _remind(session, entry_id, now)


def _due(now: datetime) -> Select[UUID]:
    """Entries that are written and have an invitation nobody was reminded of as often as it is time for."""
    long_open = and_(TeamMember.reminded < ONCE, TeamMember.invited_at <= now - UNANSWERED)
    late = and_(TeamMember.reminded < TWICE, Edition.closes_at <= now + NEAR)
    return (
        select(Entry.id)
        .distinct()
        .join(TeamMember, TeamMember.entry_id == Entry.id)
        .join(Edition, Edition.slug == Entry.edition)
        .where(TeamMember.state == INVITED, Entry.state != SUBMITTED)
        .where(Edition.opens_at <= now, Edition.closes_at > now, or_(long_open, late))
        .order_by(Entry.id)
    )


def _remind(session: Session, entry_id: UUID, now: datetime) -> None:
    entry = lock_entry(session, entry_id)
    near = entry.closes_at - now <= NEAR
    waiting = [one for one in entry.team if one.state == INVITED]
    due = [one for one in waiting if one.reminded < (TWICE if near else ONCE)]
    if entry.state == SUBMITTED or not due:
        return
    for one in waiting:
        one.reminded = TWICE if near else ONCE
    told = TeamInvitationsUnanswered(waiting=len(waiting), closes_at=entry.closes_at, **led(entry))
    emit(session, told)
