"""One transaction over a batch of events: effects, the note that they were applied, and what has to be parked."""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from chassis import clock, trace
from chassis.events import inbox, parking
from chassis.events.bus import Message
from chassis.events.decoding import Arrival
from chassis.events.handling import handling
from chassis.storage import database_errors

log = logging.getLogger(__name__)


class HandlerMisuse(Exception):
    """A handler tried to end the transaction. It belongs to the worker, which commits event and effect at once."""


class HandlerSession(Session):
    """The session handlers get. It can do everything but end the transaction."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> None:
        raise HandlerMisuse("a handler never commits, rolls back or closes: the worker does")

    commit = rollback = close = _refuse

    def finish(self) -> None:
        """Commit."""
        super().commit()

    def leave(self) -> None:
        """Give the connection back; what was not committed is undone."""
        super().close()


class Batch:
    """Applies or parks each arrival once, in order, in the session's transaction, which the caller commits."""

    def __init__(self, session: Session, consumer: str, types: Sequence[str], *, careful: bool) -> None:
        self.session, self.consumer, self.types, self.careful = session, consumer, types, careful
        self.applied: list[Message] = []
        self.parked: list[dict[str, Any]] = []

    def run(self, arrivals: Sequence[Arrival]) -> None:
        """Do everything but commit. Raises what a handler raised, unless `careful`."""
        inbox.lock(self.session, self.consumer)
        known = inbox.known(self.session, self.consumer, [arrival.message for arrival in arrivals])
        for arrival in arrivals:
            if not known.has(arrival.message):
                known.ids.add(arrival.key)
                self._settle(arrival, known)
        self.session.flush()
        connection = self.session.connection()
        inbox.record(connection, self.consumer, self.applied, clock.now())
        parking.park(connection, self.parked)

    def _settle(self, arrival: Arrival, known: inbox.Known) -> None:
        message = arrival.message
        if arrival.event is None:
            self._park(arrival, parking.DEAD, arrival.reason, known)
        elif (message.source, message.subject) in known.blocked:
            self._park(arrival, parking.HELD, "waits behind an earlier event of its subject", known)
        elif error := self._failure(arrival):
            log.warning("%s %s failed: %s", message.type, message.id, error)
            self._park(arrival, parking.RETRY, error, known)
        else:
            self.applied.append(message)

    def _failure(self, arrival: Arrival) -> str:
        if self.careful:
            return attempt(self.session, arrival)
        handle(self.session, arrival)
        return ""

    def _park(self, arrival: Arrival, state: str, reason: str, known: inbox.Known) -> None:
        holds = arrival.message.type in self.types
        self.parked.append(parking.row(self.consumer, arrival.message, state, reason, holds=holds))
        if holds:
            known.blocked.add((arrival.message.source, arrival.message.subject))


def handle(session: Session, arrival: Arrival) -> None:
    """Call the event's handlers within its trace."""
    trace.follow(arrival.message.traceparent)
    with handling(session, arrival.message):
        for handler in arrival.handlers:
            handler(arrival.event, session)


def attempt(session: Session, arrival: Arrival) -> str:
    """Call the event's handlers within a savepoint; what went wrong, or nothing. Raises if the database is down."""
    savepoint = session.begin_nested()
    try:
        handle(session, arrival)
        session.flush()
        savepoint.commit()
    except (Exception, SystemExit) as error:
        if database_errors.is_down(error):
            raise
        savepoint.rollback()
        log.debug("handler failed", exc_info=error)
        return parking.describe(error)
    return ""
