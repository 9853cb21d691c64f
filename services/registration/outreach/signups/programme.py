"""Outreach events with their shifts: shown to everybody, set by organizers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.http.fields import check_slug
from chassis.storage import audit, ids
from chassis.storage.locks import lock_names
from contracts.roles import ORGANIZER
from contracts.scopes import Scope
from services.registration.outreach.signups.actions import describe, fill_lines
from services.registration.outreach.signups.errors import CapacityBelowConfirmed, ShiftInUse
from services.registration.outreach.signups.line import Placed, confirmed_count, hold_volunteers, lock_shifts
from services.registration.outreach.signups.models import CANCELLED, CONFIRMED, WAITLISTED, OutreachEvent, Shift, Signup
from services.registration.outreach.signups.schemas import with_times

_ALL = select(OutreachEvent).options(selectinload(OutreachEvent.shifts))


def list_events(session: Session) -> Sequence[OutreachEvent]:
    """Every event by its time."""
    return session.scalars(_ALL.order_by(OutreachEvent.starts_at, OutreachEvent.id)).all()


def find_event(session: Session, slug: str) -> OutreachEvent:
    """The event of this name. Raises NotFound."""
    found = session.scalar(_ALL.where(OutreachEvent.slug == slug)) if slug.isascii() and slug.isprintable() else None
    if found is None:
        raise NotFound
    return found


def put_event(session: Session, caller: Identity, slug: str, facts: dict[str, Any]) -> OutreachEvent:
    """Create the event or replace it, its shifts told apart by `key`. Doing it again changes nothing.

    Places that this adds go to those who wait. Raises Invalid, Forbidden, ShiftInUse, CapacityBelowConfirmed.
    """
    check_slug(slug, facts)
    if not caller.has(ORGANIZER, Scope.event(slug)):
        raise Forbidden
    lock_names(session, ["events"])
    event = session.scalar(_ALL.where(OutreachEvent.slug == slug)) or OutreachEvent(id=ids.new_id(), slug=slug)
    locked = lock_shifts(session, [shift.id for shift in event.shifts]) if event.shifts else {}
    if changed := _apply(session, event, facts, caller.locale):
        session.add(event)
        session.flush()
        session.refresh(event, ["shifts"])
        kept = [shift for shift in event.shifts if shift.id in locked]
        hold_volunteers(session, kept)
        audit.record(session, caller.account_id, "event.put", slug, changed=sorted(changed))
        fill_lines(session, kept)
    return event


def describe_events(session: Session, caller: Identity, events: Sequence[OutreachEvent]) -> list[dict[str, Any]]:
    """The events as they are shown: how full each shift is, and the caller's own signup there."""
    counts, own = _occupancy(session, events), _own_signups(session, caller, events)
    return [
        facts_of(event) | {"shifts": [facts_of(s) | _places(s, counts) | {"mine": own.get(s.id)} for s in event.shifts]}
        for event in events
    ]


def facts_of(row: OutreachEvent | Shift) -> dict[str, Any]:
    """What is stored of an event or a shift itself."""
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def _occupancy(session: Session, events: Sequence[OutreachEvent]) -> dict[tuple[UUID, str], int]:
    """(shift, state) -> how many, counted from the signups."""
    of_events = Shift.event_id.in_([event.id for event in events])
    counts = select(Signup.shift_id, Signup.state, func.count()).join(Signup.shift).where(of_events)
    found = session.execute(counts.group_by(Signup.shift_id, Signup.state))
    return {(shift_id, state): count for shift_id, state, count in found}


def _places(shift: Shift, counts: dict[tuple[UUID, str], int]) -> dict[str, int]:
    confirmed, waiting = counts.get((shift.id, CONFIRMED), 0), counts.get((shift.id, WAITLISTED), 0)
    return {"confirmed": confirmed, "waiting": waiting, "places_left": max(0, shift.capacity - confirmed)}


def _own_signups(session: Session, caller: Identity, events: Sequence[OutreachEvent]) -> dict[UUID, Placed]:
    """Shift -> the caller's signup that stands there."""
    standing = (
        select(Signup)
        .options(joinedload(Signup.shift).joinedload(Shift.event))
        .where(Signup.account_id == caller.account_id, Signup.state != CANCELLED)
        .where(Signup.shift_id.in_([shift.id for event in events for shift in event.shifts]))
    )
    return {placed.signup.shift_id: placed for placed in describe(session, session.scalars(standing).all())}


def _apply(session: Session, event: OutreachEvent, facts: dict[str, Any], locale: str) -> set[str]:
    """Take over what differs; the names of what did. First everything that may refuse, then the changes."""
    given = {shift["key"]: {**shift, "rank": rank} for rank, shift in enumerate(facts["shifts"])}
    kept = {shift.key: shift for shift in event.shifts if shift.key in given}
    dropped = [shift for shift in event.shifts if shift.key not in given]
    for shift in dropped:
        _refuse_dropping(session, shift, locale)
    for key, shift in kept.items():
        _refuse_shrinking(session, shift, given[key]["capacity"], locale)
    changed = _set(event, _own_facts(facts)) | {f"shift:{shift.key}" for shift in dropped}
    for shift in dropped:
        _drop(session, event, shift)
    for key in given.keys() - kept.keys():
        kept[key] = Shift(id=ids.new_id(), turns=0, key=key)
        event.shifts.append(kept[key])
    return changed | {f"shift:{key}" for key, shift in kept.items() if _set(shift, given[key])}


def _own_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """The event's own columns."""
    return {name: value for name, value in with_times(facts).items() if name not in {"slug", "shifts"}}


def _set(thing: OutreachEvent | Shift, facts: dict[str, Any]) -> set[str]:
    differing = {name for name, value in facts.items() if getattr(thing, name) != value}
    for name in differing:
        setattr(thing, name, facts[name])
    return differing


def _drop(session: Session, event: OutreachEvent, shift: Shift) -> None:
    session.execute(delete(Signup).where(Signup.shift_id == shift.id))
    event.shifts.remove(shift)


def _refuse_dropping(session: Session, shift: Shift, locale: str) -> None:
    standing = select(func.count()).where(Signup.shift_id == shift.id, Signup.state != CANCELLED)
    if count := session.scalar(standing):
        raise ShiftInUse(post=shift.called(locale), count=count)


def _refuse_shrinking(session: Session, shift: Shift, capacity: int, locale: str) -> None:
    if (confirmed := confirmed_count(session, shift)) > capacity:
        raise CapacityBelowConfirmed(post=shift.called(locale), confirmed=confirmed)
