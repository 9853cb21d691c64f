"""A part's database: engine, sessions that commit once, and the doorbell that rings after a commit."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, MetaData, PoolProxiedConnection, String, Uuid, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.orm import Session

from chassis import crash
from chassis.lazy import Lazy
from chassis.storage.bells import Bells
from chassis.storage.doorbell import Doorbell
from chassis.storage.tables import NAMING, StoredScope, UTCDateTime
from chassis.storage.turns import BUSY, Turns
from contracts.scopes import Scope

if TYPE_CHECKING:
    import psycopg
else:
    psycopg = Lazy("psycopg")

TYPES: dict[Any, Any] = {datetime: UTCDateTime, UUID: Uuid(), str: String(), Scope: StoredScope}
"""`type_annotation_map` of every part's declarative base."""

SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY}", "cache_size=-8000")

QUIET = 30.0
"""Seconds without use after which a connection to a server is asked whether it still stands."""

RING, TOLD = "egret_ring", "egret_told"
"""In `session.info` of a writing session: what to call once it is committed, and whether that is asked for."""


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
        # The connection used last has the most in its caches. Errors go into logs, values of people do not.
        self.engine: Engine = create_engine(
            self.url,
            hide_parameters=True,
            pool_size=pool_size,
            max_overflow=20,
            pool_use_lifo=True,
            json_deserializer=msgspec.json.decode,
        )
        if self.sqlite:
            event.listen(self.engine, "connect", _tune_sqlite)
            Turns(self.engine)
        else:
            event.listen(self.engine, "begin", _begin_postgres)
            LiveConnections(self.engine)
        self._driver: Any = self.engine.dialect.loaded_dbapi
        self._writing = self.engine.execution_options(immediate=True)
        self._reading = self.engine.execution_options(reading=True)
        if not self.sqlite:
            event.listen(self._reading, "before_cursor_execute", _begin_late)

    def session(self, *, write: bool, kind: type[Session] = Session) -> Session:
        """A session the caller commits and closes; on SQLite a writing one takes the write lock at once.

        A reading one has one view of a SQLite file; on PostgreSQL each statement has its own, as in any transaction
        there that asks for no more, and the round trips of a transaction are saved.
        """
        session = kind(self._writing if write else self._reading, expire_on_commit=False)
        if write:
            session.info[RING] = self._ring
        return session

    def _ring(self) -> None:
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
        """A view as `session` says; nothing is committed."""
        with self.session(write=False) as session:
            yield session

    def rows(self, query: str, values: Any = ()) -> list[Any]:
        """What one short query answers, straight from the driver, at a tenth of what a session costs.

        For the few that nearly every request asks; what they read is as plain as their text (see `prepared.py`).
        """
        connection = self._raw_connection()
        try:
            opened: Any = connection.dbapi_connection
            if not self.sqlite:
                opened.autocommit = True  # nothing to end, as in `_begin_postgres`
            return list(opened.execute(query, values).fetchall())
        except self._driver.Error as error:
            raise self._told(connection, query, error) from error
        finally:
            connection.close()

    def _raw_connection(self) -> PoolProxiedConnection:
        try:
            return self.engine.raw_connection()
        except self._driver.Error as error:
            told: BaseException = DBAPIError.instance(None, None, error, self._driver.Error)
            raise told from error

    def _told(self, connection: PoolProxiedConnection, query: str, error: Any) -> BaseException:
        """A driver's error as everything else knows it, and a connection that is lost given up."""
        lost = self.engine.dialect.is_disconnect(error, connection, None)
        if lost:
            connection.invalidate(error)
        told: BaseException = DBAPIError.instance(
            query, None, error, self._driver.Error, hide_parameters=True, connection_invalidated=lost
        )
        return told

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def ring_once_committed(session: Session) -> None:
    """Wake whoever looks for something new in this database, if and when the caller's transaction commits."""
    session.info[TOLD] = True


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    """Also called at the end of a savepoint, when nobody could see yet what was told."""
    if not session.in_nested_transaction() and session.info.pop(TOLD, False):
        session.info[RING]()


def _tune_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_postgres(connection: Connection) -> None:
    """Reading sessions need no transaction; who asked for an isolation level has got it already."""
    options = connection.get_execution_options()
    if "isolation_level" not in options:
        opened: Any = connection.connection.dbapi_connection
        opened.autocommit = bool(options.get("reading"))


def _begin_late(_connection: Connection, cursor: Any, _statement: str, _values: Any, context: Any, _many: bool) -> None:
    """Whatever may change something gets its transaction, which a reading session never commits."""
    selects = context.compiled is not None and context.compiled.statement.is_select
    if cursor.connection.autocommit and not selects:
        cursor.connection.autocommit = False


class LiveConnections:
    """Gives out no connection that the server has closed.

    A closed one shows at its socket, which then has something to read. Asking costs a round trip, each time; that is
    kept for sockets that show something and for connections that rested for a while.
    """

    def __init__(self, engine: Engine) -> None:
        self._dialect = engine.dialect
        event.listen(engine, "checkin", self._rest)
        event.listen(engine, "checkout", self._check)

    def _rest(self, _connection: Any, record: Any) -> None:
        record.info["rests"] = monotonic()

    def _check(self, connection: Any, record: Any, _proxy: object) -> None:
        rests = record.info.pop("rests", None)
        if rests is None or not (monotonic() - rests > QUIET or _speaks(connection)):
            return
        try:
            self._dialect.do_ping(connection)
        except psycopg.Error as error:
            raise DisconnectionError(str(error)) from error


def _speaks(connection: Any) -> bool:
    """Whether the server sent something, or nothing ever again, to a connection that is not in use."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
