"""What open data has with dates, as events of a calendar: each keeps its UID for good and says when it last changed."""

from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _

from gateway.clients.registration.editions import Edition
from gateway.clients.registration.outreach import Event
from gateway.pages.public import ical
from gateway.pages.public.feed_text import one_line
from gateway.pages.public.reading import absolute

if TYPE_CHECKING:
    import icalendar

STATUS = {"published": "CONFIRMED", "cancelled": "CANCELLED"}
"""What a calendar calls the states of an outreach event."""


def edition_entry(edition: Edition) -> "icalendar.Event":
    """The time in which teams enter an edition."""
    entry = ical.begun(f"{edition.slug}@editions.egret", edition.updated_at, edition.version)
    ical.add_window(entry, edition.opens_at, edition.closes_at)
    entry.add("summary", str(_("%(edition)s · 报名", edition=one_line(edition.name))))
    entry.add("description", edition.summary)
    entry.add("url", absolute(url_for("home.front", slug=edition.slug)))
    entry.add("transp", "TRANSPARENT")
    return entry


def event_entry(event: Event) -> "icalendar.Event":
    """An outreach event; calendars take out a cancelled one."""
    entry = ical.begun(f"{event.slug}@events.egret", event.updated_at, event.version)
    ical.add_window(entry, event.starts_at, event.ends_at)
    entry.add("status", STATUS[event.state])
    entry.add("summary", one_line(event.name))
    entry.add("location", one_line(event.place))
    entry.add("description", event.reason or event.summary)
    entry.add("url", absolute(url_for("shifts.event", slug=event.slug)))
    return entry
