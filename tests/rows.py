"""Outbox rows for tests of the backbone."""

from collections.abc import Iterable

from sqlalchemy import insert

from chassis import clock
from chassis.events.bus import Message
from chassis.storage import ids
from chassis.storage.engine import Database, ring_once_committed
from chassis.storage.tables import outbox

KIND = "registration.entry.submitted.v1"


def commit(database: Database, subjects: Iterable[str], *, kind: str = KIND, body: bytes = b'{"n":1}') -> None:
    """One transaction with a row per subject."""
    rows = [
        {
            "event_id": str(ids.new_id()),
            "type": kind,
            "subject": subject,
            "body": body,
            "traceparent": "",
            "created_at": clock.now(),
        }
        for subject in subjects
    ]
    with database.write() as session:
        session.execute(insert(outbox), rows)
        ring_once_committed(session)


def message(subject: str = "s", *, kind: str = KIND, sequence: int | None = 1, body: bytes = b'{"n":1}') -> Message:
    """A message as a relay would publish it."""
    return Message(str(ids.new_id()), "registration", kind, subject, clock.now(), body, "", sequence)
