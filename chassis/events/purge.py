"""Shortens the outbox: what every consumer has applied or parked, what was published, and is old besides.

Never by age alone: an event that a consumer still lacks stays, however long that consumer is away.
"""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.storage.engine import Database
from chassis.storage.jobs import Job
from chassis.storage.tables import outbox, relay_poison, relay_state, subscription

KEEP = timedelta(days=14)
ALL = 2**63 - 1
BATCH = 1000
"""Rows deleted in one transaction."""


EVERY = 3600.0
"""Seconds between looks."""


def job(producer: str, consumers: Collection[str]) -> Job:
    """Purges a part's outbox by the clock. Embedded, nothing but the consumers' positions counts."""

    def run(database: Database, settings: Settings) -> None:
        with database.read() as session:
            relayed = session.scalar(select(relay_state.c.position).where(relay_state.c.name == producer)) or 0
        purge(database, producer, ALL if settings.embedded else relayed, consumers=consumers)

    return Job("purge-outbox", EVERY, run)


def purge(
    database: Database, producer: str, relayed: int, *, consumers: Collection[str] = (), keep: timedelta = KEEP
) -> int:
    """Delete what nobody needs any more; returns how many rows.

    `relayed` is the relay's position. Nothing is deleted before every one of `consumers`, and at least one consumer,
    has told its position.
    """
    with database.read() as session:
        through = _through(session, producer, relayed, consumers)
    deleted = 0
    while through and (count := _delete(database, through, keep)):
        deleted += count
    return deleted


def _through(session: Session, producer: str, relayed: int, consumers: Collection[str]) -> int:
    """The id up to which nobody needs the log. Its last row stays: it says how far the log has come."""
    told = select(subscription.c.consumer, subscription.c.position).where(subscription.c.source == producer)
    positions = {consumer: position for consumer, position in session.execute(told)}
    if not positions or not positions.keys() >= set(consumers):
        return 0
    last = session.scalar(select(func.max(outbox.c.id))) or 0
    return int(min(relayed, last - 1, *positions.values()))


def _delete(database: Database, through: int, keep: timedelta) -> int:
    first = select(outbox.c.id, outbox.c.created_at).where(outbox.c.id <= through).order_by(outbox.c.id).limit(BATCH)
    with database.write() as session:
        rows = session.execute(first).all()
        old = [row.id for row in rows if row.created_at < clock.now() - keep]
        if old:
            session.execute(delete(outbox).where(outbox.c.id.in_(old)))
            session.execute(delete(relay_poison).where(relay_poison.c.outbox_id.in_(old)))
    return len(old)
