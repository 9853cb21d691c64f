"""Tries parked events again when they are due, in order, each in its own transaction."""

import logging
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import bindparam, delete, select, update

from chassis import clock, crash
from chassis.events import inbox, parking
from chassis.events.batch import HandlerSession, handle
from chassis.events.decoding import Arrival, Decoder
from chassis.events.parking import DEAD, HELD, RETRY, SCHEDULE
from chassis.storage import database_errors
from chassis.storage.engine import Database
from chassis.storage.tables import parked

log = logging.getLogger(__name__)

TURN = 100
"""Events tried before live ones get their turn again."""

_MINE = (parked.c.consumer == bindparam("consumer"), parked.c.state == RETRY)
_DUE = (
    select(parked.c.id)
    .where(*_MINE, parked.c.next_at <= bindparam("now"))
    .order_by(parked.c.sequence.is_(None), parked.c.sequence, parked.c.id)
    .limit(TURN)
)
_WAITING = select(parked.c.id).where(*_MINE).limit(1)


class Retrier:
    """Tries one consumer's parked events. Used by the thread that applies its live ones."""

    def __init__(self, consumer: str, database: Database, decoder: Decoder) -> None:
        self.consumer, self.database, self.decoder = consumer, database, decoder

    def run(self) -> int:
        """Try what is due, in order, and what that frees; returns how many were tried."""
        tried = 0
        while tried < TURN and (due := self._due()):
            for parked_id in due:
                self._try(parked_id)
            tried += len(due)
        return tried

    def _due(self) -> Sequence[int]:
        with self.database.read() as session:
            return session.scalars(_DUE, {"consumer": self.consumer, "now": clock.now()}).all()

    def waiting(self) -> bool:
        """Whether an event is parked that is going to be tried by itself."""
        with self.database.read() as session:
            return session.scalar(_WAITING, {"consumer": self.consumer}) is not None

    def _try(self, parked_id: int) -> None:
        row = self._claim(parked_id)
        if row is None:
            return
        arrival = self.decoder.understand(parking.message_of(row))
        error = self._apply(row, arrival) if arrival.event else arrival.reason
        if error:
            final = arrival.event is None or row.attempts >= len(SCHEDULE)
            self._note(row, DEAD if final else RETRY, error)

    def _claim(self, parked_id: int) -> Any:
        """Take the event and count the attempt, committed before it is tried, as it may kill the process."""
        with self.database.write() as session:
            inbox.lock(session, self.consumer)
            row = session.execute(select(parked).where(parked.c.id == parked_id, parked.c.state == RETRY)).first()
            if row is None:
                return None
            first = parking.first_of_subject(session, row)
            if row.holds and first.id != row.id:
                values: dict[str, Any] = {"state": HELD, "next_at": None}
            elif row.attempts > len(SCHEDULE):
                values = {"state": DEAD, "next_at": None, "error": "the process died while trying it again"}
            else:
                pause = SCHEDULE[min(row.attempts, len(SCHEDULE) - 1)]
                values = {"attempts": row.attempts + 1, "next_at": clock.now() + pause}
            session.execute(update(parked).where(parked.c.id == parked_id).values(values))
            return row if "attempts" in values else None

    def _apply(self, row: Any, arrival: Arrival) -> str:
        """Effect, inbox and the way free for the next of its subject, in one commit; or what went wrong."""
        session = cast(HandlerSession, self.database.session(write=True, kind=HandlerSession))
        try:
            inbox.lock(session, self.consumer)
            handle(session, arrival)
            session.flush()
            inbox.record(session.connection(), self.consumer, [arrival.message], clock.now())
            session.execute(delete(parked).where(parked.c.id == row.id))
            parking.release(session, row)
            crash.point("consumer.retried")
            session.finish()
        except (Exception, SystemExit) as error:
            if database_errors.is_down(error):
                raise
            log.warning("%s %s failed again: %s", row.type, row.event_id, error)
            return parking.describe(error)
        finally:
            session.leave()
        return ""

    def _note(self, row: Any, state: str, error: str) -> None:
        """What came of the attempt, unless a person discarded the event or let it be tried anew meanwhile."""
        claimed = (parked.c.id == row.id, parked.c.state == RETRY, parked.c.attempts == row.attempts + 1)
        values = {"state": state, "error": parking.shorten(error), "last_at": clock.now()}
        with self.database.write() as session:
            session.execute(update(parked).where(*claimed).values(values))
