"""What the others are told when an event is published, changed or cancelled."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from contracts.events import Event
from contracts.outreach import (
    EventShift,
    OutreachEventCancelled,
    OutreachEventChanged,
    OutreachEventPublished,
    ShiftCancelled,
    ShiftChanged,
    SignupSetBack,
)
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.states import PUBLISHED
from services.registration.outreach.publication.models import Effect, Kind, Whereabouts
from services.registration.outreach.signups.messages import described, whereabouts

_OWN = ("slug", "version", "state", "reason", "name", "name_en", "place", "place_en")
_MORE = ("starts_at", "ends_at", "summary", "summary_en")
_OF_SHIFT = ("key", "post", "post_en", "starts_at", "ends_at", "capacity")


def tell_event(session: Session, event: OutreachEvent, effects: Collection[Effect]) -> None:
    """Tell the event whole, and those who see to it what became of the people on it."""
    shifts = tuple(
        EventShift(shift_id=shift.id, **{name: getattr(shift, name) for name in _OF_SHIFT}) for shift in event.planned
    )
    facts = {name: getattr(event, name) for name in (*_OWN, *_MORE)}
    emit(session, OutreachEventPublished(**facts, published_at=event.updated_at, shifts=shifts))
    named = {"event_slug": event.slug, "event": event.name, "event_en": event.name_en}
    if event.state != PUBLISHED:
        emit(session, OutreachEventCancelled(**named, reason=event.reason, people=_people(effects, Kind.CANCELLED)))
    elif numbers := {kind: _people(effects, kind) for kind in Kind if _people(effects, kind)}:
        emit(
            session,
            OutreachEventChanged(
                **named,
                changed=numbers.get(Kind.CHANGED, 0),
                cancelled=numbers.get(Kind.CANCELLED, 0),
                set_back=numbers.get(Kind.SET_BACK, 0),
                promoted=numbers.get(Kind.PROMOTED, 0),
            ),
        )


def tell_people(session: Session, effects: Collection[Effect], reason: str) -> None:
    """Tell each what became of their signup; those who move up are told as always."""
    for effect in effects:
        emit(session, _told(effect, reason))


def _told(effect: Effect, reason: str) -> Event:
    about = described(effect.signup) | whereabouts(effect.signup)
    if effect.kind is Kind.CHANGED:
        return ShiftChanged(**about, waits=effect.waits, **_old(effect.before))
    if effect.because is None:
        return ShiftCancelled(**about, waits=effect.waits, reason=reason)
    return SignupSetBack(**about, **_kept(effect.because))


def _kept(shift: Shift) -> dict[str, Any]:
    event = shift.event
    named = {"event": event.name, "event_en": event.name_en, "post": shift.post, "post_en": shift.post_en}
    return {f"kept_{name}": value for name, value in named.items()}


def _old(before: Whereabouts) -> dict[str, Any]:
    return {f"old_{name}": value for name, value in vars(before).items()}


def _people(effects: Collection[Effect], kind: Kind) -> int:
    return len({effect.signup.account_id for effect in effects if effect.kind is kind})
