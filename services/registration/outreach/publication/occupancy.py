"""Events as they are shown: how full each shift is, the reader's own signups, and what the reader can do."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from chassis import clock
from chassis.http.auth import Identity
from contracts.roles import ORGANIZER, VOLUNTEER
from services.registration.outreach.programme.actions import EVENTS, facts_of
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.states import EVENT_LIFE
from services.registration.outreach.signups.actions import Placed, describe
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED, CONFIRMED, WAITLISTED


def list_coming(session: Session) -> Sequence[OutreachEvent]:
    """The events that are not over, by time."""
    now = clock.now()
    later = select(Shift.event_id).where(Shift.ends_at > now)
    coming = EVENTS.where(or_(OutreachEvent.ends_at > now, OutreachEvent.id.in_(later)))
    return session.scalars(coming.order_by(OutreachEvent.starts_at, OutreachEvent.id)).all()


def describe_events(session: Session, caller: Identity, events: Sequence[OutreachEvent]) -> list[dict[str, Any]]:
    """The events with the shifts that take place: how full each is, and the caller's own signup there."""
    counts, own = _occupancy(session, events), _own_signups(session, caller, events)
    return [
        facts_of(event)
        | {
            "may": _open_changes(caller, event),
            "shifts": [_described(caller, shift, counts, own.get(shift.id)) for shift in event.planned],
        }
        for event in events
    ]


def _described(
    caller: Identity, shift: Shift, counts: dict[tuple[UUID, str], int], mine: Placed | None
) -> dict[str, Any]:
    confirmed, waiting = counts.get((shift.id, CONFIRMED), 0), counts.get((shift.id, WAITLISTED), 0)
    return facts_of(shift) | {
        "confirmed": confirmed,
        "waiting": waiting,
        "places_left": max(0, shift.capacity - confirmed),
        "mine": mine,
        "may": ("sign-up",) if not mine and not shift.begun and caller.has(VOLUNTEER, shift.event.scope) else (),
    }


def _open_changes(caller: Identity, event: OutreachEvent) -> Sequence[str]:
    if not caller.has(ORGANIZER, event.scope):
        return ()
    begun = any(shift.begun for shift in event.planned)
    steps = [step.action for step in EVENT_LIFE.open_steps(event.state)]
    return [action for action in steps if not (action == "cancel" and begun)]


def _occupancy(session: Session, events: Sequence[OutreachEvent]) -> dict[tuple[UUID, str], int]:
    """(shift, state) -> how many, counted from the signups."""
    of_events = Shift.event_id.in_([event.id for event in events])
    counts = select(Signup.shift_id, Signup.state, func.count()).join(Signup.shift).where(of_events)
    found = session.execute(counts.group_by(Signup.shift_id, Signup.state))
    return {(shift_id, state): count for shift_id, state, count in found}


def _own_signups(session: Session, caller: Identity, events: Sequence[OutreachEvent]) -> dict[UUID, Placed]:
    """Shift -> the caller's signup that stands there."""
    if not caller.known:
        return {}
    standing = (
        select(Signup)
        .options(joinedload(Signup.shift).joinedload(Shift.event))
        .where(Signup.account_id == caller.account_id, Signup.state != CANCELLED)
        .where(Signup.shift_id.in_([shift.id for event in events for shift in event.shifts]))
    )
    found = describe(session, caller, session.scalars(standing).all())
    return {placed.signup.shift_id: placed for placed in found}
