"""The right to publish a part's outbox: a lease in its database, with an epoch that fences a stale holder.

Times are the database's own, so the clocks of several machines need not agree.
"""

import os
import socket
from datetime import timedelta
from typing import Any

from sqlalchemy import case, func, insert, literal_column, select, update

from chassis.storage.engine import Database
from chassis.storage.tables import relay_state

SECONDS = 5.0
_STATE = relay_state.c


class Fenced(Exception):
    """Someone else holds the lease now. Whatever this holder still has in hand is no longer its business."""


class Lease:
    """One candidate for the lease called `name`."""

    def __init__(self, database: Database, name: str, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{os.urandom(4).hex()}"
        self._database = database
        self._name = name
        self._epoch = 0

    def take(self) -> int | None:
        """Become the holder if nobody else is; returns the saved position, or None."""
        if not self._free():
            return None
        with self._database.write() as session:
            row = session.execute(
                select(_STATE.epoch, _STATE.position, self._expired())
                .where(_STATE.name == self._name)
                .with_for_update()
            ).one_or_none()
            if row is None:
                self._epoch = 1
                state = {"epoch": 1, "position": 0, "leader": self.holder, "lease_until": self._moment(self.seconds)}
                session.execute(insert(relay_state).values(name=self._name, **state))
                return 0
            if not row[2]:
                return None
            self._epoch = row.epoch + 1
            session.execute(
                update(relay_state)
                .where(_STATE.name == self._name)
                .values(epoch=self._epoch, leader=self.holder, lease_until=self._moment(self.seconds))
            )
            return int(row.position)

    def keep(self, position: int, broker: str = "") -> None:
        """Renew the lease, save the position and how the broker does (`chassis/storage/broker_state.py`).

        Raises Fenced if another candidate took it meanwhile.
        """
        self._update(position, self.seconds, broker)

    def release(self, position: int) -> None:
        """Save the position and let the next candidate in at once. Raises Fenced."""
        self._update(position, 0.0)

    def _update(self, position: int, seconds: float, broker: str = "") -> None:
        since = case((_STATE.broker == broker, _STATE.broker_since), else_=self._moment(0.0))
        with self._database.write() as session:
            changed: Any = session.execute(
                update(relay_state)
                .where(_STATE.name == self._name, _STATE.epoch == self._epoch)
                .values(position=position, lease_until=self._moment(seconds), broker=broker, broker_since=since)
            )
        if changed.rowcount == 0:
            raise Fenced(f"{self._name}: epoch {self._epoch} is over")

    def _free(self) -> bool:
        """Ask without a write lock first: candidates in waiting ask often."""
        with self._database.read() as session:
            free = session.scalar(select(self._expired()).where(_STATE.name == self._name))
        return free is None or bool(free)

    def _expired(self) -> Any:
        """1 if nobody holds the lease, or this candidate does: it may have lost sight of its database."""
        free = (_STATE.lease_until <= self._moment(0.0)) | (_STATE.leader == self.holder)
        return case((free, literal_column("1")), else_=literal_column("0"))

    def _moment(self, ahead: float) -> Any:
        """The database's time, so many seconds ahead."""
        if self._database.sqlite:
            return func.strftime("%Y-%m-%d %H:%M:%f", "now", f"{ahead:+.3f} seconds")
        return func.clock_timestamp() + timedelta(seconds=ahead)


class Volatile:
    """Stands in for a lease where one process runs everything and a position means nothing after it ends."""

    seconds = SECONDS

    def __init__(self, head: int) -> None:
        self._head = head

    def take(self) -> int:
        """Begin behind the head of the outbox; consumers catch up with what came before by themselves."""
        return self._head

    def keep(self, position: int, broker: str = "") -> None:
        """Nothing to save."""

    def release(self, position: int) -> None:
        """Nothing to release."""
