"""Signing up for a shift and giving it up."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, joinedload

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.storage import audit, ids
from contracts.registration import SignupCancelled, SignupConfirmed, SignupPromoted, SignupWaitlisted
from contracts.roles import COORDINATOR, ORGANIZER, OVERSEEING, VOLUNTEER
from services.registration.outreach.signups.errors import ShiftStarted
from services.registration.outreach.signups.line import (
    Placed,
    clash,
    commitments,
    fill,
    hold_volunteers,
    lock_shifts,
    positions,
)
from services.registration.outreach.signups.models import CANCELLED, WAITLISTED, OutreachEvent, Shift, Signup

_IN_CHARGE = (COORDINATOR, ORGANIZER)


def sign_up(session: Session, caller: Identity, shift_id: UUID) -> tuple[Signup, bool]:
    """The caller's signup for the shift, and whether it is new: a place while there are any, else the end of the line.

    Everyone joins the line and the line is filled in order, so nobody overtakes. Signing up twice changes nothing.
    Raises NotFound, Forbidden, ShiftStarted, ShiftOverlap, ShiftTooClose.
    """
    shift = lock_shifts(session, [shift_id]).get(shift_id)
    if shift is None:
        raise NotFound
    if not caller.has(VOLUNTEER, shift.event.scope):
        raise Forbidden
    if (standing := _standing(session, shift.id, caller.account_id)) is not None:
        return standing, False
    _refuse_started(shift)
    hold_volunteers(session, [shift], caller.account_id)
    held = commitments(session, shift, [caller.account_id])
    if (problem := clash(shift, held.get(caller.account_id, ()), caller.locale)) is not None:
        raise problem
    signup = _join_line(session, caller, shift)
    placed = fill(session, shift)
    _tell_promoted(session, [other for other in placed if other is not signup])
    emit(session, _waitlisted(session, signup) if signup.state == WAITLISTED else _placed(SignupConfirmed, signup))
    return signup, True


def cancel_signup(session: Session, caller: Identity, signup_id: UUID) -> Signup:
    """Give up a place, or leave the line. In the same transaction the place goes to the first who can take it.

    A person freed by it may now also be able to take a place elsewhere, so their other lines are looked at too.
    An organizer or coordinator of the event may cancel for somebody, audited. Cancelling twice changes nothing.
    Raises NotFound, ShiftStarted.
    """
    signup = _own_or_organized(session, caller, signup_id)
    shifts = lock_shifts(session, {signup.shift_id, *_waits_on(session, signup.account_id)})
    session.refresh(signup, ["state"])
    if signup.state == CANCELLED:
        return signup
    _refuse_started(signup.shift)
    signup.state, signup.updated_at = CANCELLED, clock.now()
    session.flush()
    hold_volunteers(session, shifts.values())
    emit(session, SignupCancelled(**_who(signup)))
    if caller.account_id != signup.account_id:
        facts = {"account": str(signup.account_id), "shift": str(signup.shift_id)}
        audit.record(session, caller.account_id, "signup.cancel", str(signup.id), **facts)
    fill_lines(session, shifts.values())
    return signup


def rename_volunteer(session: Session, account_id: UUID, name: str) -> None:
    """Show a person's signups under the new name."""
    session.execute(update(Signup).where(Signup.account_id == account_id).values(volunteer=name))


def fill_lines(session: Session, shifts: Iterable[Shift]) -> None:
    """Move up whoever can take a free place, and tell them. The shifts and their lines must be held."""
    for shift in shifts:
        _tell_promoted(session, fill(session, shift))


def select_own(caller: Identity) -> Select[Signup]:
    """The caller's signups, cancelled ones included."""
    return _with_shift().where(Signup.account_id == caller.account_id)


def select_on_shift(session: Session, caller: Identity, shift_id: UUID, state: str = "") -> Select[Signup]:
    """Everybody's signups for a shift, for whoever sees to its event. Raises NotFound, Forbidden."""
    shift = session.get(Shift, shift_id)
    if shift is None:
        raise NotFound
    _refuse_reading(caller, shift.event)
    query = _with_shift().where(Signup.shift_id == shift_id)
    return query.where(Signup.state == state) if state else query


def select_at_event(session: Session, caller: Identity, slug: str, state: str = "") -> Select[Signup]:
    """Everybody's signups for the shifts of an event. Raises NotFound, Forbidden."""
    event = session.scalar(select(OutreachEvent).where(OutreachEvent.slug == slug))
    if event is None:
        raise NotFound
    _refuse_reading(caller, event)
    query = _with_shift().where(Signup.shift_id.in_(select(Shift.id).where(Shift.event_id == event.id)))
    return query.where(Signup.state == state) if state else query


def describe(session: Session, signups: Sequence[Signup]) -> list[Placed]:
    """The signups with their places in the line as of now."""
    waiting = [signup.id for signup in signups if signup.state == WAITLISTED]
    found = positions(session, waiting) if waiting else {}
    return [Placed(signup, found.get(signup.id)) for signup in signups]


def _join_line(session: Session, caller: Identity, shift: Shift) -> Signup:
    shift.turns += 1
    now = clock.now()
    signup = Signup(id=ids.new_id(), shift=shift, account_id=caller.account_id, volunteer=caller.name, state=WAITLISTED)
    signup.turn, signup.created_at, signup.updated_at = shift.turns, now, now
    session.add(signup)
    session.flush()
    return signup


def _standing(session: Session, shift_id: UUID, account_id: UUID) -> Signup | None:
    active = Signup.state != CANCELLED
    return session.scalar(select(Signup).where(Signup.shift_id == shift_id, Signup.account_id == account_id, active))


def _refuse_reading(caller: Identity, event: OutreachEvent) -> None:
    if not caller.has_any((COORDINATOR, *OVERSEEING), event.scope):
        raise Forbidden


def _own_or_organized(session: Session, caller: Identity, signup_id: UUID) -> Signup:
    signup = session.get(Signup, signup_id)
    if signup is None:
        raise NotFound
    if signup.account_id != caller.account_id and not caller.has_any(_IN_CHARGE, signup.shift.event.scope):
        raise NotFound
    return signup


def _waits_on(session: Session, account_id: UUID) -> Sequence[UUID]:
    waiting = select(Signup.shift_id).where(Signup.account_id == account_id, Signup.state == WAITLISTED)
    return session.scalars(waiting).all()


def _with_shift() -> Select[Signup]:
    return select(Signup).options(joinedload(Signup.shift).joinedload(Shift.event))


def _refuse_started(shift: Shift) -> None:
    if shift.starts_at <= clock.now():
        raise ShiftStarted


def _tell_promoted(session: Session, promoted: Iterable[Signup]) -> None:
    for signup in promoted:
        emit(session, _placed(SignupPromoted, signup))


def _placed(kind: type[SignupConfirmed] | type[SignupPromoted], signup: Signup) -> SignupConfirmed | SignupPromoted:
    shift = signup.shift
    return kind(**_who(signup), ends_at=shift.ends_at, place=shift.event.place, place_en=shift.event.place_en)


def _waitlisted(session: Session, signup: Signup) -> SignupWaitlisted:
    return SignupWaitlisted(**_who(signup), position=positions(session, [signup.id])[signup.id])


def _who(signup: Signup) -> dict[str, Any]:
    shift = signup.shift
    return {
        "signup_id": signup.id,
        "shift_id": shift.id,
        "account_id": signup.account_id,
        "volunteer": signup.volunteer,
        "event": shift.event.name,
        "post": shift.post,
        "starts_at": shift.starts_at,
        "event_slug": shift.event.slug,
        "event_en": shift.event.name_en,
        "post_en": shift.post_en,
    }
