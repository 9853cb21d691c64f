"""Putting messages into inboxes, and marking them as read."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.storage import ids
from contracts.notify import InboxChanged
from services.notify.activity.actions import take_turn
from services.notify.base import table
from services.notify.inbox.errors import MessageNotFound
from services.notify.inbox.models import Message
from services.notify.rules.kinds import KINDS
from services.notify.rules.models import Addressed, Way

_message = table(Message)
_UNREAD = (
    select(_message.c.account_id, func.count())
    .where(_message.c.account_id.in_(bindparam("accounts", expanding=True)))
    .where(_message.c.read_at.is_(None), _message.c.bundled.is_(False))
    .group_by(_message.c.account_id)
)


def put(session: Session, activity_id: int, addressed: Sequence[Addressed]) -> None:
    """Tell people of one event in the app."""
    rows = [
        {"id": ids.new_id(), "activity_id": activity_id, "account_id": to.account_id, "template": to.template}
        | {"link": to.link, "bundled": to.way is Way.DAILY, "read_at": None}
        for to in addressed
    ]
    if rows:
        session.execute(insert(_message), rows)
        tell_counts(session, [to.account_id for to in addressed if to.way is not Way.DAILY])


def tell_counts(session: Session, accounts: Collection[UUID]) -> Sequence[InboxChanged]:
    """Let who shows the badge know how many are unread now. The caller has its turn, so that none overtakes another."""
    if not accounts:
        return []
    found, now = unread(session, accounts), clock.now()
    told = [InboxChanged(account_id=account, unread=found.get(account, 0), at=now) for account in accounts]
    for changed in told:
        emit(session, changed)
    return told


def unread(session: Session, accounts: Collection[UUID]) -> Mapping[UUID, int]:
    """How many messages that are no part of a bundle are unread, by account; those who have none are left out."""
    return {account: count for account, count in session.execute(_UNREAD, {"accounts": list(accounts)})}


def told_of(session: Session, account_id: UUID) -> set[int]:
    """The activities this person has a message of."""
    return set(session.scalars(select(Message.activity_id).where(Message.account_id == account_id)))


def read_one(session: Session, account_id: UUID, message_id: UUID) -> InboxChanged:
    """Mark a person's own message as read; once read it keeps its time. Raises MessageNotFound."""
    own = select(Message.id).where(Message.id == message_id, Message.account_id == account_id)
    if session.scalar(own) is None:
        raise MessageNotFound
    return _mark(session, account_id, Message.id == message_id)


def read_all(session: Session, account_id: UUID, kind: str | None, through: UUID | None) -> InboxChanged:
    """Mark all as read, or those of one kind, up to and including one, so that what came in meanwhile stays unread."""
    which: list[Any] = [Message.template.in_(KINDS[kind].templates)] if kind else []
    if through is not None:
        own = select(Message.activity_id).where(Message.id == through, Message.account_id == account_id)
        newest = session.scalar(own)
        if newest is None:
            raise MessageNotFound
        which.append(Message.activity_id <= newest)
    return _mark(session, account_id, *which)


def _mark(session: Session, account_id: UUID, *which: Any) -> InboxChanged:
    take_turn(session)
    unread_ones = update(Message).where(Message.account_id == account_id, Message.read_at.is_(None), *which)
    values = {"read_at": clock.now()}
    session.execute(unread_ones.values(values), execution_options={"synchronize_session": False})
    (changed,) = tell_counts(session, [account_id])
    return changed
