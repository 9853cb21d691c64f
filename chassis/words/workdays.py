"""Working days: the public calendar of China with its make-up days (调休), and exceptions of one's own.

The State Council announces a year's holidays late in the year before. In years `chinesecalendar` does not know yet, the
days that are free by law are free, as far as lunar years are reckoned (to 2100), and else Monday to Friday are worked;
`is_known` says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from chassis import clock
from chassis.lazy import Lazy
from chassis.words.holidays import holidays_by_law

if TYPE_CHECKING:
    import chinese_calendar
else:
    chinese_calendar = Lazy("chinese_calendar")

WORKING, CALENDAR = "working", "calendar"
"""Units in which a period is counted."""
DAY = timedelta(days=1)
SATURDAY = 5
"""As `date.weekday` counts."""


@dataclass(frozen=True)
class Workdays:
    """A calendar: the public one, but for the days that are decided otherwise."""

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    """Days that are worked (True) or free (False) whatever the public calendar says."""

    def is_working(self, day: date) -> bool:
        """Whether people work on that day."""
        if day in self.exceptions:
            return self.exceptions[day]
        free, worked, _years = _announced()
        if day.weekday() >= SATURDAY:
            return day in worked
        return day not in (free if is_known(day.year) else holidays_by_law(day.year))

    def count(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included; 0 where `last` comes before."""
        return sum(self.is_working(first + n * DAY) for n in range((last - first).days + 1))

    def after(self, day: date, number: int) -> date:
        """The working day that comes so many of them after `day`, which itself is not counted. `number` is above 0."""
        while number:
            day += DAY
            number -= self.is_working(day)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself where it is worked, else the next one that is."""
        return day if self.is_working(day) else self.after(day, 1)

    def last_day(self, first: date, days: int, unit: str) -> date:
        """The last day of a period that begins with `first`, which counts: 5 working days, 7 calendar days."""
        if unit == CALENDAR:
            return first + (days - 1) * DAY
        return self.after(first - DAY, days)


def is_known(year: int) -> bool:
    """Whether the holidays of that year are known."""
    return year in _announced()[2]


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday: one that is announced, with the weekends within it, before that one by law."""
    return day in (_announced()[0] if is_known(day.year) else holidays_by_law(day.year))


def is_made_up(day: date) -> bool:
    """Whether it is a weekend on which people work for a holiday (调休)."""
    return day in _announced()[1]


def unannounced(periods: Iterable[tuple[date, date]]) -> list[int]:
    """The years into which these periods reach, both ends included, whose holidays are not known; in order."""
    years = {year for first, last in periods for year in range(first.year, last.year + 1)}
    return sorted(year for year in years if not is_known(year))


@cache
def _announced() -> tuple[Mapping[date, Any], Mapping[date, Any], range]:
    """Holidays, days that are worked instead, and the years they are known of."""
    announced = chinese_calendar.constants
    years = [day.year for day in announced.holidays]
    return announced.holidays, announced.workdays, range(min(years), max(years) + 1)


def day_and_time(at: datetime, *, end: bool = False) -> tuple[date, time | None]:
    """A moment as people write it in Beijing; as an exclusive end, midnight is 24:00 (None) of the day before."""
    local = at.astimezone(clock.LOCAL)
    if end and local.time() == time():
        return local.date() - DAY, None
    return local.date(), local.time()


def moment(day: date, at: time | None) -> datetime:
    """The moment that people write so; None is 24:00, the end of the day."""
    return datetime.combine(day + DAY if at is None else day, at or time(), clock.LOCAL)
