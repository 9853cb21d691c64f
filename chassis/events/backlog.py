"""Reading the outbox in order without ever skipping a row.

Ids are taken before commits. On PostgreSQL a lower id can therefore appear after a higher one, and whoever remembers
only the highest id it has seen would skip the lower one for good. SQLite has one writer, so ids appear in order.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.orm import Session

from chassis.storage.engine import Database
from chassis.storage.tables import outbox

_OLDEST = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
_NUMBER = text("SELECT pg_current_xact_id()::text::bigint")
_HIGHEST = select(func.coalesce(func.max(outbox.c.id), 0))
_ROWS = (
    select(
        outbox.c.id,
        outbox.c.event_id,
        outbox.c.type,
        outbox.c.subject,
        outbox.c.body,
        outbox.c.traceparent,
        outbox.c.created_at,
    )
    .where(outbox.c.id > bindparam("after"))
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)


class Row(NamedTuple):
    """One outbox row."""

    id: int
    event_id: str
    type: str
    subject: str
    body: bytes
    traceparent: str
    created_at: datetime


class Head:
    """How far an outbox is complete: at or below this id no row can still appear.

    A transaction has its number before it takes an id (the id's default sees to it). So whoever holds an id below the
    highest one visible has a lower number than one given out now; once all those have ended, the id is either visible
    or was rolled back. The rows' own numbers cannot tell: a transaction with a high number may take a low id. Nor can
    the upper end of a snapshot, which is the highest number that has ended, not the highest given out.
    """

    def __init__(self, database: Database) -> None:
        self._sqlite = database.sqlite
        self._complete = 0
        self._awaited: tuple[int, int] | None = None

    def complete(self, connection: Connection | Session) -> int:
        """The highest id known to be complete. Moves on with each call; read rows after it, not before."""
        if self._sqlite:
            return _highest(connection)
        if self._awaited is None:
            self._await(connection)
        if self._awaited is not None and connection.execute(_OLDEST).scalar_one() >= self._awaited[1]:
            self._complete, self._awaited = self._awaited[0], None
        return self._complete

    def _await(self, connection: Connection | Session) -> None:
        highest = _highest(connection)
        if highest > self._complete:
            self._awaited = highest, connection.execute(_NUMBER).scalar_one()


def _highest(connection: Connection | Session) -> int:
    """The highest id visible; 0 in an empty outbox."""
    return cast(int, connection.scalar(_HIGHEST))


class Backlog:
    """The outbox as its relay reads it. Used by one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._head = Head(database)
        self._known = 0
        self.held = False
        """The last read stopped at a gap that an unfinished transaction may yet fill; look again soon."""

    def read(self, after: int, most: int) -> list[Row]:
        """The next rows in order of their ids, up to the first gap that may still be filled."""
        with self._database.engine.connect() as connection:
            rows = self._fetch(connection, after, most)
            whole = self._whole(after, rows)
            if whole < len(rows):
                self._known = self._head.complete(connection)
                rows = self._fetch(connection, after, most)
                whole = self._whole(after, rows)
        self.held = whole < len(rows)
        return rows[:whole]

    def _fetch(self, connection: Connection, after: int, most: int) -> list[Row]:
        return [Row(*row) for row in connection.execute(_ROWS, {"after": after, "most": most})]

    def _whole(self, after: int, rows: Sequence[Row]) -> int:
        """How many rows follow one another without a gap, or lie where the outbox is complete."""
        if self._database.sqlite:
            return len(rows)
        for count, row in enumerate(rows):
            if row.id != after + 1 and row.id > self._known:
                return count
            after = row.id
        return len(rows)

    def highest(self) -> int:
        """The highest id that is complete now; waits for no one."""
        with self._database.engine.connect() as connection:
            return self._head.complete(connection)

    def oldest(self, after: int) -> tuple[int, datetime | None]:
        """How many ids lie above `after`, at most, and when the first of them was written."""
        with self._database.engine.connect() as connection:
            highest = _highest(connection)
            at = connection.scalar(
                select(outbox.c.created_at).where(outbox.c.id > after).order_by(outbox.c.id).limit(1)
            )
        return max(0, highest - after), at
