"""Carries the doorbell between processes that share a database, so that a commit in one is noticed in the others.

SQLite: whoever commits an event rings the bells beside the file. For a ring that got lost, `PRAGMA data_version` is
read now and then, as it changes with every foreign commit; often while there is traffic, where no bell can be hung.
PostgreSQL: NOTIFY on a connection of its own, after the commit and at most every few milliseconds (inside the
transaction it would halve the rate of commits), and LISTEN on another. A ring that gets lost costs one poll.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING

from chassis.lazy import Lazy
from chassis.storage.engine import Database

if TYPE_CHECKING:
    import psycopg
else:
    psycopg = Lazy("psycopg")

CHANNEL = "egret"
ACTIVE, IDLE = 0.0015, 0.02
"""Seconds between looks at a SQLite file where no bell can be hung: while there is traffic, and at most."""

RUNG = 0.25
"""Seconds between looks where commits ring: only for a ring that got lost, and for commits that tell nothing."""

CALM = 1.0
"""Seconds without a change until the looks become rarer."""

DEBOUNCE = 0.005
RETRY = 1.0

log = logging.getLogger(__name__)


class Watch:
    """Rings `database.doorbell` for the commits of other processes, and theirs for its own. One per process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
        self._heard = self._announcer = 0
        tasks = (self._look,) if database.sqlite else (self._listen, self._announce)
        self._threads = [threading.Thread(target=task, name=f"watch{task.__name__}", daemon=True) for task in tasks]

    def start(self) -> "Watch":
        """Begin; call after the fork."""
        for thread in self._threads:
            thread.start()
        return self

    def close(self) -> None:
        """End the threads and give the connections back."""
        self._stop.set()
        self._database.doorbell.ring()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _ring(self) -> None:
        self._heard += 1
        self._database.doorbell.ring()

    def _look(self) -> None:
        self._retrying(self._look_connected, sqlite3.Error)

    def _look_connected(self) -> None:
        file = self._database.url.database or ""
        with closing(sqlite3.connect(file, isolation_level=None)) as connection, self._database.bells.hang() as bell:
            rarely = RUNG if bell.hangs else IDLE
            version, changed_at, pause = _version(connection), monotonic(), rarely
            self._ring()
            while not self._stop.is_set():
                rung, found = bell.wait(pause), _version(connection)
                if rung or found != version:
                    self._ring()
                if found != version:
                    version, changed_at, pause = found, monotonic(), RUNG if bell.hangs else ACTIVE
                elif monotonic() - changed_at > CALM:
                    pause = min(rarely, pause * 1.5)

    def _listen(self) -> None:
        self._retrying(self._listen_connected, psycopg.Error)

    def _listen_connected(self) -> None:
        with self._connect() as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._ring()
            while not self._stop.is_set():
                for notice in connection.notifies(timeout=0.5, stop_after=1):
                    if notice.pid != self._announcer:
                        self._ring()

    def _announce(self) -> None:
        self._retrying(self._announce_connected, psycopg.Error)

    def _announce_connected(self) -> None:
        doorbell = self._database.doorbell
        with self._connect() as connection:
            self._announcer = connection.info.backend_pid
            seen, told = doorbell.rings, doorbell.rings - self._heard
            while not self._stop.is_set():
                doorbell.wait(seen, 0.5)
                seen = doorbell.rings
                if (own := seen - self._heard) > told:
                    told = own
                    connection.execute(f"NOTIFY {CHANNEL}")
                    self._stop.wait(DEBOUNCE)

    def _connect(self) -> "psycopg.Connection":
        address = self._database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)

    def _retrying(self, task: Callable[[], None], lost: type[Exception]) -> None:
        """Keep at it while the database comes and goes."""
        while not self._stop.is_set():
            try:
                task()
            except lost as error:
                log.warning("cannot watch %s: %s", self._database.url.database, error)
                self._stop.wait(RETRY)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
