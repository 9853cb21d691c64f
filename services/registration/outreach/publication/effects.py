"""What a change of the programme does to those who signed up: carried out, and put into one list.

Who would be at two places at once keeps what did not move, then what comes first, and waits in the line of the rest.
Whoever becomes free by the change moves up wherever they wait.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from chassis import clock
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.states import PLANNED
from services.registration.outreach.publication import messages
from services.registration.outreach.publication.models import Effect, Kind, Outlook, Whereabouts, whereabouts_of
from services.registration.outreach.signups.actions import fill_lines, lines_of
from services.registration.outreach.signups.clashes import meets
from services.registration.outreach.signups.line import select_standing
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED, CONFIRMED, LIFE, WAITLISTED

_DAY = timedelta(days=1)
"""The longest travel time an event can ask for."""


def carry_out(session: Session, event: OutreachEvent, before: Mapping[Shift, Outlook]) -> list[Effect]:
    """Bring the signups into line with the changed event, and tell everybody what it means for them.

    All coming shifts must be locked, the changes flushed.
    """
    affected = _signups_on(session, [shift for shift in before if _differs(shift, before[shift])])
    effects = [
        _move(signup, "call off", Kind.CANCELLED, before) for signup in affected if signup.shift.state != PLANNED
    ]
    standing = [signup for signup in affected if signup.shift.state == PLANNED]
    effects += _set_back(session, standing, before)
    session.flush()
    lost = {effect.signup.id for effect in effects}
    effects += [
        Effect(Kind.CHANGED, signup, before[signup.shift].whereabouts, signup.state == WAITLISTED)
        for signup in standing
        if signup.id not in lost and _moved(signup.shift, before[signup.shift])
    ]
    messages.tell_people(session, effects, event.reason)
    promoted = fill_lines(session, _to_fill(session, event, affected))
    return effects + [Effect(Kind.PROMOTED, one, _before(one.shift, before), True) for one in promoted]


def digest(effects: Iterable[Effect]) -> str:
    """Names what would happen to whom: agreed to once, it holds for exactly that."""
    lines = sorted(f"{one.kind} {one.signup.id} {whereabouts_of(one.signup.shift)}" for one in effects)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32] if lines else ""


def describe_effects(effects: Iterable[Effect]) -> list[dict[str, Any]]:
    """The effects as plain data, by shift and time."""
    ordered = sorted(effects, key=lambda one: (one.signup.shift.starts_at, one.signup.shift_id, one.signup.turn))
    return [
        {
            "kind": one.kind,
            "waits": one.waits,
            "volunteer": {"id": one.signup.account_id, "name": one.signup.volunteer},
            "before": vars(one.before),
            "after": vars(whereabouts_of(one.signup.shift)),
            "event": one.signup.shift.event.name,
            "event_en": one.signup.shift.event.name_en,
            "because": _kept(one.because) if one.because else None,
        }
        for one in ordered
    ]


def _kept(shift: Shift) -> dict[str, Any]:
    event = shift.event
    own = {name: getattr(shift, name) for name in ("post", "post_en", "starts_at", "ends_at")}
    return own | {"event": event.name, "event_en": event.name_en}


def _differs(shift: Shift, before: Outlook) -> bool:
    return shift.state != PLANNED or _moved(shift, before) or shift.event.travel_minutes != before.travel_minutes


def _moved(shift: Shift, before: Outlook) -> bool:
    return whereabouts_of(shift).known_by != before.whereabouts.known_by


def _before(shift: Shift, before: Mapping[Shift, Outlook]) -> Whereabouts:
    return before[shift].whereabouts if shift in before else whereabouts_of(shift)


def _signups_on(session: Session, shifts: Collection[Shift]) -> Sequence[Signup]:
    wanted = select(Signup).options(joinedload(Signup.shift).joinedload(Shift.event))
    wanted = wanted.where(Signup.shift_id.in_([shift.id for shift in shifts]), Signup.state != CANCELLED)
    return session.scalars(wanted.order_by(Signup.shift_id, Signup.turn)).all() if shifts else ()


def _set_back(session: Session, standing: Sequence[Signup], before: Mapping[Shift, Outlook]) -> list[Effect]:
    """Take places from those who would be at two places at once."""
    holders = {signup.account_id for signup in standing if signup.state == CONFIRMED}
    places = select_standing(holders).where(Signup.state == CONFIRMED, Shift.ends_at > clock.now() - _DAY)
    held: dict[UUID, list[Signup]] = {}
    for place in session.scalars(places.order_by(Shift.starts_at, Shift.id)) if holders else ():
        held.setdefault(place.account_id, []).append(place)
    touched = {signup.id for signup in standing}
    effects = []
    for places_of_one in held.values():
        kept = [place.shift for place in places_of_one if place.id not in touched]
        for place in (place for place in places_of_one if place.id in touched):
            because = next((shift for shift in kept if meets(place.shift, shift)), None)
            if because is None:
                kept.append(place.shift)
            else:
                effects.append(_move(place, "set back", Kind.SET_BACK, before, because))
    return effects


def _move(
    signup: Signup, action: str, kind: Kind, before: Mapping[Shift, Outlook], because: Shift | None = None
) -> Effect:
    waits = signup.state == WAITLISTED
    LIFE.move(signup, action)
    signup.touch()
    return Effect(kind, signup, before[signup.shift].whereabouts, waits, because)


def _to_fill(session: Session, event: OutreachEvent, affected: Iterable[Signup]) -> list[Shift]:
    """The shifts of the event, and those in whose lines somebody waits whose time may have become free."""
    waited = lines_of(session, {signup.account_id for signup in affected})
    elsewhere = session.scalars(select(Shift).where(Shift.id.in_(waited), Shift.event_id != event.id)).all()
    return sorted([*event.planned, *elsewhere], key=lambda shift: (shift.starts_at, shift.id))
