"""A part's database: engine, sessions that commit once, and the doorbell that rings after a commit."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, MetaData, String, Uuid, create_engine, event, make_url
from sqlalchemy.orm import Session

from chassis import crash
from chassis.bells import Bells
from chassis.doorbell import Doorbell
from chassis.tables import NAMING, UTCDateTime

TYPES: dict[Any, Any] = {datetime: UTCDateTime, UUID: Uuid(), str: String()}
"""`type_annotation_map` of every part's declarative base."""

SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "cache_size=-8000")

PATIENCE = 10.0
"""Seconds a writer waits for those before it."""


def new_metadata() -> MetaData:
    """Metadata with the constraint names that every migration relies on."""
    return MetaData(naming_convention=NAMING)


class Database:
    """Engine and sessions of one part. `write()` commits once at its end; `read()` never commits."""

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.doorbell = Doorbell()
        file = Path(self.url.database) if self.sqlite and self.url.database else None
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
        self.bells = Bells(file)
        self.engine: Engine = create_engine(
            self.url, pool_size=pool_size, max_overflow=20, pool_pre_ping=not self.sqlite
        )
        if self.sqlite:
            event.listen(self.engine, "connect", _tune_sqlite)
            Turns(self.engine)
        self._writing = self.engine.execution_options(immediate=True)

    def session(self, *, write: bool, kind: type[Session] = Session) -> Session:
        """A session the caller commits and closes; on SQLite a writing one takes the write lock at once."""
        session = kind(self._writing if write else self.engine, expire_on_commit=False)
        if write:
            event.listen(session, "after_commit", self._ring)
        return session

    def _ring(self, session: Session) -> None:
        if session.info.pop("emitted", False):
            crash.point("outbox.committed")
            self.doorbell.ring()
            self.bells.ring()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back on any exception."""
        with self.session(write=True) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view; nothing is committed."""
        with self.session(write=False) as session:
            yield session

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _tune_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


class Turns:
    """Lets the writers of this process wait in line for SQLite's one write lock.

    SQLite itself lets waiters poll, and an unlucky one polls in vain until its time is up. Whoever waited too long here
    asks SQLite all the same, so this can only help.
    """

    def __init__(self, engine: Engine) -> None:
        self._lock = threading.Lock()
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "commit", self._end)
        event.listen(engine, "rollback", self._end)

    def _begin(self, connection: Connection) -> None:
        if not connection.get_execution_options().get("immediate"):
            connection.exec_driver_sql("BEGIN")
            return
        connection.info["turn"] = self._lock.acquire(timeout=PATIENCE)
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            self._end(connection)
            raise

    def _end(self, connection: Connection) -> None:
        if connection.info.pop("turn", False):
            self._lock.release()
