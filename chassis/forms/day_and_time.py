"""Moments as forms ask for them: a day and a time of day in Beijing, two answers that make one."""

from datetime import UTC, date, datetime, time

from chassis.forms import patterns
from chassis.words import workdays
from chassis.words.moments import END_OF_DAY


def typed_day(text: str) -> date:
    """A day as it stands in a draft, however it was typed. Raises ValueError."""
    found = patterns.day(text)
    if not isinstance(found, str):
        raise ValueError(text)
    return date.fromisoformat(found)


def typed_moment(day: str, at: str) -> datetime:
    """The moment that a day and a time of day name, however they were typed. Raises ValueError."""
    found = patterns.time_of_day(at)
    if not isinstance(found, str):
        raise ValueError(at)
    return workdays.moment(typed_day(day), None if found == END_OF_DAY else time.fromisoformat(found)).astimezone(UTC)


def as_typed(at: datetime, *, end: bool = False) -> tuple[str, str]:
    """The day and the time of day that people type for it; as an exclusive end, midnight is 24:00 of the day before."""
    day, clock_time = workdays.day_and_time(at, end=end)
    return day.isoformat(), END_OF_DAY if clock_time is None else f"{clock_time:%H:%M}"
