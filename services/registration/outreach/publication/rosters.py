"""Who is on the shifts of an event, for those who see to it; and a volunteer's own shifts."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from chassis import clock
from chassis.http.auth import Identity
from contracts.roles import COORDINATOR
from services.registration.outreach.programme.actions import find_event, list_events
from services.registration.outreach.programme.models import Shift
from services.registration.outreach.publication.occupancy import describe_events
from services.registration.outreach.signups.actions import Placed, describe, refuse_reading, select_own
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED, WAITLISTED


def of_event(session: Session, caller: Identity, slug: str) -> dict[str, Any]:
    """The event with everybody on each shift: places first, then the line. Raises NotFound, Forbidden."""
    event = find_event(session, slug)
    refuse_reading(caller, event)
    (shown,) = describe_events(session, caller, [event])
    return _with_people(session, caller, [shown], [shift.id for shift in event.planned])[0]


def coordinated(session: Session, caller: Identity) -> list[dict[str, Any]]:
    """The events the caller coordinates, by time, with the people on the shifts of today."""
    events = [event for event in list_events(session) if caller.has(COORDINATOR, event.scope)]
    today = clock.now().astimezone(clock.LOCAL).date()
    near = [
        shift.id
        for event in events
        for shift in event.planned
        if shift.starts_at.astimezone(clock.LOCAL).date() == today
    ]
    return _with_people(session, caller, describe_events(session, caller, events), near)


def own(session: Session, caller: Identity) -> list[Placed]:
    """The caller's signups that stand, by time, those that are over included."""
    if not caller.known:
        return []
    standing = select_own(caller).where(Signup.state != CANCELLED)
    found = describe(session, caller, session.scalars(standing).all())
    return sorted(found, key=lambda placed: (placed.signup.shift.starts_at, placed.signup.id))


def _with_people(
    session: Session, caller: Identity, events: list[dict[str, Any]], shift_ids: Collection[UUID]
) -> list[dict[str, Any]]:
    wanted = select(Signup).options(joinedload(Signup.shift).joinedload(Shift.event))
    wanted = wanted.where(Signup.shift_id.in_(shift_ids), Signup.state != CANCELLED)
    found = describe(session, caller, session.scalars(wanted).all() if shift_ids else ())
    people: dict[UUID, list[Placed]] = {}
    for one in sorted(found, key=_places_first):
        people.setdefault(one.signup.shift_id, []).append(one)
    return [
        event | {"shifts": [shift | {"people": _of(people, shift["id"])} for shift in event["shifts"]]}
        for event in events
    ]


def _of(people: dict[UUID, list[Placed]], shift_id: UUID) -> Sequence[Placed]:
    return people.get(shift_id, ())


def _places_first(placed: Placed) -> tuple[bool, int]:
    return placed.signup.state == WAITLISTED, placed.signup.turn
