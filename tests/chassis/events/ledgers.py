"""Deliveries and looks into the ledger, shared by the tests of the consuming side."""

from itertools import count

import msgspec
from sqlalchemy import Table, select

from chassis import clock
from chassis.events.applier import Applier
from chassis.events.bus import Delivery, Message
from chassis.storage import ids, tables
from chassis.storage.engine import Database
from tests import patience
from tests.faults import toy

until = patience.until
_tags = count(1)


def message(walker: str, number: int, mode: str = "", **given: object) -> Message:
    """A step as the bus would bring it."""
    body = msgspec.json.encode(toy.StepTaken(walker=walker, number=number, mode=mode))
    fields = {
        "id": str(ids.new_id()),
        "source": "toy",
        "type": toy.StepTaken.TYPE,
        "subject": walker,
        "time": clock.now(),
        "body": body,
        "sequence": number,
    }
    return Message(**{**fields, **given})  # type: ignore[arg-type]  # a test may give anything


def delivery(walker: str, number: int, mode: str = "", **given: object) -> Delivery:
    """A delivery of a step."""
    return Delivery(next(_tags), message(walker, number, mode, **given))


def again(first: Delivery) -> Delivery:
    """The same message, delivered once more."""
    return Delivery(next(_tags), first.message, redelivered=True)


def applier(database: Database) -> Applier:
    """As a freshly started process has it."""
    return Applier(toy.LEDGER, database)


def steps(database: Database) -> list[tuple[str, int]]:
    """What the ledger holds, in order."""
    with database.read() as session:
        rows = session.execute(select(toy.applied.c.subject, toy.applied.c.number).order_by(toy.applied.c.id))
        return [(row.subject, row.number) for row in rows]


def parked(database: Database) -> list[tuple[str, int | None, str]]:
    """(subject, sequence, state) of every parked event."""
    table = tables.parked.c
    with database.read() as session:
        rows = session.execute(select(table.subject, table.sequence, table.state).order_by(table.id))
        return [(row.subject, row.sequence, row.state) for row in rows]


def parked_rows(database: Database) -> list:
    """Every parked event, whole."""
    with database.read() as session:
        return list(session.execute(select(tables.parked).order_by(tables.parked.c.id)))


def rows_in(database: Database, table: Table) -> int:
    """How many rows a table holds."""
    with database.read() as session:
        return len(session.execute(select(table)).all())
