"""Nobody is at two places at once: which shifts overlap, or lie too close together to get from one to the other."""

from collections.abc import Iterable
from datetime import timedelta

from chassis.http.errors import Problem
from services.registration.outreach.programme.models import Shift
from services.registration.outreach.signups.errors import ShiftOverlap, ShiftTooClose

_NONE = timedelta(0)


def overlap(one: Shift, other: Shift) -> bool:
    """Whether they are at the same time. Times are half-open: one may begin as another ends."""
    return _within(one, other, _NONE)


def travel_minutes(one: Shift, other: Shift) -> int:
    """The least time between the two, in minutes: none at one place, else what the more careful event asks for."""
    here, there = one.event, other.event
    return 0 if here.place == there.place else max(here.travel_minutes, there.travel_minutes)


def meets(one: Shift, other: Shift) -> bool:
    """Whether nobody can work on both."""
    return _within(one, other, timedelta(minutes=travel_minutes(one, other)))


def clash(shift: Shift, held: Iterable[Shift], locale: str = "") -> Problem | None:
    """Why nobody can work on this shift and on all of those, in the reader's language."""
    other = next((other for other in held if meets(shift, other)), None)
    if other is None:
        return None
    facts = {"event": other.event.called(locale), "post": other.called(locale), "shift_id": str(other.id)}
    return (
        ShiftOverlap(**facts) if overlap(shift, other) else ShiftTooClose(minutes=travel_minutes(shift, other), **facts)
    )


def _within(one: Shift, other: Shift, gap: timedelta) -> bool:
    return one.starts_at < other.ends_at + gap and other.starts_at < one.ends_at + gap
