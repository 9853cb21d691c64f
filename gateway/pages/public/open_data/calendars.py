"""Rows of open data that begin and end, as a calendar."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chassis.lazy import Lazy
from gateway.pages.public.feed_text import one_line
from gateway.pages.public.ical import written
from gateway.pages.public.open_data.rows import Row
from gateway.pages.public.open_data.sets import DataSet

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = Lazy("icalendar")

SPANS = {"editions": ("opens_at", "closes_at"), "events": ("starts_at", "ends_at")}
"""The fields of a set between which a calendar shows its rows."""


def as_calendar(found: DataSet, rows: Sequence[Row]) -> bytes:
    """The rows as events of a calendar; a row keeps its UID for good."""
    return written("OpenData", str(found.title), (_entry(found, row) for row in rows))


def _entry(found: DataSet, row: Row) -> "icalendar.Event":
    begins, ends = (datetime.fromisoformat(row[field]) for field in SPANS[found.key])
    event = icalendar.Event()
    event.add("uid", f"{row['slug']}@{found.key}.egret")
    event.add("dtstamp", begins)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", one_line(row["name"]))
    if row.get("place"):
        event.add("location", one_line(row["place"]))
    event.add("url", row["address"])
    return event
