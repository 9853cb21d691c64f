"""An event as its form is answered, put together as services publish it; and taken apart again."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from chassis.forms.day_and_time import as_typed, typed_day, typed_moment
from chassis.manuscripts.content import Content
from chassis.words.moments import END_OF_DAY
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import with_times

TEXTS = ("name", "name_en", "place", "place_en", "summary", "summary_en")
POST = ("key", "post", "post_en")
TIMES = ("starts_at", "ends_at")


def compose(content: Content, event: OutreachEvent | None = None) -> dict[str, Any]:
    """The facts of a complete draft, as `NewEventSchema` loads them.

    `event` is what is published: what people type is exact to the minute, so a moment that reads the same stays.
    """
    known = {shift.key: shift for shift in event.planned} if event else {}
    shifts = [_shift(row, known.get(row["key"])) for row in content["shifts"]]
    facts = {name: content.get(name, "") for name in TEXTS}
    facts |= {"travel_minutes": int(content["travel_minutes"]), "shifts": shifts}
    if content.get("starts_day"):
        facts["starts_at"] = typed_moment(content["starts_day"], content.get("starts_time") or "00:00")
    if content.get("ends_day"):
        facts["ends_at"] = typed_moment(content["ends_day"], content.get("ends_time") or END_OF_DAY)
    return _unmoved(facts, event)


def shift_times(row: Mapping[str, Any]) -> dict[str, datetime]:
    """When a shift begins and ends. Raises KeyError or ValueError where that is not known."""
    ends_day = row.get("ends_day") or row["starts_day"]
    return {
        "starts_at": typed_moment(row["starts_day"], row["starts_time"]),
        "ends_at": typed_moment(ends_day, row["ends_time"]),
    }


def take_apart(event: OutreachEvent) -> Content:
    """What is published, as the form is answered."""
    content = {name: getattr(event, name) for name in TEXTS} | {"travel_minutes": str(event.travel_minutes)}
    shifts = [{name: getattr(shift, name) for name in (*POST, *TIMES, "capacity")} for shift in event.planned]
    content["shifts"] = [row_of(shift) for shift in shifts]
    spanned = with_times({"shifts": shifts}) if shifts else {}
    for name, end in (("starts", False), ("ends", True)):
        if spanned.get(f"{name}_at") != (at := getattr(event, f"{name}_at")):
            content[f"{name}_day"], content[f"{name}_time"] = as_typed(at, end=end)
    return _answered(content)


def row_of(shift: Mapping[str, Any]) -> Content:
    """A shift as people type it; the day it ends on is left out where it is the same."""
    (first, begins), (last, ends) = as_typed(shift["starts_at"]), as_typed(shift["ends_at"], end=True)
    row = {name: shift[name] for name in POST} | {"starts_day": first, "starts_time": begins}
    row |= {"ends_day": "" if last == first else last, "ends_time": ends, "capacity": str(shift["capacity"])}
    return _answered(row)


def _shift(row: Mapping[str, Any], known: Shift | None) -> dict[str, Any]:
    texts = {name: row.get(name, "") for name in POST}
    return _unmoved(texts | shift_times(row) | {"capacity": int(row["capacity"])}, known)


def _unmoved(facts: dict[str, Any], known: OutreachEvent | Shift | None) -> dict[str, Any]:
    """The facts with the moments that are stored wherever they read as those do."""
    stored = {name: getattr(known, name) for name in TIMES if known and name in facts}
    return facts | {name: at for name, at in stored.items() if as_typed(at) == as_typed(facts[name])}


def _answered(content: Mapping[str, Any]) -> Content:
    return {name: value for name, value in content.items() if value not in ("", [])}


def first_day(content: Content) -> date | None:
    """The day of the first shift, where the draft says one."""
    known = (_day(row.get("starts_day", "")) for row in content.get("shifts") or [])
    return min((day for day in known if day), default=None)


def from_day(content: Content, first: date) -> Content:
    """The draft with all its days moved so that its first shift is on that day."""
    before = first_day(content)
    if before is None:
        return content
    by = first - before
    return _moved(content, by) | {"shifts": [_moved(row, by) for row in content["shifts"]]}


def _moved(answers: Mapping[str, Any], by: timedelta) -> Content:
    days = {name: day + by for name in ("starts_day", "ends_day") if (day := _day(answers.get(name, "")))}
    return {**answers, **{name: day.isoformat() for name, day in days.items()}}


def _day(text: str) -> date | None:
    try:
        return typed_day(text)
    except ValueError:
        return None
