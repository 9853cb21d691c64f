"""The timetable as a calendar (RFC 5545) that phones and desks subscribe to."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from chassis import clock
from chassis.lazy import Lazy
from gateway.clients.registration.edition_parts import Stage
from gateway.clients.registration.editions import Edition
from gateway.editions.subject import address_in
from gateway.pages.public.feed_text import one_line
from gateway.pages.public.reading import absolute
from gateway.shell.display import named
from gateway.shell.times import local, window

if TYPE_CHECKING:
    import icalendar
else:
    icalendar = Lazy("icalendar")


def calendar(edition: Edition) -> bytes:
    """Every stage as an event whose UID never changes. Ends are exclusive here as there; whole days are dates."""
    return written("Timetable", named(edition), (_event(edition, stage) for stage in edition.stages))


def written(product: str, name: str, events: Iterable["icalendar.Event"]) -> bytes:
    """A calendar of this name; `product` says in English what wrote it."""
    made = icalendar.Calendar()
    made.add("prodid", f"-//Egret//{product}//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", one_line(name))
    made.add("x-wr-calname", one_line(name))
    made.add("x-wr-timezone", str(clock.LOCAL))
    for event in events:
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def begun(uid: str, changed: datetime, sequence: int) -> "icalendar.Event":
    """An event under a UID that never changes, as it stands since it last changed; `sequence` rises every time."""
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("last-modified", changed.astimezone(UTC))
    event.add("sequence", sequence)
    return event


def _event(edition: Edition, stage: Stage) -> "icalendar.Event":
    event = begun(f"{edition.slug}.{stage.key}@stage.egret", edition.updated_at, edition.version)
    add_window(event, stage.opens_at, stage.closes_at)
    event.add("summary", f"{one_line(named(edition))} · {one_line(named(stage))}")
    event.add("description", str(_("%(window)s，北京时间", window=window(stage.opens_at, stage.closes_at))))
    event.add("url", absolute(address_in(edition, "timetable.show")))
    event.add("transp", "TRANSPARENT")
    return event


def add_window(event: "icalendar.Event", opens: datetime, closes: datetime) -> None:
    """From when until when it lasts: dates where these are whole days, else times in Beijing."""
    whole = all(local(end).timetz().replace(tzinfo=None) == time() for end in (opens, closes))
    for name, at in (("dtstart", opens), ("dtend", closes)):
        event.add(name, local(at).date() if whole else local(at))
