"""Working days by the public calendar, make-up days, exceptions and years that are not announced yet."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.words.holidays import holidays_by_law
from chassis.words.workdays import CALENDAR, DAY, WORKING, Workdays, day_and_time, is_known, moment, unannounced

DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
CALENDARS = st.builds(Workdays, st.dictionaries(DAYS, st.booleans(), max_size=20))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 1, 26), True),  # a Sunday that is worked for the Spring Festival
        (date(2025, 1, 28), False),
        (date(2025, 2, 4), False),
        (date(2025, 2, 5), True),
        (date(2025, 1, 1), False),
        (date(2026, 2, 14), True),  # a Saturday that is worked
        (date(2026, 10, 7), False),
    ],
)
def test_public_calendar_knows_holidays_and_make_up_days(day: date, working: bool) -> None:
    assert Workdays().is_working(day) is working
    assert Workdays({day: not working}).is_working(day) is not working


def test_years_not_announced_are_told_once_each_wherever_a_period_reaches() -> None:
    known, across = (date(2024, 1, 1), date(2024, 2, 1)), (date(2198, 12, 30), date(2199, 1, 2))
    assert unannounced([known, across, across]) == [2198, 2199]


@pytest.mark.parametrize("year", [2035, 2199])
def test_year_not_announced_has_monday_to_friday(year: int) -> None:
    monday = date(year, 7, 1) - date(year, 7, 1).weekday() * DAY
    assert not is_known(year)
    assert [Workdays().is_working(monday + n * DAY) for n in range(7)] == [True] * 5 + [False] * 2
    assert not any(Workdays().is_working(day) for day in (date(year, 1, 1), date(year, 5, 1), date(year, 10, 1)))


def test_year_not_announced_keeps_the_days_that_are_free_by_law() -> None:
    lunar = ((1, 25), (1, 26), (1, 27), (1, 28), (4, 4), (5, 28), (10, 3))
    fixed = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
    assert holidays_by_law(2028) == {date(2028, *day) for day in (*lunar, *fixed)}
    assert Workdays().on_or_after(date(2028, 1, 25)) == date(2028, 1, 31)
    assert Workdays({date(2028, 1, 26): True}).is_working(date(2028, 1, 26))


@pytest.mark.parametrize("year", [2025, 2026])
def test_days_free_by_law_are_free_as_it_is_announced(year: int) -> None:
    assert not [day for day in holidays_by_law(year) if Workdays().is_working(day)]


@pytest.mark.parametrize(
    ("first", "days", "unit", "last"),
    [
        (date(2025, 1, 13), 5, WORKING, date(2025, 1, 17)),  # a whole week; the first day counts
        (date(2024, 12, 30), 3, WORKING, date(2025, 1, 2)),  # New Year's Day lies between
        (date(2021, 9, 29), 10, CALENDAR, date(2021, 10, 8)),  # a real notice of ten days
        (date(2025, 1, 18), 1, WORKING, date(2025, 1, 20)),  # begins on a Saturday
    ],
)
def test_period_ends_as_notices_count(first: date, days: int, unit: str, last: date) -> None:
    assert Workdays().last_day(first, days, unit) == last


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_period_of_working_days_has_so_many_and_ends_on_one(calendar: Workdays, first: date, days: int) -> None:
    last = calendar.last_day(first, days, WORKING)
    assert calendar.count(first, last) == days
    assert calendar.is_working(last)
    assert calendar.on_or_after(last) == last


@given(st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC)), st.booleans())
def test_moment_reads_as_it_was_written(at: datetime, end: bool) -> None:
    assert moment(*day_and_time(at, end=end)) == at


def test_midnight_is_the_end_of_a_day_where_something_ends() -> None:
    at = datetime(2024, 12, 6, 16, tzinfo=UTC)
    assert day_and_time(at, end=True) == (date(2024, 12, 6), None)
    assert day_and_time(at) == (date(2024, 12, 7), time())
    assert moment(date(2024, 12, 6), None) - moment(date(2024, 12, 6), time()) == timedelta(days=1)
