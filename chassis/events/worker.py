"""What a part does beside answering requests: its relay, its consumer and its jobs, each in a thread of its own."""

import logging
import threading
from collections.abc import Callable, Collection, Mapping
from time import monotonic
from typing import Any

from chassis.config import ConfigError, Settings
from chassis.events import parked, purge
from chassis.events.bus import Bus
from chassis.events.catchup import Subscriptions
from chassis.events.consumer import Consumer
from chassis.events.feed import Feed, FeedDown, Log, RemoteFeed
from chassis.events.relay import Relay
from chassis.http import idempotency
from chassis.http.client import ServiceClient
from chassis.part import Part
from chassis.storage.commit_watch import Watch
from chassis.storage.engine import Database
from chassis.storage.jobs import JobRunner

log = logging.getLogger(__name__)

DRAIN = 5.0
"""Seconds a stopping worker may take to end what it is doing."""


class Worker:
    """The threads of one part. Nothing starts before `start`, which belongs after any fork."""

    def __init__(
        self,
        part: Part,
        settings: Settings,
        bus: Bus,
        clients: Mapping[str, ServiceClient],
        database: Database | None = None,
        *,
        heard_by: Collection[str],
    ) -> None:
        """`heard_by` names the parts that listen to this one: until each told its position, no event is purged."""
        self.part = part
        self.database = database or Database(settings.database_url(part.name))
        self._owns_database = database is None
        self.relay = Relay(part.name, self.database, bus, start_at_head=settings.embedded)
        self.consumer = Consumer(part, self.database, bus, self._feeds(clients)) if part.handlers else None
        jobs = (*part.jobs, purge.job(part.name, heard_by), idempotency.JOB)
        self.jobs = [JobRunner(part.name, job, self.database, settings) for job in jobs]
        self._watch = Watch(self.database)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def _feeds(self, clients: Mapping[str, ServiceClient]) -> dict[str, Feed]:
        feeds: dict[str, Feed] = {}
        for source in self.part.listens_to:
            if source == self.part.name:
                feeds[source] = Log(self.database)
            elif source in clients:
                feeds[source] = RemoteFeed(clients[source], self.part.name)
            else:
                raise ConfigError(f"{self.part.name} listens to {source}: EGRET_SERVICES must say where that is.")
        return feeds

    def start(self) -> None:
        """Start every thread."""
        self._watch.start()
        runs: dict[str, Callable[[threading.Event], None]] = {"relay": self.relay.run}
        if self.consumer:
            runs["consumer"] = self.consumer.run
        runs |= {runner.job.name: runner.run for runner in self.jobs}
        for name, run in runs.items():
            thread = threading.Thread(target=run, args=(self._stop,), name=f"{self.part.name}.{name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Ask every thread to end what it is doing; what was not begun stays where it is."""
        self._stop.set()
        self.database.doorbell.ring()

    def join(self, timeout: float = DRAIN) -> bool:
        """Wait for the threads, then give back the database; True if all have ended within `timeout` seconds."""
        due = monotonic() + timeout
        if self._watch:
            self._watch.close()
        for thread in self._threads:
            thread.join(max(0.0, due - monotonic()))
        still = [thread.name for thread in self._threads if thread.is_alive()]
        if still:
            log.warning("%s did not end in time", ", ".join(still))
        elif self._owns_database:
            self.database.close()
        return not still

    def status(self) -> dict[str, Any]:
        """What an operator asks first: lag, leader, parked events, how far each subscription is."""
        lag = self.relay.lag()
        with self.database.read() as session:
            parked_events = parked.counts(session)
        subscriptions = self.consumer.subscriptions if self.consumer else None
        return {
            "relay": {
                "rows": lag.rows,
                "seconds": lag.seconds,
                "leading": self.relay.leading,
                "connected": self.relay.connected,
                "blocked": self.relay.blocked,
            },
            "consumer": {
                "connected": bool(self.consumer and self.consumer.connected),
                "positions": subscriptions.positions() if subscriptions else {},
                "behind": dict(subscriptions.behind) if subscriptions else {},
            },
            "parked": parked_events,
            "jobs": {runner.job.name: {"ran": runner.ran, "failed": runner.failed} for runner in self.jobs},
        }

    def unsettled(self) -> list[str]:
        """What is still under way, a line each: events to publish, to apply, to try again."""
        name, lines = self.part.name, []
        if rows := self.relay.lag().rows:
            lines.append(f"{name} has {rows} events to publish")
        with self.database.read() as session:
            if retry := parked.counts(session)["retry"]:
                lines.append(f"{name} will try {retry} events again")
        if self.consumer:
            found = _missing(self.consumer.subscriptions)
            lines += [f"{name} lacks {count} events of {source}" for source, count in found.items() if count]
        return lines


def _missing(subscriptions: Subscriptions) -> dict[str, int | str]:
    """Events not applied yet, by source."""
    found: dict[str, int | str] = {}
    for source in subscriptions.types:
        try:
            found[source] = subscriptions.missing(source)
        except FeedDown as reason:
            found[source] = f"unknown ({reason})"
    return found
