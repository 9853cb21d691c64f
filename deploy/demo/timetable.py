"""When things happen in the demo.

The files hold the timetable of the real edition of 2024. A demo that is closed teaches nothing, so it is moved by
whole weeks (weekdays stay) until the volunteer events lie 7 to 13 days ahead. Registration is then open, its deadline
four weeks away. Entries are screened and judged as they come in, which this edition says of itself: registration opened
first, screening two days later, the preliminary round two days after that.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from chassis.clock import LOCAL

EVENTS = datetime(2024, 11, 17, tzinfo=LOCAL)
"""The Sunday of both outreach events."""
OPENS = datetime(2024, 10, 28, 9, tzinfo=LOCAL)
"""When registration opened."""


def weeks(now: datetime) -> timedelta:
    """How far to move the timetable, for a demo loaded now."""
    today = now.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    sunday = today + timedelta(days=7 + (6 - today.weekday()) % 7)
    return sunday - EVENTS


def moved(value: Any, by: timedelta) -> Any:
    """The same data with every `…_at` moved and made an aware UTC time."""
    move: Callable[[Any], Any] = lambda inner: moved(inner, by)  # noqa: E731  short and used twice
    if isinstance(value, dict):
        return {key: _time(item, by) if key.endswith("_at") else move(item) for key, item in value.items()}
    return [move(item) for item in value] if isinstance(value, list) else value


def _time(text: str, by: timedelta) -> str:
    return (datetime.fromisoformat(text).replace(tzinfo=LOCAL) + by).isoformat()
