"""Days, times and numbers as people write them into tables."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis import clock
from gateway.bulk.batch import BadCell
from gateway.bulk.cells import Span, read_count, read_day, read_span

NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)
"""A Monday, at noon in Xiamen."""
DAYS = {
    "12月5日": date(2026, 12, 5),
    "12月5号": date(2026, 12, 5),
    "2026年12月5日（周六）": date(2026, 12, 5),
    "12/5 星期六": date(2026, 12, 5),
    "2026-12-5": date(2026, 12, 5),
    "２０２６．１２．０５": date(2026, 12, 5),
    "2026-12-05 00:00": date(2026, 12, 5),
    "Sat, 5 Dec": date(2026, 12, 5),
    "December 5th, 2026": date(2026, 12, 5),
    "11.30": date(2026, 11, 30),
    "1月9日": date(2027, 1, 9),
    "2月29日": date(2028, 2, 29),
    "2025-12-05": date(2025, 12, 5),
}
SPANS = {
    "9:00-11:30": ("09:00", "11:30", False),
    "09：00—11：30": ("09:00", "11:30", False),
    "8.30~11.30": ("08:30", "11:30", False),
    "9点至11点半": ("09:00", "11:30", False),
    "上午9:00－11:30": ("09:00", "11:30", False),
    "下午2:00-5:00": ("14:00", "17:00", False),
    "下午2点半到5点": ("14:30", "17:00", False),
    "上午10点到下午1点": ("10:00", "13:00", False),
    "中午12:00-1:30": ("12:00", "13:30", False),
    "晚上10点-次日2点": ("22:00", "02:00", True),
    "20:00-24:00": ("20:00", "24:00", False),
    "9am to 11:30am": ("09:00", "11:30", False),
    "2-5pm": ("14:00", "17:00", False),
    "9-5pm": ("09:00", "17:00", False),
    "09:00:00-11:30:00": ("09:00", "11:30", False),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_days_are_read_as_people_write_them(text: str, day: date) -> None:
    with clock.frozen(NOW):
        assert read_day(text) == day


NONE = ("2月30日", "13月1日", "周六", "下周三", "2026年12月6日（周六）", "5", "明天")


@pytest.mark.parametrize("text", [*NONE, "9999-12-31", "1899-12-31"])
def test_days_that_are_none_are_asked_about(text: str) -> None:
    with clock.frozen(NOW), pytest.raises(BadCell):
        read_day(text)


WHOLE = ("{0}-{1}-{2}", "{0}年{1}月{2}日", "{0}/{1:02}/{2:02}")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(WHOLE))
def test_every_day_that_is_written_whole_is_that_day(day: date, how: str) -> None:
    assert read_day(how.format(day.year, day.month, day.day)) == day


@given(st.integers(0, 364), st.sampled_from(("{0}月{1}日", "{0}/{1}", "{0}.{1}")))
def test_a_day_without_a_year_is_the_next_of_its_kind(later: int, how: str) -> None:
    day = date(2026, 11, 30) + timedelta(days=later)
    with clock.frozen(NOW):
        assert read_day(how.format(day.month, day.day)) == day


@pytest.mark.parametrize(("text", "span"), SPANS.items())
def test_times_are_read_as_people_write_them(text: str, span: tuple[str, str, bool]) -> None:
    assert read_span(text) == Span(*span)


NO_SPANS = ("", "9:00", "9:00-8:00", "9:70-10:00", "25:00-26:00", "上午", "9-10-11", "次日2:00-5:00")


@pytest.mark.parametrize("text", NO_SPANS)
def test_times_that_are_none_are_asked_about(text: str) -> None:
    with pytest.raises(BadCell):
        read_span(text)


@given(st.text(max_size=30))
def test_whatever_stands_in_a_cell_is_read_or_asked_about(text: str) -> None:
    for read in (read_day, read_span, read_count):
        with contextlib.suppress(BadCell):
            read(text)


@pytest.mark.parametrize(("text", "count"), {"3": 3, "３人": 3, "12 名": 12, "2 people": 2}.items())
def test_numbers_may_have_a_measure_word(text: str, count: int) -> None:
    assert read_count(text) == count
