"""The timetable of a draft drawn as one rail: a bar for each stage, all on one scale, with its working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chassis.words.moments import calendar_day
from chassis.words.workdays import Workdays, unannounced
from gateway.shell.display import named

WHOLE = 1000
"""Width of the rail in its own units."""
LEAST = 6
"""The narrowest bar that can be seen."""


@dataclass(frozen=True)
class Bar:
    """A stage on the rail."""

    name: str
    kind: str
    first: str
    last: str
    days: int
    """Working days, both ends included."""
    start: int
    width: int


def rail_of(content: Mapping[str, Any]) -> list[Bar]:
    """The stages whose days are known, in their order."""
    rows = [(row, *days) for row in content.get("stages") or () if (days := _days(row))]
    if not rows:
        return []
    begin, end = min(row[1] for row in rows), max(row[2] for row in rows)
    calendar, length = _calendar(content), (end - begin).days + 1
    return [
        Bar(
            name=named(row),
            kind=row.get("kind", ""),
            first=calendar_day(first),
            last=calendar_day(last),
            days=calendar.count(first, last),
            start=WHOLE * (first - begin).days // length,
            width=max(WHOLE * ((last - first) + timedelta(days=1)).days // length, LEAST),
        )
        for row, first, last in rows
    ]


def unannounced_years(content: Mapping[str, Any]) -> list[int]:
    """The years of the stages whose holidays are not known yet: their working days may still change."""
    return unannounced(days for row in content.get("stages") or () if (days := _days(row)))


def _days(row: Mapping[str, Any]) -> tuple[date, date] | None:
    try:
        first, last = (date.fromisoformat(row[name]) for name in ("opens_day", "closes_day"))
    except (KeyError, ValueError):
        return None
    return (first, last) if first <= last else None


def _calendar(content: Mapping[str, Any]) -> Workdays:
    rows = [row for row in content.get("exceptional_days") or () if row.get("working")]
    return Workdays({day: row["working"] == "yes" for row in rows if (day := _day(row.get("date", "")))})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
