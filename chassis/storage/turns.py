"""Who writes to a SQLite file next: one line of writers in each process, and a fair chance between processes."""

import sqlite3
import threading
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

BUSY = 10_000
"""Milliseconds that SQLite itself waits for a lock, but for that of a writer, which we wait for."""

ASK = 0.001
"""Seconds between two questions whether another process still writes."""

PATIENCE = 10.0
"""Seconds a writer waits for those before it."""


class Turns:
    """Lets the writers of this process wait in line for SQLite's one write lock, and the first of them ask often.

    SQLite itself lets waiters poll ever more rarely, down to ten times a second, and an unlucky one polls in vain until
    its time is up. With a line in each process, only as many poll as there are processes. Whoever waited too long here
    asks SQLite all the same, so this can only help.
    """

    def __init__(self, engine: Engine) -> None:
        self._lock = threading.Lock()
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "commit", self._end)
        event.listen(engine, "rollback", self._end)

    def _begin(self, connection: Connection) -> None:
        if not connection.get_execution_options().get("immediate"):
            _begin_sqlite(connection, "BEGIN")
            return
        connection.info["turn"] = self._lock.acquire(timeout=PATIENCE)
        try:
            self._take(connection)
        except BaseException:
            self._end(connection)
            raise

    @staticmethod
    def _take(connection: Connection) -> None:
        """Begin as soon as no other process writes. Raises OperationalError after PATIENCE seconds."""
        opened: Any = connection.connection.dbapi_connection
        due = monotonic() + PATIENCE
        opened.execute("PRAGMA busy_timeout=0")
        try:
            while True:
                try:
                    _begin_sqlite(connection, "BEGIN IMMEDIATE")
                except OperationalError as error:
                    busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                    if not busy or monotonic() > due:
                        raise
                    sleep(ASK)
                else:
                    return
        finally:
            opened.execute(f"PRAGMA busy_timeout={BUSY}")

    def _end(self, connection: Connection) -> None:
        if connection.info.pop("turn", False):
            self._lock.release()


def _begin_sqlite(connection: Connection, statement: str) -> None:
    """Straight to the driver: SQLAlchemy's own way there takes longer than many a transaction."""
    opened: Any = connection.connection.dbapi_connection
    try:
        opened.execute(statement)
    except sqlite3.Error as error:
        raise OperationalError(statement, None, error) from error
