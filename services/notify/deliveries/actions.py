"""Putting deliveries in the queue, releasing and listing them. Sending is `sending.py`."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http import paging
from chassis.storage import audit, ids
from chassis.storage.tables import UTCDateTime
from services.notify.base import table
from services.notify.deliveries.errors import DeliveryNotFound, NotRepeatable
from services.notify.deliveries.models import REPEATABLE, Delivery, State
from services.notify.deliveries.schedule import STALE, WAIT
from services.notify.recipients.actions import names, standing
from services.notify.templates.models import Addressed

EMAIL = "email"

_UNTRIED = {"attempts": 0, "refusals": 0, "doubts": 0}

_delivery, _now = table(Delivery), bindparam("now", type_=UTCDateTime)
_RELEASE = (
    update(_delivery)
    .where(_delivery.c.account_id == bindparam("account"), _delivery.c.state == State.NO_ADDRESS)
    .where(_delivery.c.next_at > _now)
    .values(state=State.QUEUED, next_at=_now, updated_at=_now)
)


def queue_emails(
    session: Session, activity_id: int, addressed: Sequence[Addressed], *, reachable: Set[UUID], happened: datetime
) -> None:
    """Let e-mails go out after the commit. Whoever is not `reachable` has theirs wait until an address is known.

    What happened too long ago is told in the app only: reading a source's events from the beginning, say after
    notify's database was lost, must not send months of mail again.
    """
    now = clock.now()
    rows = [
        {
            "id": ids.new_id(),
            "activity_id": activity_id,
            "account_id": to.account_id,
            "channel": EMAIL,
            "template": to.template,
            "link": to.link,
            "claims": 0,
            "reason": "",
            "created_at": now,
        }
        | (_stale(now) if happened < now - STALE else _queued(to.account_id in reachable, now))
        for to in addressed
    ]
    if rows:
        session.execute(insert(_delivery), rows)


def _queued(known: bool, now: datetime) -> dict[str, Any]:
    """The values of a delivery at the start of its way."""
    state, due = (State.QUEUED, now) if known else (State.NO_ADDRESS, now + WAIT)
    return {"state": state, "next_at": due, "queued_at": now, "updated_at": now} | _UNTRIED


def _stale(now: datetime) -> dict[str, Any]:
    words = "it happened too long ago to be told by e-mail"
    return _queued(False, now) | {"state": State.EXPIRED, "next_at": None, "reason": words}


def release(session: Session, account_id: UUID) -> None:
    """Queue what waited for this account's address."""
    now = clock.now()
    session.execute(_RELEASE, {"account": account_id, "now": now})


def send_again(session: Session, actor: UUID, delivery_id: UUID) -> Delivery:
    """Queue a delivery that was given up, on the word of an organizer. Raises DeliveryNotFound, NotRepeatable."""
    row = session.scalar(select(Delivery).where(Delivery.id == delivery_id).with_for_update())
    if row is None:
        raise DeliveryNotFound
    if row.state not in REPEATABLE or row.next_at is not None:
        raise NotRepeatable
    audit.record(session, actor, "delivery.send-again", row.id, state=row.state, reason=row.reason)
    known = standing(session, [row.account_id]).reachable
    for name, value in _queued(row.account_id in known, clock.now()).items():
        setattr(row, name, value)
    session.flush()
    return row


def shown(session: Session, state: str | None, after: str | None, limit: int) -> paging.Page:
    """Deliveries, newest first, of one state or all."""
    wanted = select(Delivery)
    if state is not None:
        wanted = wanted.where(Delivery.state == state)
    page = paging.page(session, wanted, Delivery.id.desc(), after, limit)
    known = names(session, [row.account_id for row in page.items])
    return paging.Page([_as_shown(row, known) for row in page.items], page.next)


def as_shown(session: Session, row: Delivery) -> Mapping[str, Any]:
    """A delivery as organizers see it: the person by name, never the address."""
    return _as_shown(row, names(session, [row.account_id]))


def _as_shown(row: Delivery, known: Mapping[UUID, str]) -> Mapping[str, Any]:
    due: datetime | None = row.next_at if row.state in {State.QUEUED, State.RETRY, State.UNKNOWN} else None
    return {
        "id": row.id,
        "to": known.get(row.account_id, ""),
        "channel": row.channel,
        "template": row.template,
        "state": row.state,
        "attempts": row.attempts,
        "next_at": due,
        "reason": row.reason,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }
