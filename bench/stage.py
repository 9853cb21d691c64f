"""The product's own relay and consumer around a toy event, each in its process as in operation."""

import multiprocessing
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.synchronize import Event as Flag
from pathlib import Path
from typing import Any

from sqlalchemy import event as on
from sqlalchemy import insert
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.events.bus import Bus
from chassis.events.bus.amqp import AmqpBus
from chassis.events.consumer import Consumer
from chassis.events.feed import Log
from chassis.events.outbox import emit
from chassis.events.relay import Relay
from chassis.part import Part
from chassis.storage import ids, tables
from chassis.storage.commit_watch import Watch
from chassis.storage.engine import Database
from contracts.events import Event, event
from tests.patience import eventually

SUBJECTS = 1000
SPAWN = multiprocessing.get_context("spawn")


@event("source.thing.happened.v1", about="subject_id")
class ThingHappened(Event):
    """About as large as an entry.submitted."""

    subject_id: str
    number: int
    pad: str = "x" * 620


class Stamps:
    """When each event was committed and when its effect was, by number; shared between processes."""

    def __init__(self, count: int) -> None:
        self.committed: Any = SPAWN.Array("d", count, lock=False)
        self.applied: Any = SPAWN.Array("d", count, lock=False)

    def latencies(self) -> list[float]:
        """Seconds from commit to applied of every event that arrived."""
        pairs = zip(self.committed, self.applied, strict=True)
        return [applied - committed for committed, applied in pairs if applied]


def sink(stamps: Stamps) -> Part:
    """A part that does nothing but note when the effect of an event was committed."""

    def note(happened: ThingHappened, session: Session) -> None:
        waiting: list[int] = session.info.setdefault("waiting", [])
        if not waiting:
            on.listen(session, "after_commit", lambda _session: _stamp(stamps, waiting))
        waiting.append(happened.number)

    return Part("sink", Path(__file__).parent, Settings, lambda _app, _settings: None, {ThingHappened: (note,)})


def _stamp(stamps: Stamps, waiting: list[int]) -> None:
    now = time.monotonic()
    for number in waiting:
        stamps.applied[number] = now
    waiting.clear()


def open_database(url: str) -> Database:
    """A database with the backbone's tables."""
    database = Database(url)
    tables.metadata.create_all(database.engine)
    return database


def preload(database: Database, count: int) -> None:
    """Fill the outbox as `emit` would."""
    now: datetime = clock.now()
    body = b'{"subject_id":"%d","number":%d,"pad":"' + b"x" * 620 + b'"}'
    with database.write() as session:
        for start in range(0, count, 10_000):
            rows = [
                {
                    "event_id": str(ids.new_id()),
                    "type": ThingHappened.TYPE,
                    "subject": str(number % SUBJECTS),
                    "body": body % (number % SUBJECTS, number),
                    "traceparent": "00-147a09c8b8e1a9235434aa45aae14c0d-52ec61883af91960-01",
                    "created_at": now,
                }
                for number in range(start, min(count, start + 10_000))
            ]
            session.execute(insert(tables.outbox), rows)


def tell(database: Database, stamps: Stamps, rate: float) -> None:
    """Commit events on a fixed schedule: a late one does not push the others back."""
    begun = time.monotonic()
    for number in range(len(stamps.committed)):
        time.sleep(max(0.0, begun + number / rate - time.monotonic()))
        with database.write() as session:
            emit(session, ThingHappened(subject_id=str(number % SUBJECTS), number=number))
        stamps.committed[number] = time.monotonic()


@contextmanager
def process(run: Any, *args: Any) -> Iterator[None]:
    """Run `run(stop, *args)` in a process of its own meanwhile."""
    stop = SPAWN.Event()
    child = SPAWN.Process(target=run, args=(stop, *args), daemon=True)
    child.start()
    try:
        yield
    finally:
        stop.set()
        child.join(10)


def run_relay(stop: Flag, url: str, broker: str) -> None:
    """A relay process."""
    database = Database(url)
    watch = Watch(database).start()
    _until(stop, Relay("source", database, AmqpBus(broker)).run)
    watch.close()


def run_consumer(stop: Flag, source: str, url: str, broker: str, stamps: Stamps) -> None:
    """A consumer process."""
    consume(stop, Database(source), Database(url), AmqpBus(broker), stamps)


def consume(stop: Any, source: Database, own: Database, bus: Bus, stamps: Stamps) -> None:
    """Apply what `source` tells until stopped."""
    _until(stop, Consumer(sink(stamps), own, bus, {"source": Log(source)}).run)


def _until(stop: Any, run: Any) -> None:
    ended = threading.Event()
    thread = threading.Thread(target=run, args=(ended,))
    thread.start()
    stop.wait()
    ended.set()
    thread.join()


def wait_for(done: Any, timeout: float = 120) -> None:
    """Poll until `done()`. Raises TimeoutError."""
    if not eventually(done, seconds=timeout):
        raise TimeoutError("the benchmark's events did not arrive")
