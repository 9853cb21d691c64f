"""Reading the feed: pages of it, newest first, and what is newer than a point, oldest first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from chassis.http import paging
from services.notify.activity.models import Activity
from services.notify.activity.records import worded_for
from services.notify.activity.scopes import within
from services.notify.recipients.actions import names
from services.notify.templates.actions import activity_line

_COLUMNS = (
    Activity.id,
    Activity.at,
    Activity.type,
    Activity.facts,
    Activity.about,
    Activity.scope,
    Activity.template,
    Activity.link,
)
KINDS: Mapping[str, tuple[str, ...]] = {
    "entries": ("registration.entry.", "registration.dates."),
    "judging": ("judging.",),
    "outreach": ("registration.signup.", "registration.shift.", "registration.outreach-event."),
    "site": ("registration.article.", "gateway.complaint."),
}
"""What the feed can be narrowed to: how the types of its events begin."""


@dataclass(frozen=True)
class Page(paging.Page):
    """Lines of the feed. `latest` is the id from which a live stream goes on without a gap."""

    latest: int


def _shown(scopes: Collection[str]) -> Any:
    return select(*_COLUMNS).where(Activity.template != "", within(scopes))


def _narrowed(asked: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
    if kind := asked.get("kind"):
        yield or_(*(Activity.type.startswith(beginning, autoescape=True) for beginning in KINDS[kind]))
    if since := asked.get("since"):
        yield Activity.at >= since
    if until := asked.get("until"):
        yield Activity.at < until


def latest(session: Session) -> int:
    """The id of what was recorded last; 0 where nothing was."""
    return session.scalar(select(func.max(Activity.id))) or 0


def page(session: Session, scopes: Collection[str], locale: str, asked: Mapping[str, Any]) -> Page:
    """What happened within these scopes, newest first, in the reader's language: `after`, `limit`.

    Narrowed by `kind`, one of KINDS, and to what happened from `since` on, before `until`.
    """
    newest = latest(session)
    wanted = _shown(scopes).where(*_narrowed(asked))
    found = paging.page(session, wanted, Activity.id.desc(), asked["after"], asked["limit"])
    return Page(_lines(session, found.items, {"text": locale}), found.next, newest)


def newer(session: Session, scopes: Collection[str], above: int, limit: int) -> Sequence[Mapping[str, Any]]:
    """What was recorded of these scopes after an id, oldest first, in both languages: many read one stream."""
    rows = session.execute(_shown(scopes).where(Activity.id > above).order_by(Activity.id).limit(limit)).all()
    return _lines(session, rows, {"text": "zh_CN", "text_en": "en"})


def _lines(session: Session, rows: Sequence[Any], texts: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
    """Rows as they are answered; `texts` names the fields for words, each with its language."""
    known = names(session, [row.about for row in rows if row.about])
    return [
        {"id": row.id, "at": row.at, "type": row.type, "link": row.link, "scope": row.scope}
        | {
            field: activity_line(row.template, worded_for(row, row.link, locale, known))
            for field, locale in texts.items()
        }
        for row in rows
    ]
