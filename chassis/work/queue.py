"""Asking for long work, looking how far it is, stopping it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.errors import NotFound
from chassis.storage import ids
from chassis.storage.tables import work as table
from chassis.work.life import LIFE, OPEN, STOPPED, WAITING

KEPT = timedelta(days=7)
"""How long what became of it can be looked at."""


@dataclass(frozen=True)
class Work:
    """A piece of long work as it is now."""

    id: UUID
    kind: str
    state: str
    done: int
    """Steps that are done, of `total`; both 0 while nobody knows."""
    total: int
    stopping: bool
    """Whether it was asked to stop and has not come to its next step."""
    result: Mapping[str, Any]
    """What came of it; where it failed, `problem` with the code, which the page words."""
    asked_by: UUID
    asked_at: datetime
    ended_at: datetime | None

    @property
    def may(self) -> list[str]:
        """What the person who asked for it can do now."""
        return ["stop"] if self.state in OPEN and not self.stopping else []


def ask(session: Session, kind: str, facts: Mapping[str, Any], *, asked_by: UUID, key: str) -> Work:
    """Ask for work of a kind. The same person and key give the same work, however often it is asked for."""
    same = select(table).where(table.c.asked_by == asked_by, table.c.key == key)
    found = session.execute(same).one_or_none()
    if found is None:
        session.execute(
            insert(table).values(
                id=ids.new_id(),
                kind=kind,
                facts=msgspec.json.encode(facts).decode(),
                state=LIFE.first,
                done=0,
                total=0,
                stopping=False,
                attempts=0,
                result="{}",
                asked_by=asked_by,
                key=key,
                asked_at=clock.now(),
            )
        )
        found = session.execute(same).one()
    return as_work(found)


def find(session: Session, work_id: UUID, asked_by: UUID) -> Work:
    """The work that this person asked for. To others it does not exist: NotFound."""
    found = session.execute(select(table).where(table.c.id == work_id, table.c.asked_by == asked_by)).one_or_none()
    if found is None:
        raise NotFound
    return as_work(found)


def stop(session: Session, work_id: UUID, asked_by: UUID) -> Work:
    """Stop it: at once while it waits, at its next step while it runs. Raises NotFound, Impossible once it ended."""
    own = (table.c.id == work_id, table.c.asked_by == asked_by)
    found = session.execute(select(table.c.state).where(*own).with_for_update()).scalar_one_or_none()
    if found is None:
        raise NotFound
    LIFE.step(found, "stop")
    waits = {"state": STOPPED, "ended_at": clock.now()} if found == WAITING else {"stopping": True}
    session.execute(update(table).where(*own).values(**waits))
    return find(session, work_id, asked_by)


def forget_old(session: Session) -> None:
    """Let go of what ended long ago."""
    session.execute(delete(table).where(table.c.ended_at < clock.now() - KEPT))


def as_work(row: Row[Any]) -> Work:
    """A row as what it tells."""
    return Work(
        id=row.id,
        kind=row.kind,
        state=row.state,
        done=row.done,
        total=row.total,
        stopping=row.stopping,
        result=msgspec.json.decode(row.result),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
    )
