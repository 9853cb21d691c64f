"""Until when a team may correct or reply: working days from the day after it was told, in Beijing."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis import clock
from chassis.words.workdays import CALENDAR, DAY, WORKING, Workdays
from services.registration.contest.screening.rules import calendar, due

moments = st.timedeltas(timedelta(0), timedelta(days=1000)).map(lambda ago: datetime(2026, 11, 30, tzinfo=UTC) - ago)
numbers = st.integers(1, 15)
exceptions = st.dictionaries(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=8).map(
    lambda found: calendar({"date": day.isoformat(), "working": working} for day, working in found.items())
)


@settings(deadline=None)
@given(moments, numbers, exceptions)
def test_due_is_the_end_of_the_last_of_so_many_working_days(told_at: datetime, number: int, days: Workdays) -> None:
    until = due(days, told_at, number).astimezone(clock.LOCAL)
    first, last = told_at.astimezone(clock.LOCAL).date() + DAY, until.date() - DAY
    assert until.time() == time(), "exclusive: 24:00 of the last day"
    assert days.is_working(last)
    assert days.count(first, last) == number


@settings(deadline=None)
@given(moments, numbers, exceptions, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_who_is_told_later_or_has_longer_never_has_to_answer_earlier(
    told_at: datetime, number: int, days: Workdays, later: timedelta
) -> None:
    for unit in (WORKING, CALENDAR):
        until = due(days, told_at, number, unit)
        assert told_at + timedelta(days=number) <= until
        assert until <= due(days, told_at + later, number, unit)
        assert until < due(days, told_at, number + 1, unit)
