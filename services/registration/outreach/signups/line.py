"""The waiting line of a shift: who holds a place, who is next, and who cannot move up."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from chassis import clock
from chassis.storage.locks import lock_names
from services.registration.outreach.programme.models import Shift
from services.registration.outreach.programme.states import PLANNED
from services.registration.outreach.signups.clashes import clash, meets
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CANCELLED, CONFIRMED, LIFE, WAITLISTED

_DAY = timedelta(days=1)
"""The longest travel time an event can ask for."""


def lock_shifts(session: Session, shift_ids: Collection[UUID]) -> dict[UUID, Shift]:
    """The shifts, in one order and none changing under us: whoever counts places holds these rows."""
    wanted = select(Shift).where(Shift.id.in_(shift_ids)).order_by(Shift.id)
    locked = session.scalars(wanted.with_for_update().execution_options(populate_existing=True))
    return {shift.id: shift for shift in locked}


def lock_coming(session: Session, also: Collection[UUID]) -> None:
    """Lock every shift that is not over, and these, so that nobody signs up or cancels anywhere until we are done."""
    wanted = select(Shift).where(or_(Shift.ends_at > clock.now(), Shift.id.in_(also))).order_by(Shift.id)
    session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).all()


def lock_volunteers(session: Session, shifts: Iterable[Shift], *also: UUID) -> None:
    """Keep the people who may get a place now from getting another one meanwhile.

    Lock the shifts first, and do what frees places first: nobody in the line of a full shift is looked at.
    """
    ids = [shift.id for shift in shifts if confirmed_count(session, shift) < shift.capacity]
    waiting = session.scalars(_line(ids).with_only_columns(Signup.account_id)) if ids else ()
    lock_names(session, [f"volunteer:{account}" for account in {*waiting, *also}])


def confirmed_count(session: Session, shift: Shift) -> int:
    """Places taken, counted from the signups themselves."""
    taken = select(func.count()).where(Signup.shift_id == shift.id, Signup.state == CONFIRMED)
    return session.scalar(taken) or 0


def fill(session: Session, shift: Shift, new: Signup | None = None) -> list[Signup]:
    """Give free places to those who wait, in order, passing over whoever is busy elsewhere at the time.

    Returns the signups that got one; `new` is the one that has just been made. Nobody is moved once the shift has
    begun, or where it is cancelled. The shift must be locked.
    """
    free = shift.capacity - confirmed_count(session, shift)
    if free <= 0 or shift.begun or shift.state != PLANNED:
        return []
    waiting = session.scalars(_line([shift.id])).all()
    busy = commitments(session, shift, [signup.account_id for signup in waiting])
    able = (signup for signup in waiting if not clash(shift, busy.get(signup.account_id, ())))
    placed = [signup for signup, _ in zip(able, range(free), strict=False)]
    for signup in placed:
        LIFE.move(signup, "confirm" if signup is new else "promote")
        signup.touch()
    session.flush()
    return placed


def positions(session: Session, signup_ids: Collection[UUID]) -> dict[UUID, int]:
    """Signup id -> place in its line, 1 is next, for those of them that wait."""
    ahead = aliased(Signup)
    place = (
        select(func.count())
        .where(ahead.shift_id == Signup.shift_id, ahead.state == WAITLISTED, ahead.turn <= Signup.turn)
        .scalar_subquery()
    )
    found = session.execute(select(Signup.id, place).where(Signup.id.in_(signup_ids), Signup.state == WAITLISTED))
    return {signup_id: position for signup_id, position in found}


def commitments(session: Session, shift: Shift, accounts: Collection[UUID]) -> Mapping[UUID, list[Shift]]:
    """Account -> shifts it holds a place on, other than this one, from a day before it to a day after."""
    near = select_standing(accounts).where(Signup.state == CONFIRMED, Signup.shift_id != shift.id)
    near = near.where(Shift.starts_at < shift.ends_at + _DAY, Shift.ends_at > shift.starts_at - _DAY)
    held: dict[UUID, list[Shift]] = {}
    for signup in session.scalars(near.order_by(Shift.starts_at, Shift.id)):
        held.setdefault(signup.account_id, []).append(signup.shift)
    return held


def clashing(session: Session, signups: Sequence[Signup]) -> dict[UUID, list[Signup]]:
    """Signup id -> the same person's other signups that stand and whose shifts nobody can work on besides this one."""
    coming = [signup for signup in signups if signup.state != CANCELLED and not signup.shift.begun]
    if not coming:
        return {}
    accounts = {signup.account_id for signup in coming}
    around = select_standing(accounts).where(Shift.ends_at > clock.now() - _DAY).order_by(Shift.starts_at, Shift.id)
    standing: dict[UUID, list[Signup]] = {}
    for signup in session.scalars(around):
        standing.setdefault(signup.account_id, []).append(signup)
    return {
        one.id: [
            other
            for other in standing.get(one.account_id, ())
            if other.shift_id != one.shift_id and meets(one.shift, other.shift)
        ]
        for one in coming
    }


def select_standing(accounts: Collection[UUID]) -> Select[Signup]:
    """What these people hold or wait for, with shift and event."""
    wanted = select(Signup).join(Signup.shift).join(Shift.event)
    wanted = wanted.options(contains_eager(Signup.shift).contains_eager(Shift.event))
    return wanted.where(Signup.account_id.in_(accounts), Signup.state != CANCELLED)


def _line(shift_ids: Collection[UUID]) -> Select[Signup]:
    waiting = select(Signup).where(Signup.shift_id.in_(shift_ids), Signup.state == WAITLISTED)
    return waiting.order_by(Signup.turn)
