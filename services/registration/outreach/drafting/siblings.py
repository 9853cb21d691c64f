"""Events of a series: the same on several days, each with an address, people and a text of its own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from services.registration.outreach.drafting.models import EventDraft

IN_ORDER: tuple[ColumnElement[Any], ...] = (
    EventDraft.starts_on.is_(None),
    EventDraft.starts_on.asc(),
    EventDraft.id.asc(),
)
"""By the day of the first shift; those that do not say one come last."""


def siblings(session: Session, draft: EventDraft) -> Sequence[EventDraft]:
    """The events of its series in order, itself among them; of one that stands alone itself."""
    if draft.series is None:
        return [draft]
    return session.scalars(select(EventDraft).where(EventDraft.series == draft.series).order_by(*IN_ORDER)).all()


def from_here(session: Session, draft: EventDraft) -> list[EventDraft]:
    """It and the events of its series that come after it."""
    known = list(siblings(session, draft))
    return known[known.index(draft) :]
