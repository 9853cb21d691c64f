"""What a consumer already has: applied events (inbox), parked events, and the position of each subscription."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Dialect,
    bindparam,
    delete,
    literal,
    null,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from chassis.events.bus import Message
from chassis.storage.tables import Serial, inbox, parked, subscription


def _among(column: ColumnElement[Any], name: str, one: bool) -> ColumnElement[bool]:
    return column == bindparam(name) if one else column.in_(bindparam(name, expanding=True))


def _known(one: bool) -> CompoundSelect[Any]:
    """What is known about some messages or, quicker, about one."""
    here: BindParameter[str] = bindparam("consumer")
    nothing = literal(0, Serial)
    return union_all(
        select(literal("position"), subscription.c.source, null(), subscription.c.position).where(
            subscription.c.consumer == here, _among(subscription.c.source, "sources", one)
        ),
        *(
            select(literal("known"), table.c.source, table.c.event_id, nothing).where(
                table.c.consumer == here,
                _among(table.c.source, "sources", one),
                _among(table.c.event_id, "ids", one),
            )
            for table in (inbox, parked)
        ),
        select(literal("blocked"), parked.c.source, parked.c.subject, nothing).where(
            parked.c.consumer == here,
            _among(parked.c.source, "sources", one),
            _among(parked.c.subject, "subjects", one),
            parked.c.holds,
        ),
    )


_RECORD = (
    "INSERT INTO inbox (consumer, source, event_id, sequence, applied_at)"
    " VALUES ({mark}, {mark}, {mark}, {mark}, {mark})"
)
_KNOWN, _KNOWN_ONE = _known(False), _known(True)


@dataclass
class Known:
    """What is known about a batch of messages, read in the transaction that is about to apply them."""

    positions: dict[str, int] = field(default_factory=dict)
    ids: set[tuple[str, str]] = field(default_factory=set)
    blocked: set[tuple[str, str]] = field(default_factory=set)
    """(source, subject) that has parked events: later ones wait behind them."""

    def has(self, message: Message) -> bool:
        """Whether the message was applied or parked before."""
        if (message.source, message.id) in self.ids:
            return True
        return message.sequence is not None and message.sequence <= self.positions.get(message.source, 0)


def known(session: Session, consumer: str, messages: Collection[Message]) -> Known:
    """Look a batch up, in one statement."""
    found = Known()
    values: dict[str, Any] = {
        "sources": {message.source for message in messages},
        "ids": [message.id for message in messages],
        "subjects": {message.subject for message in messages},
    }
    if one := len(messages) == 1:
        values = {name: next(iter(given)) for name, given in values.items()}
    statement = _KNOWN_ONE if one else _KNOWN
    for kind, source, name, number in session.execute(statement, {"consumer": consumer, **values}):
        if kind == "position":
            found.positions[source] = number
        elif kind == "known":
            found.ids.add((source, name))
        else:
            found.blocked.add((source, name))
    return found


def record(connection: Connection, consumer: str, messages: Sequence[Message], at: datetime) -> None:
    """Remember that the effect of these messages is in this transaction.

    Goes to the driver as it is: to adapt every value of every row would cost more than all else about an event.
    """
    if messages:
        when = _stored(at, connection.dialect)
        rows = [(consumer, message.source, message.id, message.sequence, when) for message in messages]
        connection.exec_driver_sql(_RECORD.format(mark="?" if connection.dialect.name == "sqlite" else "%s"), rows)


def _stored(at: datetime, dialect: Dialect) -> Any:
    """The time as the driver takes it."""
    adapt = inbox.c.applied_at.type.dialect_impl(dialect).bind_processor(dialect)
    return adapt(at) if adapt else at


def lock(session: Session, consumer: str) -> None:
    """Let one process at a time apply events as this consumer, until the transaction ends. SQLite does so by itself."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:consumer, 1))"), {"consumer": consumer})


def prune(session: Session, consumer: str, source: str, position: int, most: int) -> bool:
    """Forget about `most` applied events at or below the position, which vouches for them; True if more may be left."""
    mine = (inbox.c.consumer == consumer, inbox.c.source == source, inbox.c.sequence <= position)
    last = session.scalar(select(inbox.c.sequence).where(*mine).order_by(inbox.c.sequence).offset(most - 1).limit(1))
    session.execute(delete(inbox).where(*mine, *([inbox.c.sequence <= last] if last is not None else [])))
    return last is not None
