"""A person's messages as they read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.http import paging
from services.notify.activity.models import Activity
from services.notify.activity.records import worded_for
from services.notify.inbox.models import LIFE, Message, state_of
from services.notify.recipients.actions import names
from services.notify.rules.kinds import BY_TEMPLATE, KINDS
from services.notify.templates.actions import note

_ROWS: Any = select(
    Message.id,
    Message.template,
    Message.link,
    Message.bundled,
    Message.read_at,
    Activity.at,
    Activity.type,
    Activity.facts,
    Activity.about,
).join(Activity, Activity.id == Message.activity_id)


@dataclass(frozen=True)
class Which:
    """Which messages are wanted: of one kind, and those that are one of many or the others; None for both."""

    kind: str | None = None
    bundled: bool | None = None
    unread: bool = False
    """Only those that nobody has read."""


def shown(
    session: Session, account_id: UUID, locale: str, after: str | None, limit: int, which: Which = Which()
) -> paging.Page:
    """A person's messages, newest first, in the language they read now."""
    own = _ROWS.where(Message.account_id == account_id)
    if which.kind:
        own = own.where(Message.template.in_(KINDS[which.kind].templates))
    if which.bundled is not None:
        own = own.where(Message.bundled.is_(which.bundled))
    if which.unread:
        own = own.where(Message.read_at.is_(None))
    page = paging.page(session, own, Message.activity_id.desc(), after, limit)
    known = names(session, [row.about for row in page.items if row.about])
    return paging.Page([_worded(row, locale, known) for row in page.items], page.next)


def _worded(row: Any, locale: str, known: Mapping[UUID, str]) -> Mapping[str, Any]:
    words = note(row.template, worded_for(row, row.link, locale, known))
    return {
        "id": row.id,
        "at": row.at,
        "kind": BY_TEMPLATE[row.template].key,
        "title": words.title,
        "body": words.body,
        "link": row.link,
        "bundled": row.bundled,
        "read_at": row.read_at,
        "may": [step.action for step in LIFE.open_steps(state_of(row.read_at))],
    }


def newest(session: Session, account_id: UUID) -> UUID | None:
    """The newest of a person's messages, up to which they can be marked as read; None where there is none."""
    own = select(Message.id).where(Message.account_id == account_id)
    return session.scalar(own.order_by(Message.activity_id.desc()).limit(1))


def kinds(session: Session, account_id: UUID) -> Sequence[Mapping[str, Any]]:
    """The kinds of which the person has messages, and how many of each are unread, most first."""
    count = func.count().filter(Message.read_at.is_(None))
    own = select(Message.template, Message.bundled, count).where(Message.account_id == account_id)
    found: dict[str, dict[str, Any]] = {}
    for template, bundled, unread in session.execute(own.group_by(Message.template, Message.bundled)):
        kind = BY_TEMPLATE[template]
        known = found.setdefault(kind.key, {"key": kind.key, "title": kind.title, "bundled": False, "unread": 0})
        known.update(bundled=known["bundled"] or bundled, unread=known["unread"] + unread)
    return sorted(found.values(), key=lambda kind: (-kind["unread"], kind["key"]))
