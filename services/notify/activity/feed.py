"""Reading the feed: pages of it, newest first, and what is newer than a point, oldest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis import paging
from services.notify.activity.models import Activity
from services.notify.activity.occasions import worded_for
from services.notify.recipients.actions import names
from services.notify.templates.actions import activity_line


@dataclass(frozen=True)
class Page(paging.Page):
    """Lines of the feed. `latest` is the id from which a live stream goes on without a gap."""

    latest: int


def _shown() -> Select[Activity]:
    return select(Activity).where(Activity.template != "")


def latest(session: Session) -> int:
    """The id of what was recorded last; 0 where nothing was."""
    return session.scalar(select(func.max(Activity.id))) or 0


def page(session: Session, after: str | None, limit: int) -> Page:
    """Newest first."""
    newest = latest(session)
    found = paging.page(session, _shown(), Activity.id.desc(), after, limit)
    return Page(_lines(session, found.items), found.next, newest)


def newer(session: Session, above: int, limit: int) -> Sequence[Mapping[str, Any]]:
    """Oldest first, what was recorded after an id."""
    rows = session.scalars(_shown().where(Activity.id > above).order_by(Activity.id).limit(limit)).all()
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
        }
        for row in rows
    ]
