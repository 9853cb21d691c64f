"""Moments are read with their offset, the end of a day as 24:00 too."""

from datetime import UTC, date, datetime, timedelta, timezone

import marshmallow as ma
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.forms import patterns
from chassis.http.fields import Moment, PlannedDay

BEIJING = timezone(timedelta(hours=8))


@settings(deadline=None)
@given(st.dates(date(2001, 1, 1), date(2199, 1, 1)), st.sampled_from(["24:00", "24:00:00"]))
def test_24_00_is_the_end_of_its_day(day: date, time: str) -> None:
    end = datetime(day.year, day.month, day.day, tzinfo=BEIJING) + timedelta(days=1)
    for between in ("T", " "):
        assert Moment().deserialize(f"{day.isoformat()}{between}{time}+08:00") == end
    assert Moment().deserialize(f"{day.isoformat()}T{time}Z") == end.replace(tzinfo=UTC)
    assert patterns.day(f"{day.isoformat()} 24:00") == patterns.day(f"{day.isoformat()}２４:００") == day.isoformat()


@pytest.mark.parametrize("text", ["2024-12-06T24:01+08:00", "2024-12-06T24:00", "2024-02-30T24:00Z", "24:00", "x", ""])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ma.ValidationError):
        Moment().deserialize(text)


@pytest.mark.parametrize("text", ["9999-12-31", "2200-01-01", "1999-12-31", "0001-01-01"])
def test_nothing_is_planned_for_a_day_from_which_others_cannot_be_reckoned(text: str) -> None:
    with pytest.raises(ma.ValidationError):
        PlannedDay().deserialize(text)
