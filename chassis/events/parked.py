"""What a person does with parked events: look, group by cause, try again, give up. Everything is audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events import inbox
from chassis.events.parking import DEAD, DISCARDED, HELD, RETRY, fingerprint, release
from chassis.http.errors import NotFound, Problem
from chassis.storage import audit
from chassis.storage.engine import ring_once_committed
from chassis.storage.tables import parked


class AlreadyDiscarded(Problem):
    """The event was given up before."""

    status = 409
    code = "already-discarded"
    title = _l("该事件已放弃")
    detail = _l("该事件此前已经放弃，无需再次操作。")


@dataclass(frozen=True)
class Group:
    """Parked events of one type that failed for one reason."""

    type: str
    state: str
    fingerprint: str
    error: str
    """The latest one's."""
    count: int
    first_at: datetime
    last_at: datetime


def listing(state: str | None = None, kind: str | None = None) -> Select[Any]:
    """The ids of parked events, all or of one state or type. Discarded ones only if asked for."""
    wanted = parked.c.state == state if state else parked.c.state != DISCARDED
    return select(parked.c.id).where(wanted, *([parked.c.type == kind] if kind else []))


def rows(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    """The parked events with these ids, oldest first."""
    return session.execute(select(parked).where(parked.c.id.in_(ids)).order_by(parked.c.id)).all()


def groups(session: Session) -> list[Group]:
    """What is parked, by type, state and cause, the largest group first."""
    found: dict[tuple[str, str, str], list[Any]] = {}
    columns = (parked.c.type, parked.c.state, parked.c.error, parked.c.first_at, parked.c.last_at)
    for row in session.execute(select(*columns).where(parked.c.state != DISCARDED).order_by(parked.c.id)):
        found.setdefault((row.type, row.state, fingerprint(row.error)), []).append(row)
    made = [
        Group(*key, alike[-1].error, len(alike), min(r.first_at for r in alike), max(r.last_at for r in alike))
        for key, alike in found.items()
    ]
    return sorted(made, key=lambda group: (-group.count, group.type, group.state))


def show(session: Session, parked_id: int) -> Any:
    """One parked event with its body. Raises NotFound."""
    row = session.execute(select(parked).where(parked.c.id == parked_id)).first()
    if row is None:
        raise NotFound
    return row


def replay(
    session: Session,
    actor: UUID | str,
    *,
    ids: Sequence[int] = (),
    group: tuple[str, str] | None = None,
    subject: str | None = None,
) -> int:
    """Let events be tried again at once, in their order: some ids, a group (type, fingerprint), or a subject's.

    Returns how many. Those that only wait behind another follow by themselves; an event applied meanwhile is not found.
    """
    wanted: list[ColumnElement[bool]] = [parked.c.state.in_((DEAD, RETRY))]
    if ids:
        wanted.append(parked.c.id.in_(ids))
    if group:
        wanted.append(parked.c.type == group[0])
    if subject is not None:
        wanted.append(parked.c.subject == subject)
    # Whoever applies or discards one of them now is waited for, and what is left is read.
    rows = session.execute(select(parked).where(*wanted).order_by(parked.c.id).with_for_update()).all()
    chosen = [row for row in rows if group is None or fingerprint(row.error) == group[1]]
    for row in chosen:
        change = update(parked).where(parked.c.id == row.id)
        session.execute(change.values(state=RETRY, attempts=0, next_at=clock.now()))
        audit.record(session, actor, "event.replayed", row.event_id, type=row.type, error=row.error)
    ring_once_committed(session)
    return len(chosen)


def discard(session: Session, parked_id: int, actor: UUID | str, reason: str) -> None:
    """Give an event up; it stays on record. Lazy events of its subject go on. Raises NotFound, AlreadyDiscarded."""
    # Whoever applies events now may be about to put one behind this.
    inbox.lock(session, show(session, parked_id).consumer)
    row = show(session, parked_id)
    if row.state == DISCARDED:
        raise AlreadyDiscarded
    change = update(parked).where(parked.c.id == parked_id)
    session.execute(change.values(state=DISCARDED, holds=False, next_at=None, last_at=clock.now()))
    audit.record(session, actor, "event.discarded", row.event_id, type=row.type, error=row.error, reason=reason)
    release(session, row)


def counts(session: Session) -> dict[str, int]:
    """How many events are parked, by state; discarded ones aside."""
    states = select(parked.c.state, func.count()).where(parked.c.state != DISCARDED).group_by(parked.c.state)
    return {RETRY: 0, HELD: 0, DEAD: 0} | {state: number for state, number in session.execute(states)}
