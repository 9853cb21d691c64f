"""Putting deliveries in the queue, releasing them, and what organizers do with those that did not arrive."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage import audit, ids
from chassis.storage.tables import UTCDateTime
from services.notify.base import table
from services.notify.deliveries.errors import DeliveryNotFound, NotOpen, NotRepeatable
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.schedule import QUIET, STALE, WAIT
from services.notify.deliveries.states import LIFE, UNDELIVERED, State
from services.notify.rules.models import Addressed

TOO_OLD = "it happened too long ago to be told this way"
_UNTRIED = {"attempts": 0, "refusals": 0, "doubts": 0}

_delivery, _now = table(Delivery), bindparam("now", type_=UTCDateTime)
_RELEASE = (
    update(_delivery)
    .where(_delivery.c.account_id == bindparam("account"), _delivery.c.state == State.NO_ADDRESS)
    .where(_delivery.c.next_at > _now)
    .values(state=LIFE.step(State.NO_ADDRESS, "release").after, next_at=_now, updated_at=_now)
)


def queue(
    session: Session,
    activity_id: int | None,
    addressed: Sequence[Addressed],
    *,
    reachable: Mapping[UUID, str],
    happened: datetime,
    facts: bytes | None = None,
    matter: str = "",
) -> None:
    """Let news go out after the commit, to each by the channel in `reachable`. Others' wait until theirs is known.

    What happened too long ago is told in the app only: reading a source's events from the beginning, say after
    notify's database was lost, must not send months of mail again. Letters about one matter overtake each other.
    """
    now = clock.now()
    quiet = _overtake(session, matter, [to.account_id for to in addressed], now) if matter else {}
    rows = [
        {
            "id": ids.new_id(),
            "activity_id": activity_id,
            "account_id": to.account_id,
            "channel": reachable.get(to.account_id, ""),
            "template": to.template,
            "facts": facts,
            "link": to.link,
            "matter": matter,
            "claims": 0,
            "reason": "",
            "created_at": now,
        }
        | (
            _stale(now)
            if happened < now - STALE
            else _queued(to.account_id in reachable, now, quiet.get(to.account_id))
        )
        for to in addressed
    ]
    if rows:
        session.execute(insert(_delivery), rows)


def _overtake(session: Session, matter: str, accounts: Sequence[UUID], now: datetime) -> dict[UUID, datetime]:
    """Take back what has not left about this matter; until when to leave each be who had a letter just now."""
    own = (Delivery.account_id.in_(accounts), Delivery.matter == matter)
    recent = or_(Delivery.next_at.is_not(None), Delivery.updated_at > now - QUIET)
    quiet: dict[UUID, datetime] = {}
    for row in session.scalars(select(Delivery).where(*own, recent).order_by(Delivery.id).with_for_update()):
        if LIFE.allows(row.state, "overtake"):
            LIFE.move(row, "overtake")
            row.next_at, row.updated_at = None, now
        elif row.state in {State.SENDING, State.SENT}:
            quiet[row.account_id] = max(quiet.get(row.account_id, now), row.updated_at + QUIET)
    session.flush()
    return quiet


def _queued(known: bool, now: datetime, quiet: datetime | None = None) -> dict[str, Any]:
    """The values of a delivery at the start of its way."""
    state = LIFE.first if known else LIFE.step(LIFE.first, "wait-address").after
    due = (quiet or now) if known else now + WAIT
    return {"state": state, "next_at": due, "queued_at": now, "updated_at": now} | _UNTRIED


def _stale(now: datetime) -> dict[str, Any]:
    return _queued(True, now) | {"state": LIFE.step(LIFE.first, "expire").after, "next_at": None, "reason": TOO_OLD}


def release(session: Session, account_id: UUID) -> None:
    """Queue what waited for this account's address or number."""
    session.execute(_RELEASE, {"account": account_id, "now": clock.now()})


def send_again(session: Session, actor: UUID, delivery_id: UUID) -> Delivery:
    """Queue a delivery that was given up, on the word of an organizer. Raises DeliveryNotFound, NotRepeatable."""
    row = _locked(session, delivery_id)
    if not LIFE.allows(row.state, "send-again"):
        raise NotRepeatable
    audit.record(session, actor, "delivery.send-again", row.id, state=row.state, reason=row.reason)
    LIFE.move(row, "send-again")
    row.queued_at = row.next_at = row.updated_at = clock.now()
    row.attempts = row.refusals = row.doubts = 0
    session.flush()
    return row


def deal_with(session: Session, actor: UUID, delivery_id: UUID) -> Delivery:
    """Note that an organizer saw to it in another way. Raises DeliveryNotFound, NotOpen."""
    row = _locked(session, delivery_id)
    if not LIFE.allows(row.state, "deal-with"):
        raise NotOpen
    audit.record(session, actor, "delivery.deal-with", row.id, state=row.state, reason=row.reason)
    LIFE.move(row, "deal-with")
    row.updated_at = clock.now()
    session.flush()
    return row


def deal_with_all(session: Session, actor: UUID, through: UUID) -> int:
    """The same for all that raise the alarm, up to the newest that was seen; returns how many there were."""
    seen = (Delivery.state.in_(UNDELIVERED), Delivery.id <= through)
    after = {LIFE.step(state, "deal-with").after for state in UNDELIVERED}.pop()
    found = session.scalars(select(Delivery.id).where(*seen).order_by(Delivery.id).with_for_update()).all()
    if found:
        values = {"state": after, "updated_at": clock.now()}
        session.execute(update(_delivery).where(_delivery.c.id.in_(found)).values(values))
        audit.record(session, actor, "delivery.deal-with", through, deliveries=len(found))
    return len(found)


def _locked(session: Session, delivery_id: UUID) -> Delivery:
    row = session.scalar(select(Delivery).where(Delivery.id == delivery_id).with_for_update())
    if row is None:
        raise DeliveryNotFound
    return row
