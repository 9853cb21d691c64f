"""Stages as people type them, day and time in Beijing, and as moments."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from chassis.forms.day_and_time import as_typed, typed_day, typed_moment
from chassis.manuscripts.content import Content
from chassis.words.moments import END_OF_DAY
from chassis.words.workdays import Workdays, day_and_time
from services.registration.contest.editions.models import OTHER

NAMED = ("key", "name", "name_en")
WINDOW = ("opens_day", "opens_time", "closes_day", "closes_time")


def stages_of(content: Content) -> list[dict[str, Any]]:
    """The stages of a timetable that is complete, their windows as aware datetimes."""
    return [
        {**{name: row.get(name, "") for name in NAMED}, "kind": row.get("kind", OTHER), **window(row)}
        for row in content.get("stages", ())
    ]


def window(row: Mapping[str, Any]) -> dict[str, datetime]:
    """When a stage is open; without times from 00:00 of its first day to 24:00 of its last."""
    return {
        "opens_at": typed_moment(row["opens_day"], row.get("opens_time") or "00:00"),
        "closes_at": typed_moment(row["closes_day"], row.get("closes_time") or END_OF_DAY),
    }


def has_window(row: Mapping[str, Any]) -> bool:
    """Whether both of its days are known."""
    try:
        window(row)
    except (KeyError, ValueError):
        return False
    return True


def row_of(stage: Mapping[str, Any]) -> dict[str, Any]:
    """A stage with moments as people type it."""
    typed = (*as_typed(stage["opens_at"]), *as_typed(stage["closes_at"], end=True))
    return {name: stage[name] for name in (*NAMED, "kind")} | dict(zip(WINDOW, typed, strict=True))


def workdays_within(content: Content, stage: Mapping[str, Any]) -> int:
    """How many working days of the timetable's calendar a stage with moments has."""
    (first, _opens), (last, _closes) = day_and_time(stage["opens_at"]), day_and_time(stage["closes_at"], end=True)
    return workdays_of(content).count(first, last)


def workdays_of(content: Content) -> Workdays:
    """The calendar of working days, with as many of its exceptions as are complete."""
    exceptions = {}
    for row in content.get("exceptional_days", ()):
        with suppress(KeyError, ValueError):
            exceptions[typed_day(row["date"])] = row["working"] == "yes"
    return Workdays(exceptions)
