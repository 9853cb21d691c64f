from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import LOCAL
from deploy.demo import timetable

BOUNDS = datetime(2025, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001  hypothesis adds the zone itself
ANY_TIME = st.datetimes(*BOUNDS, timezones=st.just(UTC))


@given(ANY_TIME)
def test_events_lie_one_to_two_weeks_ahead_on_a_sunday(now: datetime) -> None:
    events = timetable.EVENTS + timetable.weeks(now)
    assert events.weekday() == 6
    assert 7 <= (events.date() - now.astimezone(LOCAL).date()).days <= 13


@given(ANY_TIME)
def test_registration_is_open_and_stays_open_for_three_weeks(now: datetime) -> None:
    by = timetable.weeks(now)
    moved = timetable.moved({"opens_at": "2024-10-28T09:00", "closes_at": "2024-12-07T00:00"}, by)
    assert datetime.fromisoformat(moved["opens_at"]) < now
    assert datetime.fromisoformat(moved["closes_at"]) > now + timedelta(days=21)


def test_moved_leaves_everything_else_alone() -> None:
    data = {"name": "甲", "stages": [{"key": "entry", "opens_at": "2024-10-28T09:00"}], "list": ["乙", 3]}
    moved = timetable.moved(data, timedelta(weeks=1))
    assert moved == {
        "name": "甲",
        "stages": [{"key": "entry", "opens_at": "2024-11-04T09:00:00+08:00"}],
        "list": ["乙", 3],
    }
    assert data["stages"][0]["opens_at"] == "2024-10-28T09:00"  # type: ignore[index]  # JSON


@pytest.mark.parametrize("name", ["opens_at", "ends_at"])
def test_moved_times_are_those_of_xiamen(name: str) -> None:
    assert timetable.moved({name: "2024-11-17T08:30"}, timedelta())[name] == "2024-11-17T08:30:00+08:00"
