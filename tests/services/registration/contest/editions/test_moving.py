"""Moving a timetable: order stays, worked days stay worked, every span keeps its working days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import LOCAL
from chassis.words.workdays import Workdays, day_and_time, moment
from services.registration.contest.editions.moving import move_stages

DAYS = st.dates(date(2026, 6, 1), date(2027, 3, 1))
"""National Day is known of them, what follows is not announced."""
CALENDARS = st.builds(Workdays, st.dictionaries(DAYS, st.booleans(), max_size=20))


@st.composite
def timetables(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Stages in any order, touching, overlapping or apart."""
    found = []
    for _ in range(draw(st.integers(1, 6))):
        opens = moment(draw(DAYS), draw(st.sampled_from((time(), time(9), time(14, 30)))))
        last = opens.date() + timedelta(days=draw(st.integers(0, 60)))
        closes = moment(last, draw(st.sampled_from((None, time(23, 59)))))
        found.append({"opens_at": opens.astimezone(UTC), "closes_at": closes.astimezone(UTC)})
    return found


def _moments(stages: list[dict[str, Any]]) -> list[datetime]:
    return [stage[name] for stage in stages for name in ("opens_at", "closes_at")]


def _days(stages: list[dict[str, Any]]) -> list[date]:
    return [
        day_and_time(s[name], end=end)[0] for s in stages for name, end in (("opens_at", False), ("closes_at", True))
    ]


@given(timetables(), DAYS, CALENDARS, CALENDARS)
def test_moved_timetable_keeps_order_times_and_working_days(
    stages: list[dict[str, Any]], start: date, before: Workdays, after: Workdays
) -> None:
    moved = move_stages(stages, start, before, after)
    assert min(_days(moved)) == start
    old, new = _moments(stages), _moments(moved)
    assert all((a < b) == (x < y) for a, x in zip(old, new, strict=True) for b, y in zip(old, new, strict=True))
    first = min(_days(stages))
    for was, now in zip(_days(stages), _days(moved), strict=True):
        if was != first and before.is_working(was):
            assert after.is_working(now)
    assert [at.astimezone(UTC).time() for at in old] == [at.time() for at in new]


@given(timetables(), CALENDARS)
def test_moving_nowhere_changes_nothing(stages: list[dict[str, Any]], calendar: Workdays) -> None:
    assert move_stages(stages, min(_days(stages)), calendar, calendar) == stages


def test_public_notice_of_five_working_days_has_five_next_year() -> None:
    notice = {"opens_at": _beijing(2025, 1, 13, 9), "closes_at": _beijing(2025, 1, 18)}
    (moved,) = move_stages([notice], date(2026, 2, 11), Workdays(), Workdays())
    assert moved == {
        "opens_at": _beijing(2026, 2, 11, 9),
        "closes_at": _beijing(2026, 2, 25),
    }  # Spring Festival between


def _beijing(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LOCAL).astimezone(UTC)
