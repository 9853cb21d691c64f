"""The timetable as a calendar (RFC 5545) that phones and desks subscribe to."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from chassis import clock
from chassis.lazy import Lazy
from gateway.pages.public.reading import absolute
from gateway.shell.display import named
from gateway.shell.times import local, window

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = Lazy("icalendar")

SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def calendar(edition: dict[str, Any]) -> bytes:
    """Every stage as an event whose UID never changes. Ends are exclusive here as there; whole days are dates."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Egret//Timetable//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", named(edition))
    made.add("x-wr-calname", named(edition))
    made.add("x-wr-timezone", str(clock.LOCAL))
    changed = local(edition["updated_at"]).astimezone(UTC)
    for stage in edition["stages"]:
        made.add_component(_event(edition, stage, changed))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(edition: dict[str, Any], stage: dict[str, Any], changed: datetime) -> "icalendar.Event":
    event = icalendar.Event()
    event.add("uid", f"{edition['slug']}.{stage['key']}@stage.egret")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", int((changed - SINCE).total_seconds() // 60))
    event.add("dtstart", _moment(stage, "opens_at"))
    event.add("dtend", _moment(stage, "closes_at"))
    event.add("summary", f"{named(edition)} · {named(stage)}")
    event.add("description", str(_("%(window)s，北京时间", window=window(stage["opens_at"], stage["closes_at"]))))
    event.add("url", absolute("/timetable"))
    event.add("transp", "TRANSPARENT")
    return event


def _moment(stage: dict[str, Any], name: str) -> datetime | date:
    """A date where the stage lasts whole days, else a time in Beijing."""
    at = local(stage[name])
    whole = all(local(stage[other]).timetz().replace(tzinfo=None) == time() for other in ("opens_at", "closes_at"))
    return at.date() if whole else at
