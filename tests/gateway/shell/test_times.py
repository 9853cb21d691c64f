"""Times as people read them."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from chassis import clock
from chassis.words import moments
from gateway.shell import times

AT = datetime(2024, 12, 6, 10, 0, tzinfo=clock.LOCAL)


@pytest.fixture(autouse=True)
def page() -> object:
    app = Flask("page")
    Babel(app, default_locale="zh_CN")
    with app.test_request_context(), clock.frozen(AT):
        yield


def test_deadline_at_midnight_is_24_of_the_day_before() -> None:
    assert times.deadline("2024-12-06T16:00:00Z") == "2024年12月6日（周五）24:00"
    assert times.deadline("2024-12-06T09:30:00+00:00") == "2024年12月6日（周五）17:30"


def test_moment_is_beijing_time() -> None:
    assert times.moment("2024-11-17T01:00:00Z") == "2024年11月17日（周日）09:00"
    with force_locale("en"):
        assert times.moment("2024-11-17T01:00:00Z") == "Sun, 17 Nov 2024, 09:00"


def test_calendar_day_is_written_as_each_language_writes_it() -> None:
    assert moments.calendar_day(AT.date()) == "2024年12月6日"
    with force_locale("en"):
        assert moments.calendar_day(AT.date()) == "6 Dec 2024"


@pytest.mark.parametrize(
    ("after", "text"),
    [
        (timedelta(days=12), "还有 12 天"),
        (timedelta(days=2), "还有 2 天"),
        (timedelta(hours=47, minutes=59), "还有 47 小时"),
        (timedelta(minutes=90), "还有 1 小时"),
        (timedelta(minutes=59), "还有 59 分钟"),
        (timedelta(seconds=5), "还有 1 分钟"),
        (timedelta(0), "已结束"),
        (timedelta(seconds=-1), "已结束"),
    ],
)
def test_left_is_told_in_the_unit_people_use(after: timedelta, text: str) -> None:
    assert times.left(AT + after) == text


def test_days_left_are_counted_by_the_calendar() -> None:
    assert times.left("2024-12-09T16:00:00Z") == "还有 3 天"
    assert times.ending("2024-12-09T16:00:00Z") == "还有 3 天截止"


def test_span_says_the_date_once() -> None:
    assert times.span("2024-11-17T00:30:00Z", "2024-11-17T03:30:00Z") == "2024年11月17日（周日）08:30–11:30"


def test_missing_time_is_empty() -> None:
    assert [times.moment(None), times.deadline(""), times.left(None), times.second(None)] == [""] * 4
    assert not times.passed(None)
