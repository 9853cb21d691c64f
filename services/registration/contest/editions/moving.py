"""The timetable of an edition moved to another start, so that every span keeps its number of working days."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from chassis.words.workdays import Workdays, day_and_time, moment

Stage = dict[str, Any]
"""A stage with its window as aware datetimes."""


def move_stages(stages: Sequence[Stage], start: date, before: Workdays, after: Workdays) -> list[Stage]:
    """The stages with the earliest one opening on `start`.

    `before` is the calendar they were made for, `after` the one they shall follow. Times of day stay. A day that was
    worked becomes a working day, as many of them after the one before it; a free one comes as many days after.
    """
    moved = _days(_named(stages), start, before, after)
    return [
        stage | {name: _move(stage[name], moved, end=end) for name, end in (("opens_at", False), ("closes_at", True))}
        for stage in stages
    ]


def _named(stages: Sequence[Stage]) -> list[date]:
    """Every day on which a stage opens or ends, in order, each once."""
    opening = {day_and_time(stage["opens_at"])[0] for stage in stages}
    return sorted(opening | {day_and_time(stage["closes_at"], end=True)[0] for stage in stages})


def _days(days: Sequence[date], start: date, before: Workdays, after: Workdays) -> Mapping[date, date]:
    found = {days[0]: start}
    for earlier, day in pairwise(days):
        if before.is_working(day):
            found[day] = after.after(found[earlier], before.count(earlier, day) - before.is_working(earlier))
        else:
            found[day] = found[earlier] + (day - earlier)
    return found


def _move(at: datetime, moved: Mapping[date, date], *, end: bool) -> datetime:
    day, time = day_and_time(at, end=end)
    return moment(moved[day], time).astimezone(UTC)


def calendar_of(exceptional_days: Iterable[Mapping[str, Any]]) -> Workdays:
    """The calendar of an edition, with its exceptions."""
    return Workdays({date.fromisoformat(one["date"]): one["working"] for one in exceptional_days})
