"""Counting what waits for somebody, in SQL: of states that few deliveries are in, by their index."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.events import parked
from services.notify.activity import feed
from services.notify.deliveries.models import Delivery
from services.notify.deliveries.states import UNDELIVERED, State
from services.notify.overviews.models import Desk


def desk(session: Session, scopes: Collection[str], locale: str, lines: int) -> Desk:
    """What the organizers' desk shows of notify, with so many lines of what happened within these scopes."""
    lost = select(func.count(), func.min(Delivery.updated_at)).where(Delivery.state.in_(UNDELIVERED))
    undelivered, lost_since = session.execute(lost).one()
    put_off = Delivery.state == State.RETRY
    waiting, since = session.execute(select(func.count(), func.min(Delivery.queued_at)).where(put_off)).one()
    last = select(Delivery.reason).where(put_off).order_by(Delivery.id.desc()).limit(1)
    reason = (session.scalar(last) or "") if waiting else ""
    latest = feed.page(session, scopes, locale, {"after": None, "limit": lines})
    return Desk(undelivered, lost_since, waiting, since, reason, parked.counts(session), latest)
