"""Reading the feed: pages of it, newest first, and what is newer than a point, oldest first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis.http import paging
from services.notify.activity.models import Activity
from services.notify.activity.occasions import worded_for
from services.notify.activity.scopes import within
from services.notify.recipients.actions import names
from services.notify.templates.actions import activity_line


@dataclass(frozen=True)
class Page(paging.Page):
    """Lines of the feed. `latest` is the id from which a live stream goes on without a gap."""

    latest: int


def _shown(scopes: Collection[str]) -> Select[Activity]:
    return select(Activity).where(Activity.template != "", within(scopes))


def latest(session: Session) -> int:
    """The id of what was recorded last; 0 where nothing was."""
    return session.scalar(select(func.max(Activity.id))) or 0


def page(session: Session, scopes: Collection[str], after: str | None, limit: int) -> Page:
    """What happened within these scopes, newest first."""
    newest = latest(session)
    found = paging.page(session, _shown(scopes), Activity.id.desc(), after, limit)
    return Page(_lines(session, found.items), found.next, newest)


def newer(session: Session, scopes: Collection[str], above: int, limit: int) -> Sequence[Mapping[str, Any]]:
    """What was recorded of these scopes after an id, oldest first."""
    rows = session.scalars(_shown(scopes).where(Activity.id > above).order_by(Activity.id).limit(limit)).all()
    return _lines(session, rows)


def _lines(session: Session, rows: Sequence[Activity]) -> Sequence[Mapping[str, Any]]:
    known = names(session, [row.about for row in rows if row.about])
    return [
        {
            "id": row.id,
            "at": row.at,
            "type": row.type,
            "text": activity_line(row.template, worded_for(row, row.link, "zh_CN", known)),
            "text_en": activity_line(row.template, worded_for(row, row.link, "en", known)),
            "link": row.link,
            "scope": row.scope,
        }
        for row in rows
    ]
