"""Signing up for a shift and giving it up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, joinedload

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, NotFound
from chassis.storage import audit, ids
from contracts.roles import COORDINATOR, ORGANIZER, OVERSEEING, VOLUNTEER
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.states import PLANNED
from services.registration.outreach.signups import messages
from services.registration.outreach.signups.clashes import clash
from services.registration.outreach.signups.errors import ShiftCalledOff, ShiftStarted
from services.registration.outreach.signups.line import (
    clashing,
    commitments,
    fill,
    lock_shifts,
    lock_volunteers,
    positions,
)
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED, CONFIRMED, LIFE, WAITLISTED

IN_CHARGE = (COORDINATOR, ORGANIZER)
"""Who may cancel for somebody else, within the event they see to."""
SEEING = (COORDINATOR, *OVERSEEING)
"""Who may read who signed up, within the event they see to."""


@dataclass(frozen=True)
class Placed:
    """A signup as its reader sees it."""

    signup: Signup
    position: int | None
    """Its place in the line, if it waits."""
    clashes: Sequence[Signup]
    """Other signups of the same person that nobody can keep besides this one."""
    may: Sequence[str]
    """The actions that are open to the reader now."""

    @property
    def blocked(self) -> bool:
        """Whether it waits and cannot move up, as the person holds a place elsewhere at the time."""
        return self.signup.state == WAITLISTED and any(other.state == CONFIRMED for other in self.clashes)


def sign_up(session: Session, caller: Identity, shift_id: UUID) -> tuple[Signup, bool]:
    """The caller's signup for the shift, and whether it is new: a place while there are any, else the end of the line.

    Everyone joins the line and the line is filled in order, so nobody overtakes. Signing up twice changes nothing.
    Raises NotFound, Forbidden, ShiftCalledOff, ShiftStarted, ShiftOverlap, ShiftTooClose.
    """
    shift = lock_shifts(session, [shift_id]).get(shift_id)
    if shift is None:
        raise NotFound
    if not caller.has(VOLUNTEER, shift.event.scope):
        raise Forbidden
    if (standing := _standing(session, shift.id, caller.account_id)) is not None:
        return standing, False
    if shift.state != PLANNED:
        raise ShiftCalledOff
    _refuse_begun(shift)
    lock_volunteers(session, [shift], caller.account_id)
    held = commitments(session, shift, [caller.account_id])
    if (problem := clash(shift, held.get(caller.account_id, ()), caller.locale)) is not None:
        raise problem
    signup = _join_line(session, caller, shift)
    placed = fill(session, shift, signup)
    messages.tell_promoted(session, [other for other in placed if other is not signup])
    messages.tell_new(session, signup)
    return signup, True


def cancel_signup(session: Session, caller: Identity, signup_id: UUID) -> Signup:
    """Give up a place, or leave the line. In the same transaction the place goes to the first who can take it.

    A person freed by it may now also be able to take a place elsewhere, so their other lines are looked at too.
    An organizer or coordinator of the event may cancel for somebody, audited. Cancelling twice changes nothing.
    Raises NotFound, ShiftStarted.
    """
    signup = _own_or_in_charge(session, caller, signup_id)
    shifts = lock_shifts(session, {signup.shift_id, *lines_of(session, [signup.account_id])})
    session.refresh(signup, ["state"])
    if not LIFE.allows(signup.state, "cancel"):
        return signup
    _refuse_begun(signup.shift)
    LIFE.move(signup, "cancel")
    signup.touch()
    session.flush()
    lock_volunteers(session, shifts.values())
    messages.tell_cancelled(session, signup)
    if caller.account_id != signup.account_id:
        facts = {"account": str(signup.account_id), "shift": str(signup.shift_id)}
        audit.record(session, caller.account_id, "signup.cancel", str(signup.id), **facts)
    fill_lines(session, shifts.values())
    return signup


def rename_volunteer(session: Session, account_id: UUID, name: str) -> None:
    """Show a person's signups under the new name."""
    session.execute(update(Signup).where(Signup.account_id == account_id).values(volunteer=name))


def fill_lines(session: Session, shifts: Iterable[Shift]) -> list[Signup]:
    """Move up whoever can take a free place, and tell them. The shifts and their lines must be locked.

    Moving up takes a person's time and frees nobody's, so one look at each shift is enough.
    """
    promoted = [signup for shift in shifts for signup in fill(session, shift)]
    messages.tell_promoted(session, promoted)
    return promoted


def lines_of(session: Session, accounts: Iterable[UUID]) -> Sequence[UUID]:
    """The shifts in whose lines these people wait."""
    waiting = select(Signup.shift_id).where(Signup.account_id.in_(accounts), Signup.state == WAITLISTED)
    return session.scalars(waiting.distinct()).all()


def select_own(caller: Identity) -> Select[Signup]:
    """The caller's signups, cancelled ones included."""
    return _with_shift().where(Signup.account_id == caller.account_id)


def select_on_shift(session: Session, caller: Identity, shift_id: UUID, state: str = "") -> Select[Signup]:
    """Everybody's signups for a shift, for whoever sees to its event. Raises NotFound, Forbidden."""
    shift = session.get(Shift, shift_id)
    if shift is None:
        raise NotFound
    refuse_reading(caller, shift.event)
    query = _with_shift().where(Signup.shift_id == shift_id)
    return query.where(Signup.state == state) if state else query


def refuse_reading(caller: Identity, event: OutreachEvent) -> None:
    """Let nobody read who signed up but those who see to the event. Raises Forbidden."""
    if not caller.has_any(SEEING, event.scope):
        raise Forbidden


def describe(session: Session, caller: Identity, signups: Sequence[Signup]) -> list[Placed]:
    """The signups as the caller sees them now: places in the line, what overlaps, what can be done."""
    waiting = [signup.id for signup in signups if signup.state == WAITLISTED]
    found = positions(session, waiting) if waiting else {}
    clashes = clashing(session, signups)
    return [
        Placed(signup, found.get(signup.id), clashes.get(signup.id, ()), _open_actions(caller, signup))
        for signup in signups
    ]


def _open_actions(caller: Identity, signup: Signup) -> Sequence[str]:
    allowed = LIFE.allows(signup.state, "cancel") and not signup.shift.begun
    return ("cancel",) if allowed and _may_cancel(caller, signup) else ()


def _may_cancel(caller: Identity, signup: Signup) -> bool:
    return signup.account_id == caller.account_id or caller.has_any(IN_CHARGE, signup.shift.event.scope)


def _join_line(session: Session, caller: Identity, shift: Shift) -> Signup:
    shift.turns += 1
    now = clock.now()
    signup = Signup(id=ids.new_id(), shift=shift, account_id=caller.account_id, volunteer=caller.name, state=LIFE.first)
    signup.turn, signup.created_at, signup.updated_at = shift.turns, now, now
    session.add(signup)
    session.flush()
    return signup


def _standing(session: Session, shift_id: UUID, account_id: UUID) -> Signup | None:
    active = Signup.state != CANCELLED
    return session.scalar(select(Signup).where(Signup.shift_id == shift_id, Signup.account_id == account_id, active))


def _own_or_in_charge(session: Session, caller: Identity, signup_id: UUID) -> Signup:
    signup = session.get(Signup, signup_id)
    if signup is None or not _may_cancel(caller, signup):
        raise NotFound
    return signup


def _with_shift() -> Select[Signup]:
    return select(Signup).options(joinedload(Signup.shift).joinedload(Shift.event))


def _refuse_begun(shift: Shift) -> None:
    if shift.begun:
        raise ShiftStarted
