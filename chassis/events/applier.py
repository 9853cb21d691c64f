"""Applies deliveries and commits: each event's effect exactly once, or the event parked, never neither.

A batch is first tried as a whole, without a savepoint per event. Where a handler fails it is done again with
savepoints, so that one event's failure leaves its neighbours alone.
"""

import time
from collections.abc import Sequence
from typing import cast

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from chassis import crash
from chassis.events import attempts, inbox
from chassis.events.batch import Batch, HandlerSession
from chassis.events.bus import Delivery
from chassis.events.decoding import Arrival, Decoder
from chassis.part import Part
from chassis.storage import database_errors
from chassis.storage.engine import Database
from contracts.events import Event

PAUSES = (0.02, 0.1, 0.3)
"""Seconds before a batch that met a passing conflict is done again in place."""


class Applier:
    """Applies deliveries for one consumer. Used by one thread."""

    def __init__(self, part: Part, database: Database) -> None:
        self.consumer = part.name
        self.database = database
        self.decoder = Decoder(part)
        self.applied = 0
        """Events applied since the start."""
        self.parked = 0
        """Events parked since the start."""

    def apply(self, deliveries: Sequence[Delivery], *, suspect: bool = False) -> None:
        """Apply or park each of them, once, in order, and commit. After that they may be acknowledged.

        `suspect`: one of them may have killed a process before; each then goes alone and its attempts are counted.
        Raises whatever kept it from committing: nothing may be acknowledged then.
        """
        arrivals = [self.decoder.arrival(delivery) for delivery in deliveries]
        if not suspect:
            self._apply(arrivals)
            return
        for arrival in self._unknown(arrivals):
            self._apply_suspect(arrival)

    def _unknown(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        messages = [arrival.message for arrival in arrivals]
        with self.database.read() as session:
            known = inbox.known(session, self.consumer, messages)
        return [arrival for arrival in arrivals if not known.has(arrival.message)]

    def _apply_suspect(self, arrival: Arrival) -> None:
        event_id = arrival.message.id
        if attempts.begin(self.database, self.consumer, event_id) > attempts.MOST:
            arrival = Arrival(arrival.message, reason=f"the process died {attempts.MOST} times while handling it")
        try:
            self._apply([arrival], suspect=True)
        except Exception:
            # This process lives, so the event is not what kills it.
            with self.database.write() as session:
                attempts.clear(session, self.consumer, event_id)
            raise

    def _apply(self, arrivals: Sequence[Arrival], *, suspect: bool = False) -> None:
        for pause in PAUSES:
            try:
                self._commit(arrivals, careful=False, suspect=suspect)
            except (Exception, SystemExit) as error:
                if database_errors.is_down(error):
                    raise
                if not database_errors.is_conflict(error):
                    break
                time.sleep(pause)
            else:
                return
        self._apply_carefully(arrivals, suspect=suspect)

    def _apply_carefully(self, arrivals: Sequence[Arrival], *, suspect: bool) -> None:
        """With savepoints; where the commit itself is refused for what is in it, each event by itself."""
        try:
            self._commit(arrivals, careful=True, suspect=suspect)
        except DBAPIError as error:
            if database_errors.is_down(error) or database_errors.is_conflict(error):
                raise
            if len(arrivals) == 1:
                arrivals = [_failing(arrivals[0], error)]
                self._commit(arrivals, careful=True, suspect=suspect)
                return
            for arrival in arrivals:
                self._apply([arrival], suspect=suspect)

    def _commit(self, arrivals: Sequence[Arrival], *, careful: bool, suspect: bool) -> None:
        session = cast(HandlerSession, self.database.session(write=True, kind=HandlerSession))
        try:
            batch = Batch(session, self.consumer, self.decoder.types, careful=careful)
            batch.run(arrivals)
            if suspect:
                attempts.clear(session, self.consumer, arrivals[0].message.id)
            crash.point("consumer.handled")
            session.finish()
            crash.point("consumer.committed")
            self.applied += len(batch.applied)
            self.parked += len(batch.parked)
        finally:
            session.leave()


def _failing(arrival: Arrival, error: Exception) -> Arrival:
    """The arrival, with a handler that fails as its commit did."""

    def fail(_event: Event, _session: Session) -> None:
        raise error

    return Arrival(arrival.message, arrival.event, (fail,))
