"""The live feed as server-sent events. Each connection waits on the doorbell and holds no database connection."""

import threading
import time
from collections.abc import Collection, Iterator

import msgspec

from chassis.storage.engine import Database
from services.notify.activity import feed

BEAT = 1.0
"""Seconds of silence after which a comment shows the reader that the connection still stands, and lets it end."""
MOST = 24
"""How many streams one process serves at a time: one for each process of the gateway. Each holds a thread."""
POLL = 1.0
"""Seconds until the database is asked although no bell rang: another process may have written."""
BATCH = 100
RETRY = "retry: 1000\n\n"


class Slots:
    """The streams that one process serves at a time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: set[object] = set()
        self._lock = threading.Lock()

    def take(self) -> object | None:
        """A slot, or None where all are taken."""
        with self._lock:
            if len(self._taken) >= self._most:
                return None
            slot = object()
            self._taken.add(slot)
            return slot

    def give_back(self, slot: object) -> None:
        """Let the next one in; a response may be closed more than once."""
        with self._lock:
            self._taken.discard(slot)


def lines(database: Database, scopes: Collection[str], after: int, life: float) -> Iterator[str]:
    """What was recorded of these scopes after an id, then what comes, for `life` seconds; then one connects again."""
    end = time.monotonic() + life
    beat = time.monotonic()
    yield RETRY
    while True:
        seen = database.doorbell.rings
        with database.read() as session:
            news = feed.newer(session, scopes, after, BATCH)
        for item in news:
            after = item["id"]
            yield f"id: {after}\nevent: activity\ndata: {msgspec.json.encode(item).decode()}\n\n"
        now = time.monotonic()
        if news:
            beat = now
            continue
        if now >= end:
            return
        if now - beat >= BEAT:
            beat = now
            yield ": still here\n\n"
        database.doorbell.wait(seen, min(POLL, end - now))
