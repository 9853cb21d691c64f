"""Two small parts around a ledger: `toy` takes steps and tells, `ledger` writes down what it was told.

The oracle compares them: nothing lost, nothing twice, nothing stuck, and every subject's steps in their order.
"""

import os
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import Column, Integer, String, Table, Text, func, insert, select
from sqlalchemy.orm import Session

from chassis.config import Settings
from chassis.events.handling import message
from chassis.events.outbox import emit
from chassis.part import Part
from chassis.storage import tables
from chassis.storage.engine import Database, new_metadata
from contracts.events import Event, event
from tests.fresh_tables import create_tables

metadata = new_metadata()
applied = Table(
    "applied",
    metadata,
    Column("id", tables.Serial, primary_key=True, autoincrement=True),
    Column("event_id", String(36), nullable=False),
    Column("subject", Text, nullable=False),
    Column("number", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""Nothing here is unique: what is applied twice shows."""


@event("toy.step.taken.v1", about="walker")
class StepTaken(Event):
    """Somebody took a step."""

    walker: str
    number: int
    mode: str = ""
    """What the handler does: nothing special, `fail`, `die`, `leak` or `exit`."""


@event("toy.walk.ended.v1", about="walker")
class WalkEnded(Event):
    """Nobody listens to this."""

    walker: str


class Failing(Exception):
    """The handler was told to fail."""


HEALED = "EGRET_TOY_HEALED"
"""Environment variable: set, the handler does what it is told without failing."""


_NOTE = insert(applied)


def write_down(event: StepTaken, session: Session) -> None:
    """Note the step, or fail in the way it says, after the note."""
    row = {"event_id": message(session).id, "subject": event.walker, "number": event.number}
    session.execute(_NOTE, row)
    if event.mode and not os.environ.get(HEALED):
        _misbehave(event.mode, session)


def _misbehave(mode: str, session: Session) -> None:
    if mode == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if mode == "leak":
        session.commit()
    if mode == "exit":
        raise SystemExit(1)
    raise Failing(f"told to {mode}")


def wire(_app: Flask, _settings: Settings) -> None:
    """Neither part has pages."""


HERE = Path(__file__).parent
TOY = Part(name="toy", folder=HERE, settings=Settings, wire=wire)
LEDGER = Part(name="ledger", folder=HERE, settings=Settings, wire=wire, handlers={StepTaken: (write_down,)})


def create(database: Database) -> Database:
    """Make every table there is."""
    return create_tables(database, tables.metadata, metadata)


def step(database: Database, walker: str, number: int, mode: str = "") -> None:
    """Take one step: one transaction, one event."""
    with database.write() as session:
        emit(session, StepTaken(walker=walker, number=number, mode=mode))


def told(session: Session, walker: str) -> int:
    """How many steps of this walker were told."""
    mine = (tables.outbox.c.type == StepTaken.TYPE, tables.outbox.c.subject == walker)
    return session.scalar(select(func.count()).select_from(tables.outbox).where(*mine)) or 0


@dataclass(frozen=True)
class Verdict:
    """What the ledgers say."""

    lost: list[str]
    twice: list[str]
    stuck: list[str]
    disordered: list[str]

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.twice or self.stuck or self.disordered)


def judge(producer: Database, consumer: Database) -> Verdict:
    """Compare what was told with what was applied. Parked events count as stuck."""
    told_rows = select(tables.outbox.c.event_id).where(tables.outbox.c.type == StepTaken.TYPE)
    with producer.read() as session:
        told = list(session.scalars(told_rows.order_by(tables.outbox.c.id)))
    with consumer.read() as session:
        rows = session.execute(select(applied).order_by(applied.c.id)).all()
        parked = list(session.scalars(select(tables.parked.c.event_id)))
    counts = Counter(row.event_id for row in rows)
    last: dict[str, int] = {}
    disordered = []
    for row in rows:
        if row.number <= last.get(row.subject, -1):
            disordered.append(f"{row.subject}#{row.number}")
        last[row.subject] = row.number
    return Verdict(
        lost=[event_id for event_id in told if event_id not in counts and event_id not in set(parked)],
        twice=[event_id for event_id, count in counts.items() if count > 1],
        stuck=parked,
        disordered=disordered,
    )
