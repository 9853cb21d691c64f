"""Carries one part's outbox to the bus, in order per subject, until every row is confirmed.

One leader per part publishes with pipelined confirms. Its position is one number, saved now and then: after a crash at
most a window of events is sent twice, and the consumers' inboxes remove what comes twice.
"""

import logging
import secrets
import threading
from contextlib import closing
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from chassis import clock, crash
from chassis.events.backlog import Backlog, Row
from chassis.events.bus import Bus, BusDown, Message, MessageRefused, Publisher
from chassis.events.lease import Fenced, Lease, Volatile
from chassis.events.window import Window
from chassis.storage import broker_state as broker
from chassis.storage import tables
from chassis.storage.engine import Database

BATCH = 200
"""Rows per read, and settled rows per save of the position."""

POLL, LAST_POLL, GAP, STANDBY, SAVE = 0.25, 2.0, 0.005, 0.5, 0.1
"""Seconds between: looks into the outbox that nobody rang for, at first and after many in vain; looks at a gap; tries
for the lease; idle saves."""

CONFIRM = 10.0
"""Seconds without any confirm after which a connection counts as dead."""

FIRST_BACKOFF, LAST_BACKOFF = 0.1, 2.0

log = logging.getLogger(__name__)


@dataclass
class Counts:
    """What this relay did since it started."""

    confirmed: int = 0
    refused: int = 0
    unroutable: int = 0
    poisoned: int = 0
    disconnected: int = 0


@dataclass(frozen=True)
class Lag:
    """How much of the outbox is not settled yet, and how long the oldest of it has been waiting."""

    rows: int
    seconds: float


class Relay:
    """The relay of the part called `name`. `run` belongs to one thread; attributes may be read from any."""

    def __init__(self, name: str, database: Database, bus: Bus, *, start_at_head: bool = False) -> None:
        self.name = name
        self.counts = Counts()
        self.leading = False
        self.blocked = False
        self.connected = False
        self._database = database
        self._bus = bus
        self._backlog = Backlog(database)
        self._lease: Lease | Volatile = Volatile(self._backlog.highest()) if start_at_head else Lease(database, name)
        self._window = Window(0)
        self._failures = 0
        self._kept_at = self._read_at = self._progress_at = 0.0
        self._kept = 0
        self._rings = -1
        self._more = False
        self._poll = POLL

    def lag(self) -> Lag:
        """How far behind this part is, whoever leads."""
        position = self._kept
        if not self.leading:
            with self._database.read() as session:
                state = tables.relay_state.c
                position = session.scalar(select(state.position).where(state.name == self.name)) or 0
        rows, since = self._backlog.oldest(position)
        return Lag(rows, (clock.now() - since).total_seconds() if since else 0.0)

    def run(self, stop: threading.Event) -> None:
        """Lead when allowed, stand by otherwise, until `stop` is set. Survives broker and database."""
        while not stop.is_set():
            try:
                if (position := self._lease.take()) is None:
                    stop.wait(STANDBY)
                    continue
                self._lead(position, stop)
            except Fenced as reason:
                log.warning("relay %s steps down: %s", self.name, reason)
            except SQLAlchemyError as error:
                log.warning("relay %s cannot use its database: %s", self.name, error)
                self._pause(stop)
            finally:
                self.leading = self.connected = self.blocked = False

    def _lead(self, position: int, stop: threading.Event) -> None:
        log.info("relay %s leads from %s", self.name, position)
        self._window = Window(position)
        self._kept, self._kept_at, self._rings = position, monotonic(), -1
        self.leading = True
        while not stop.is_set():
            try:
                with closing(self._bus.publisher()) as publisher:
                    self.connected, self._progress_at = True, monotonic()
                    self._pump(publisher, stop)
            except BusDown as reason:
                log.warning("relay %s lost the bus: %s", self.name, reason)
                self.counts.disconnected += 1 if self.connected else 0
                self.connected = self.blocked = False
                self._window.recall()
                self._pause(stop)
                self._keep()
            except MessageRefused as reason:
                self._isolate(str(reason))
        self._lease.release(self._window.position)

    def _pause(self, stop: threading.Event) -> None:
        """Wait before trying again: full jitter, so that many relays do not come back as one."""
        ceiling = min(LAST_BACKOFF, FIRST_BACKOFF * 2 ** min(self._failures, 10))
        self._failures += 1
        stop.wait(secrets.SystemRandom().uniform(0, ceiling))

    def _pump(self, publisher: Publisher, stop: threading.Event) -> None:
        while not stop.is_set():
            self._keep_if_due()
            self._read()
            self._send(publisher)
            self._settle(publisher)
            self._rest()

    def _keep_if_due(self) -> None:
        position, age = self._window.position, monotonic() - self._kept_at
        unsaved = position - self._kept
        if age > self._lease.seconds / 3 or unsaved >= BATCH or (unsaved and self._window.idle and age > SAVE):
            self._keep()

    def _keep(self) -> None:
        position = self._window.position
        self._lease.keep(position, broker.BLOCKED if self.blocked else broker.WELL if self.connected else broker.AWAY)
        self._kept, self._kept_at = position, monotonic()
        crash.point("relay.position-saved")

    def _read(self) -> None:
        rings, now = self._database.doorbell.rings, monotonic()
        due = self._more or rings != self._rings or now - self._read_at > (GAP if self._backlog.held else self._poll)
        if not due or not self._window.room:
            return
        self._rings, self._read_at = rings, now
        rows = self._backlog.read(self._window.cursor, BATCH)
        self._more = len(rows) == BATCH
        self._poll = POLL if rows else min(LAST_POLL, self._poll * 2)
        self._window.admit(rows)

    def _send(self, publisher: Publisher) -> None:
        if publisher.blocked:
            return
        now = monotonic()
        if not self._window.in_flight:
            self._progress_at = now
        for _ in range(BATCH):
            if (row := self._window.next(now)) is None:
                return
            try:
                tag = publisher.publish(self._message(row))
            except (BusDown, MessageRefused):
                self._window.sent(0, row)
                raise
            self._window.sent(tag, row)

    def _message(self, row: Row) -> Message:
        return Message(
            row.event_id, self.name, row.type, row.subject, row.created_at, row.body, row.traceparent, row.id
        )

    def _settle(self, publisher: Publisher) -> None:
        outcomes = publisher.settle(self._patience(publisher))
        now = monotonic()
        self._note_blocked(publisher.blocked)
        if self._window.in_flight:
            crash.point("relay.published")
        for settled in outcomes:
            row = self._window.settle(settled, now)
            self._count(settled.outcome, row)
        if outcomes or self.blocked:
            self._progress_at, self._failures = now, 0
            crash.point("relay.confirmed")
        elif self._window.in_flight and now - self._progress_at > CONFIRM:
            raise BusDown(f"no confirm within {CONFIRM:.0f} s")

    def _note_blocked(self, blocked: bool) -> None:
        if blocked != self.blocked:
            self.blocked, self._kept_at = blocked, 0.0  # written down at once
            log.error(
                "relay %s: the broker %s", self.name, "blocks: no memory or disk" if blocked else "takes events again"
            )

    def _patience(self, publisher: Publisher) -> float:
        """Seconds worth waiting for a confirm before there may be something else to do."""
        if publisher.blocked:
            return FIRST_BACKOFF
        reading = self._more and self._window.room
        return 0.002 if self._window.in_flight and self._window.stalled and not reading else 0.0

    def _count(self, outcome: str, row: Row | None) -> None:
        if outcome == "confirmed":
            self.counts.confirmed += 1
        elif outcome == "refused":
            self.counts.refused += 1
        else:
            self.counts.unroutable += 1
            log.info("relay %s: nobody listens to %s", self.name, row.type if row else "")

    def _rest(self) -> None:
        """Nothing is under way: sleep until the doorbell rings, a refused event is due, or it is time to look."""
        if self._window.in_flight or self._more or not self._window.stalled or self.blocked:
            return
        nap = self._poll
        if self._backlog.held:
            nap = GAP
        elif self._window.position != self._kept or not self._window.idle:
            nap = SAVE / 2
        self._database.doorbell.wait(self._rings, nap)

    def _isolate(self, reason: str) -> None:
        """The broker refuses one message for what it is: find it by sending one at a time, and set it aside."""
        if (row := self._window.sole) is None:
            self._window.recall(suspect=True)
            return
        log.error("relay %s sets event %s aside: %s", self.name, row.event_id, reason)
        poison = tables.relay_poison
        with self._database.write() as session:
            session.execute(poison.delete().where(poison.c.outbox_id == row.id))
            session.execute(poison.insert().values(outbox_id=row.id, reason=reason, at=clock.now()))
        self._window.set_aside(row)
        self.counts.poisoned += 1
