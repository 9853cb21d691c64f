"""How far a piece of long work is: told by the work itself, seen by whoever asked for it."""

from time import monotonic
from uuid import UUID

from sqlalchemy import select, update

from chassis.storage.engine import Database
from chassis.storage.tables import work as table

EVERY = 0.3
"""Seconds between two writings of how far it is; steps in between only count."""


class Stopped(Exception):
    """Whoever asked for the work stopped it. Raised between two steps, so that each is done whole or not at all."""


class Progress:
    """Told of every step of one piece of work. Belongs to one thread, and stands outside the work's transactions."""

    def __init__(self, database: Database, work_id: UUID) -> None:
        self._database, self._id = database, work_id
        self._done = self._total = 0
        self._written = 0.0

    def of(self, total: int) -> None:
        """How many steps there are. Raises Stopped."""
        self._total = total
        self._write()

    def step(self, count: int = 1) -> None:
        """So many more steps are done, and committed. Raises Stopped."""
        self._done += count
        if monotonic() - self._written >= EVERY:
            self._write()

    def close(self) -> None:
        """Write down how far it came."""
        with self._database.write() as session:
            session.execute(update(table).where(table.c.id == self._id).values(done=self._done, total=self._total))

    def _write(self) -> None:
        self.close()
        self._written = monotonic()
        with self._database.read() as session:
            if session.scalar(select(table.c.stopping).where(table.c.id == self._id)):
                raise Stopped
