"""What a series is made of. Nothing here is stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any

MOST = 60
"""Events of a series."""
PARTS = {
    "name": ("name", "name_en"),
    "place": ("place", "place_en"),
    "summary": ("summary", "summary_en"),
    "shifts": ("shifts", "starts_day", "starts_time", "ends_day", "ends_time"),
    "travel": ("travel_minutes",),
}
"""What of an event can be carried over to those after it, and the fields of its form that say so."""


@dataclass(frozen=True)
class Day:
    """One more day of an event; the place is the same where none is named."""

    starts_on: date
    place: str
    place_en: str


@dataclass(frozen=True)
class Outcome:
    """What became of an event and those after it."""

    done: int
    left: list[dict[str, Any]]
    """Those that stayed as they are, by name, each with the reason."""
