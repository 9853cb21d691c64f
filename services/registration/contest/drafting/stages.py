"""Stages as people type them, day and time in Beijing, and as moments."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import Any

from chassis.forms import patterns
from chassis.manuscripts.content import Content
from chassis.words.workdays import Workdays, day_and_time, moment
from services.registration.contest.editions.models import OTHER

END_OF_DAY = "24:00"
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
        "opens_at": _moment(row["opens_day"], row.get("opens_time") or "00:00"),
        "closes_at": _moment(row["closes_day"], row.get("closes_time") or END_OF_DAY),
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
    opens, closes = day_and_time(stage["opens_at"]), day_and_time(stage["closes_at"], end=True)
    typed = {"opens_day": opens[0].isoformat(), "opens_time": _written(opens[1])}
    typed |= {"closes_day": closes[0].isoformat(), "closes_time": _written(closes[1])}
    return {name: stage[name] for name in (*NAMED, "kind")} | typed


def workdays_of(content: Content) -> Workdays:
    """The calendar of working days, with as many of its exceptions as are complete."""
    exceptions = {}
    for row in content.get("exceptional_days", ()):
        with suppress(KeyError, ValueError):
            exceptions[typed_day(row["date"])] = row["working"] == "yes"
    return Workdays(exceptions)


def typed_day(text: str) -> date:
    """A day as it stands in a draft, however it was typed. Raises ValueError."""
    found = patterns.day(text)
    if not isinstance(found, str):
        raise ValueError(text)
    return date.fromisoformat(found)


def _moment(day: str, at: str) -> datetime:
    found = patterns.time_of_day(at)
    if not isinstance(found, str):
        raise ValueError(at)
    return moment(typed_day(day), None if found == END_OF_DAY else time.fromisoformat(found)).astimezone(UTC)


def _written(at: time | None) -> str:
    return END_OF_DAY if at is None else f"{at:%H:%M}"
