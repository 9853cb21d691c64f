"""Counts how often an event was begun and never ended, so that one which kills the process is found out."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from chassis.storage.engine import Database
from chassis.storage.tables import attempts

MOST = 3
"""Times an event may take the process down with it before it is parked."""


def begin(database: Database, consumer: str, event_id: str) -> int:
    """Count one more attempt, committed at once; returns which one it is, from 1."""
    mine = (attempts.c.consumer == consumer, attempts.c.event_id == event_id)
    with database.write() as session:
        count = session.scalar(select(attempts.c.count).where(*mine))
        if count is None:
            session.execute(insert(attempts).values(consumer=consumer, event_id=event_id, count=1))
            return 1
        session.execute(update(attempts).where(*mine).values(count=count + 1))
        return int(count) + 1


def clear(session: Session, consumer: str, event_id: str) -> None:
    """Forget the attempts, in the transaction that ends them or after one that failed without a crash."""
    session.execute(delete(attempts).where(attempts.c.consumer == consumer, attempts.c.event_id == event_id))
