"""The waiting line of a shift: who holds a place, who is next, who cannot be in two places at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from chassis import clock
from chassis.http.errors import Problem
from chassis.storage.locks import lock_names
from services.registration.outreach.signups.errors import ShiftOverlap, ShiftTooClose
from services.registration.outreach.signups.models import CONFIRMED, WAITLISTED, OutreachEvent, Shift, Signup

_DAY = timedelta(days=1)
"""The longest travel time an event can ask for."""


@dataclass(frozen=True)
class Placed:
    """A signup with its place in the line, if it waits."""

    signup: Signup
    position: int | None


def lock_shifts(session: Session, shift_ids: Collection[UUID]) -> dict[UUID, Shift]:
    """The shifts, in one order and none changing under us: whoever counts places holds these rows."""
    wanted = select(Shift).where(Shift.id.in_(shift_ids)).order_by(Shift.id)
    locked = session.scalars(wanted.with_for_update().execution_options(populate_existing=True))
    return {shift.id: shift for shift in locked}


def hold_volunteers(session: Session, shifts: Iterable[Shift], *also: UUID) -> None:
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


def fill(session: Session, shift: Shift) -> list[Signup]:
    """Give free places to those who wait, in order, passing over whoever is busy elsewhere at the time.

    Returns the signups that got one. Nobody is moved once the shift has started. The shift must be locked.
    """
    free = shift.capacity - confirmed_count(session, shift)
    if free <= 0 or shift.starts_at <= clock.now():
        return []
    waiting = session.scalars(_line([shift.id])).all()
    busy = commitments(session, shift, [signup.account_id for signup in waiting])
    able = (signup for signup in waiting if not clash(shift, busy.get(signup.account_id, ())))
    placed = [signup for signup, _ in zip(able, range(free), strict=False)]
    for signup in placed:
        signup.state, signup.updated_at = CONFIRMED, clock.now()
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
    found = session.scalars(
        select(Signup)
        .join(Signup.shift)
        .join(Shift.event)
        .options(contains_eager(Signup.shift).contains_eager(Shift.event))
        .where(Signup.account_id.in_(accounts), Signup.state == CONFIRMED, Signup.shift_id != shift.id)
        .where(Shift.starts_at < shift.ends_at + _DAY, Shift.ends_at > shift.starts_at - _DAY)
        .order_by(Shift.starts_at, Shift.id)
    )
    held: dict[UUID, list[Shift]] = {}
    for signup in found:
        held.setdefault(signup.account_id, []).append(signup.shift)
    return held


def clash(shift: Shift, held: Iterable[Shift], locale: str = "") -> Problem | None:
    """Why nobody can work on this shift and on all of those. Times are half-open: one may begin as another ends."""
    for other in held:
        facts = {"event": other.event.called(locale), "post": other.called(locale), "shift_id": str(other.id)}
        if _meet(shift, other, timedelta(0)):
            return ShiftOverlap(**facts)
        minutes = _travel_minutes(shift.event, other.event)
        if _meet(shift, other, timedelta(minutes=minutes)):
            return ShiftTooClose(minutes=minutes, **facts)
    return None


def _meet(one: Shift, other: Shift, gap: timedelta) -> bool:
    return one.starts_at < other.ends_at + gap and other.starts_at < one.ends_at + gap


def _travel_minutes(one: OutreachEvent, other: OutreachEvent) -> int:
    return 0 if one.place == other.place else max(one.travel_minutes, other.travel_minutes)


def _line(shift_ids: Collection[UUID]) -> Select[Signup]:
    waiting = select(Signup).where(Signup.shift_id.in_(shift_ids), Signup.state == WAITLISTED)
    return waiting.order_by(Signup.turn)
