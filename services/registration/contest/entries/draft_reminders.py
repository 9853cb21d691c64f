"""Reminding leaders of what is not handed in: a week, three days, a day and an hour before the deadline."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.events.outbox import emit
from chassis.storage.engine import Database
from contracts.registration import EntryUnfinished
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.actions import lock_entry
from services.registration.contest.entries.models import BEING_WRITTEN, WITHDRAWN, Entry
from services.registration.contest.entries.telling import led

EVERY = 600.0
"""Seconds between looks for drafts."""
BEFORE = (timedelta(days=7), timedelta(days=3), timedelta(hours=24), timedelta(hours=1))
"""How long before the deadline leaders are reminded."""
MORNING, EVENING = time(8), time(21)
"""In Beijing: earlier and later than that nobody is reminded; what falls into the night is told the evening before."""


def remind(database: Database, _settings: Settings) -> None:
    """Remind every leader whose draft is due, each in a transaction of its own."""
    now = clock.now()
    with database.read() as session:
        due = list(_due(session, now))
    for entry_id, since in due:
        with database.write() as session:
            entry = lock_entry(session, entry_id)
            if entry.being_written and entry.state != WITHDRAWN and not _was_reminded(entry, since):
                entry.reminded_at = now
                emit(session, _unfinished(entry))


def moments(closes_at: datetime) -> list[datetime]:
    """When leaders are reminded of this deadline, in order; always by day."""
    return sorted({_by_day(closes_at - before) for before in BEFORE})


def _by_day(moment: datetime) -> datetime:
    local = moment.astimezone(clock.LOCAL)
    if MORNING <= local.time() <= EVENING:
        return moment
    evening = local.replace(hour=EVENING.hour, minute=0, second=0, microsecond=0)
    return evening if local.time() > EVENING else evening - timedelta(days=1)


def _due(session: Session, now: datetime) -> Iterator[tuple[UUID, datetime]]:
    """Entries with the reminder that is due; one made after it came is not told that it is late."""
    if not MORNING <= now.astimezone(clock.LOCAL).time() < time(22):
        return
    closing = select(Edition.slug, Edition.closes_at).where(Edition.opens_at <= now, Edition.closes_at > now)
    near = closing.where(Edition.closes_at <= now + BEFORE[0] + timedelta(days=1))
    for slug, closes_at in session.execute(near.order_by(Edition.slug)).all():
        since = max((one for one in moments(closes_at) if one <= now), default=None)
        if since is not None:
            drafts = select(Entry.id).where(Entry.edition == slug, BEING_WRITTEN, Entry.state != WITHDRAWN)
            drafts = drafts.where(Entry.created_at < since)
            drafts = drafts.where(or_(Entry.reminded_at.is_(None), Entry.reminded_at < since))
            yield from ((entry_id, since) for entry_id in session.scalars(drafts.order_by(Entry.id)).all())


def _was_reminded(entry: Entry, since: datetime) -> bool:
    return entry.reminded_at is not None and entry.reminded_at >= since


def _unfinished(entry: Entry) -> EntryUnfinished:
    return EntryUnfinished(
        **led(entry),
        lacking=entry.lacking,
        version=entry.version if entry.revising else 0,
        closes_at=entry.closes_at,
    )
