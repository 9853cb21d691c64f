"""Putting messages into inboxes, reading and counting them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http import paging
from chassis.storage import ids
from services.notify.activity.occasions import worded_for
from services.notify.base import table
from services.notify.inbox.errors import MessageNotFound
from services.notify.inbox.models import Message
from services.notify.recipients.actions import names
from services.notify.templates.actions import note
from services.notify.templates.models import Addressed

_UNREAD = (
    select(func.count())
    .select_from(table(Message))
    .where(Message.account_id == bindparam("account"), Message.read_at.is_(None))
)


def put(session: Session, activity_id: int, addressed: Sequence[Addressed]) -> None:
    """Tell people of one event in the app."""
    rows = [
        {"id": ids.new_id(), "activity_id": activity_id, "account_id": to.account_id, "template": to.template}
        | {"link": to.link, "read_at": None}
        for to in addressed
    ]
    if rows:
        session.execute(insert(table(Message)), rows)


def told_of(session: Session, account_id: UUID) -> set[int]:
    """The activities this person has a message of."""
    return set(session.scalars(select(Message.activity_id).where(Message.account_id == account_id)))


def shown(session: Session, account_id: UUID, locale: str, after: str | None, limit: int) -> paging.Page:
    """A person's messages, newest first, in the language they read now."""
    own = select(Message).where(Message.account_id == account_id)
    page = paging.page(session, own, Message.activity_id.desc(), after, limit)
    known = names(session, [row.activity.about for row in page.items if row.activity.about])
    return paging.Page([_worded(row, locale, known) for row in page.items], page.next)


def _worded(row: Message, locale: str, known: Mapping[UUID, str]) -> Mapping[str, Any]:
    words = note(row.template, worded_for(row.activity, row.link, locale, known))
    return {
        "id": row.id,
        "at": row.activity.at,
        "title": words.title,
        "body": words.body,
        "link": row.link,
        "read_at": row.read_at,
    }


def unread(session: Session, account_id: UUID) -> int:
    """How many messages are unread, counted."""
    return session.scalar(_UNREAD, {"account": account_id}) or 0


def read_one(session: Session, account_id: UUID, message_id: UUID) -> None:
    """Mark a person's own message as read; once read it keeps its time. Raises MessageNotFound."""
    own = select(Message.id).where(Message.id == message_id, Message.account_id == account_id)
    if session.scalar(own) is None:
        raise MessageNotFound
    _mark(session, account_id, Message.id == message_id)


def read_all(session: Session, account_id: UUID, through: UUID | None) -> None:
    """Mark all as read, or those up to and including one, so that what came in meanwhile stays unread."""
    if through is None:
        _mark(session, account_id)
        return
    own = select(Message.activity_id).where(Message.id == through, Message.account_id == account_id)
    newest = session.scalar(own)
    if newest is None:
        raise MessageNotFound
    _mark(session, account_id, Message.activity_id <= newest)


def _mark(session: Session, account_id: UUID, *which: Any) -> None:
    unread_ones = update(Message).where(Message.account_id == account_id, Message.read_at.is_(None), *which)
    session.execute(unread_ones.values(read_at=clock.now()), execution_options={"synchronize_session": False})
