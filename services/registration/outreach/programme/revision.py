"""Replacing an event by what an organizer sends: everything that may refuse first, then the changes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from chassis import clock
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError, field_errors
from chassis.storage import ids
from services.registration.outreach.programme.errors import EventBegun, ShiftBegun
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import with_times
from services.registration.outreach.programme.states import PLANNED, SHIFT_LIFE

_PLACE = ("place", "travel_minutes")
_TIMES = ("starts_at", "ends_at")


def revise(event: OutreachEvent, facts: dict[str, Any], locale: str) -> set[str]:
    """Take over what differs; the names of what did. Shifts are told apart by `key`.

    A shift that is left out is cancelled; its signups are the caller's to see to. Raises Invalid for times in the
    past, EventBegun, ShiftBegun.
    """
    own = {name: value for name, value in with_times(facts).items() if name not in {"slug", "shifts"}}
    given = {shift["key"]: {**shift, "rank": rank} for rank, shift in enumerate(facts["shifts"])}
    known = {shift.key: shift for shift in event.shifts}
    _refuse_past(event, own, facts["shifts"], known)
    _refuse_moving_what_began(event, own, given, locale)
    dropped = [shift for shift in event.planned if shift.key not in given]
    for shift in dropped:
        SHIFT_LIFE.move(shift, "cancel")
    changed = _set(event, own) | {f"shift:{shift.key}" for shift in dropped}
    for key in given.keys() - known.keys():
        known[key] = Shift(id=ids.new_id(), turns=0, key=key, state=SHIFT_LIFE.first)
        event.shifts.append(known[key])
    for key in given:
        if known[key].state != PLANNED:
            SHIFT_LIFE.move(known[key], "plan again")
            changed.add(f"shift:{key}")
    return changed | {f"shift:{key}" for key in given if _set(known[key], given[key])}


def _refuse_past(
    event: OutreachEvent, own: dict[str, Any], shifts: list[dict[str, Any]], known: dict[str, Shift]
) -> None:
    """What has not begun cannot be put where it would have begun already."""
    now, wrong = clock.now(), {}
    for at, shift in enumerate(shifts):
        before = known.get(shift["key"])
        standing = before is not None and before.state == PLANNED
        if shift["starts_at"] <= now and not (standing and before and before.starts_at <= now):
            wrong[at] = {"starts_at": [_in_the_past()]}
    if own["ends_at"] <= now and own["ends_at"] != event.ends_at:
        raise Invalid(field_errors({"ends_at": [_in_the_past()]}))
    if wrong:
        raise Invalid(field_errors({"shifts": wrong}))


def _refuse_moving_what_began(
    event: OutreachEvent, own: dict[str, Any], given: dict[str, dict[str, Any]], locale: str
) -> None:
    begun = [shift for shift in event.planned if shift.begun]
    if begun and any(own[name] != getattr(event, name) for name in _PLACE):
        raise EventBegun
    for shift in begun:
        if (new := given.get(shift.key)) is None or any(new[name] != getattr(shift, name) for name in _TIMES):
            raise ShiftBegun(post=shift.called(locale))


def _in_the_past() -> FieldError:
    return FieldError("in-the-past", _l("这个时间已经过去，请填写将来的时间。"))


def _set(thing: OutreachEvent | Shift, facts: dict[str, Any]) -> set[str]:
    differing = {name for name, value in facts.items() if getattr(thing, name) != value}
    for name in differing:
        setattr(thing, name, facts[name])
    return differing
