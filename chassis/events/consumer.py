"""Brings a part the events it listens to: applies them, then acknowledges; in between it checks and tries again.

One thread. The queue is only the quick way: what it loses is found in the producers' logs, what it repeats is in the
inbox. So nothing is acknowledged before it is committed, and what failed to commit is not acknowledged at all.
"""

import itertools
import logging
import secrets
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from time import monotonic

from chassis import crash
from chassis.events.applier import Applier
from chassis.events.bus import Bus, BusDown, Delivery, Subscriber
from chassis.events.catchup import Subscriptions
from chassis.events.feed import Feed, FeedDown
from chassis.events.retries import Retrier
from chassis.events.upkeep import Upkeep
from chassis.part import Part
from chassis.storage.engine import Database

log = logging.getLogger(__name__)

BATCH = 200
SUSPECTS = 200
"""Events caught up with after a start or a failure that go one by one, as one of them may be to blame."""

WAIT = 0.25
"""Seconds to wait for a delivery before looking after other things."""

PATIENCE = 10.0
"""Seconds to wait for the producers' logs on connecting, before their events are taken as they come."""

FIRST_BACKOFF, LAST_BACKOFF = 0.1, 2.0


class Consumer:
    """Consumes for one part. `run` belongs to one thread; attributes may be read from any."""

    def __init__(self, part: Part, database: Database, bus: Bus, feeds: Mapping[str, Feed]) -> None:
        self.name = part.name
        self.connected = False
        self._bus = bus
        self._applier = Applier(part, database)
        self._retrier = Retrier(part.name, database, self._applier.decoder)
        self.subscriptions = Subscriptions(self._applier, feeds, part.listens_to)
        self._upkeep = Upkeep(self.subscriptions, self._retrier)
        self._suspects = SUSPECTS
        self._failures = 0

    @property
    def applied(self) -> int:
        """Events applied since the start."""
        return self._applier.applied

    def run(self, stop: threading.Event) -> None:
        """Consume until `stop` is set. Survives broker, database and whatever a handler does."""
        while not stop.is_set():
            try:
                with closing(self._bus.subscriber(self.name, self._applier.decoder.types)) as subscriber:
                    self.connected = True
                    self._begin(stop)
                    self._consume(subscriber, stop)
            except BusDown as reason:
                log.warning("consumer %s lost the bus: %s", self.name, reason)
            except Exception:
                # Not acknowledged, so it all comes again, one by one then, with attempts counted.
                log.exception("consumer %s starts over", self.name)
                self._suspects = SUSPECTS
            finally:
                self.connected = False
            self._pause(stop)

    def _pause(self, stop: threading.Event) -> None:
        """Wait before connecting again, with full jitter. Upkeep goes on: it needs the databases, not the bus."""
        ceiling = min(LAST_BACKOFF, FIRST_BACKOFF * 2 ** min(self._failures, 10))
        self._failures += 1
        if stop.wait(secrets.SystemRandom().uniform(0, ceiling)):
            return
        try:
            self._upkeep.tick()
        except Exception:
            log.exception("consumer %s cannot look after its events", self.name)

    def _begin(self, stop: threading.Event) -> None:
        """Before anything new: apply what every producer's log holds beyond our position."""
        due = monotonic() + PATIENCE
        for source in self.subscriptions.types:
            while not stop.is_set():
                try:
                    self.subscriptions.catch_up(source, suspects=self._suspects)
                    break
                except FeedDown as reason:
                    if monotonic() > due:
                        log.warning("consumer %s goes on without the log of %s: %s", self.name, source, reason)
                        break
                    stop.wait(FIRST_BACKOFF)
        self._suspects = 0

    def _consume(self, subscriber: Subscriber, stop: threading.Event) -> None:
        while not stop.is_set():
            if deliveries := subscriber.fetch(BATCH, WAIT):
                self._take(subscriber, deliveries)
                self._upkeep.delivered()
            self._failures = 0
            self._upkeep.tick()

    def _take(self, subscriber: Subscriber, deliveries: Sequence[Delivery]) -> None:
        """Apply, commit, acknowledge. What was delivered before goes one by one: it may have killed a process."""
        for redelivered, run in itertools.groupby(deliveries, key=lambda delivery: delivery.redelivered):
            together = list(run)
            crash.point("consumer.received")
            self._applier.apply(together, suspect=redelivered)
            subscriber.ack(together[-1].tag)
            crash.point("consumer.acked")
