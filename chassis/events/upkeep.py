"""What a consumer does between deliveries: tries parked events again, checks the logs, fetches what is missing."""

import logging
from datetime import datetime, timedelta
from math import inf
from time import monotonic

from chassis import clock
from chassis.events.catchup import Subscriptions
from chassis.events.feed import FeedDown
from chassis.events.retries import Retrier

log = logging.getLogger(__name__)

RETRY_EVERY, RARELY = 0.5, 5.0
"""Seconds between looks at parked events: where one waits or may have come to wait, and where none does."""

SETTLED, IDLE = 1.0, 2.0
"""Seconds without a delivery until the logs are checked, and until what is missing is fetched."""

CHECK_EVERY = 30.0
"""Seconds between checks, busy or not."""

OVERDUE = timedelta(minutes=5)
"""Age at which a missing event is fetched although others keep coming."""


class Upkeep:
    """Decides by the time since the last delivery. Used by the consumer's thread."""

    def __init__(self, subscriptions: Subscriptions, retrier: Retrier) -> None:
        self._subscriptions, self._retrier = subscriptions, retrier
        self._delivered = self._checked = self._retried = -inf
        self._unchecked = self._waiting = True
        self._seen = (0, 0)
        self._missing: dict[str, datetime] = {}

    def delivered(self) -> None:
        """Note that events arrived just now."""
        self._delivered, self._unchecked = monotonic(), True

    def tick(self) -> None:
        """Do what is due. Raises what the part's own database raises."""
        now = monotonic()
        if now - self._retried >= (RETRY_EVERY if self._may_wait() else RARELY):
            self._retry(now)
        idle, since_check = now - self._delivered, now - self._checked
        if since_check >= CHECK_EVERY or (self._unchecked and min(idle, since_check) >= SETTLED):
            self._check(now)
        for source, since in list(self._missing.items()):
            if idle >= IDLE or clock.now() - since >= OVERDUE:
                self._fetch(source)

    def _signs(self) -> tuple[int, int]:
        """What changes when an event is parked here, or a person or another process lets one be tried again."""
        return self._subscriptions.applier.parked, self._retrier.database.doorbell.rings

    def _may_wait(self) -> bool:
        return self._waiting or self._signs() != self._seen

    def _retry(self, now: float) -> None:
        self._retried, self._seen, self._waiting = now, self._signs(), True
        self._waiting = self._retrier.waiting()
        if self._waiting:
            self._retrier.run()

    def _check(self, now: float) -> None:
        self._checked, self._unchecked = now, False
        self._missing.clear()
        for source in self._subscriptions.types:
            try:
                if (since := self._subscriptions.verify(source)) is not None:
                    self._missing[source] = since
            except FeedDown as reason:
                self._unchecked = True
                log.warning("%s cannot check %s: %s", self._subscriptions.consumer, source, reason)

    def _fetch(self, source: str) -> None:
        del self._missing[source]
        try:
            self._subscriptions.catch_up(source)
        except FeedDown as reason:
            self._unchecked = True
            log.warning("%s cannot catch up with %s: %s", self._subscriptions.consumer, source, reason)
