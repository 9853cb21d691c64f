"""Putting deliveries in the queue, releasing and listing them. Sending is `sending.py`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chassis import audit, clock, ids, paging
from services.notify.deliveries.errors import DeliveryNotFound, NotRepeatable
from services.notify.deliveries.models import REPEATABLE, Delivery, State
from services.notify.deliveries.schedule import WAIT
from services.notify.recipients.actions import names
from services.notify.recipients.models import Contact

EMAIL = "email"


def queue_email(session: Session, activity_id: int, account_id: UUID, template: str, link: str) -> None:
    """Let an e-mail go out after the commit. Where the address is not known yet, it waits for it."""
    now = clock.now()
    row = Delivery(
        id=ids.new_id(),
        activity_id=activity_id,
        account_id=account_id,
        channel=EMAIL,
        template=template,
        link=link,
        claims=0,
        reason="",
        created_at=now,
    )
    _queue(session, row, now)
    session.add(row)


def _queue(session: Session, row: Delivery, now: datetime) -> None:
    known = session.scalar(select(Contact.email).where(Contact.account_id == row.account_id))
    row.state, row.next_at = (State.QUEUED, now) if known else (State.NO_ADDRESS, now + WAIT)
    row.attempts = row.doubts = 0
    row.queued_at = row.updated_at = now


def release(session: Session, account_id: UUID) -> None:
    """Queue what waited for this account's address."""
    now = clock.now()
    waiting = update(Delivery).where(Delivery.account_id == account_id, Delivery.state == State.NO_ADDRESS)
    waiting = waiting.where(Delivery.next_at > now)
    session.execute(waiting.values(state=State.QUEUED, next_at=now, updated_at=now))


def send_again(session: Session, actor: UUID, delivery_id: UUID) -> Delivery:
    """Queue a delivery that was given up, on the word of an organizer. Raises DeliveryNotFound, NotRepeatable."""
    row = session.scalar(select(Delivery).where(Delivery.id == delivery_id).with_for_update())
    if row is None:
        raise DeliveryNotFound
    if row.state not in REPEATABLE or row.next_at is not None:
        raise NotRepeatable
    audit.record(session, actor, "delivery.send-again", row.id, state=row.state, reason=row.reason)
    _queue(session, row, clock.now())
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
