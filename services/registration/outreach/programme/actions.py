"""Reading the programme."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from chassis.http.errors import NotFound
from chassis.http.fields import is_key
from services.registration.outreach.programme.models import OutreachEvent, Shift

EVENTS = select(OutreachEvent).options(selectinload(OutreachEvent.shifts))
"""Every event with its shifts."""


def list_events(session: Session) -> Sequence[OutreachEvent]:
    """Every event by its time."""
    return session.scalars(EVENTS.order_by(OutreachEvent.starts_at, OutreachEvent.id)).all()


def find_event(session: Session, slug: str) -> OutreachEvent:
    """The event of this name. Raises NotFound."""
    found = session.scalar(EVENTS.where(OutreachEvent.slug == slug)) if is_key(slug) else None
    if found is None:
        raise NotFound
    return found


def facts_of(row: OutreachEvent | Shift) -> dict[str, Any]:
    """What is stored of an event or a shift itself."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
