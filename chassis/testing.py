"""What tests of parts need: an event through the real consumer path, and what a part told the others."""

import time
from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from chassis import clock, shapes, trace
from chassis.events.applier import Applier
from chassis.events.bus import Delivery, Message
from chassis.events.worker import Worker
from chassis.part import Part
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import outbox, parked
from contracts.events import REGISTRY, Event, producer_of


def deliver(part: Part, database: Database, event: Event, *, event_id: str = "", source: str = "") -> str:
    """Let the part handle an event exactly as its worker would; returns the event's id, to deliver it again with.

    Raises AssertionError with the handler's error where the event had to be parked.
    """
    event_id = event_id or str(ids.new_id())
    message = Message(
        id=event_id,
        source=source or producer_of(event.TYPE),
        type=event.TYPE,
        subject=event.subject,
        time=clock.now(),
        body=msgspec.json.encode(event),
        traceparent=trace.current(),
    )
    Applier(part, database).apply([Delivery(1, message)])
    with database.read() as session:
        error = session.scalar(select(parked.c.error).where(parked.c.event_id == event_id))
    assert error is None, f"{event.TYPE} was parked: {error}"  # noqa: S101  # this module is for tests
    return event_id


def emitted(database: Database) -> list[Event]:
    """Every event the part told the others, in order."""
    with database.read() as session:
        rows = session.execute(select(outbox.c.type, outbox.c.body).order_by(outbox.c.id)).all()
    return [shapes.read(row.body, REGISTRY[row.type]) for row in rows]


def settle(workers: Iterable[Worker], timeout: float = 10.0) -> None:
    """Wait until everything told has been applied everywhere. Raises TimeoutError with what is still open."""
    workers = list(workers)
    due, quiet = time.monotonic() + timeout, 0
    while quiet < 2:  # what was applied during the first look may have told something new
        still = [line for worker in workers for line in worker.unsettled()]
        quiet = 0 if still else quiet + 1
        if still and time.monotonic() > due:
            raise TimeoutError("; ".join(still))
        time.sleep(0.005 if still else 0)
