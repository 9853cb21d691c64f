"""A volunteer's own shifts as a calendar file (RFC 5545): taken along again, it brings earlier entries up to date."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for
from flask_babel import gettext as _

from chassis.http.auth import allow
from contracts.roles import VOLUNTEER
from gateway.clients.registration.outreach import OUTREACH, Signup
from gateway.pages.public import ical
from gateway.pages.public.feed_text import one_line
from gateway.pages.public.reading import absolute
from gateway.shell.display import named
from gateway.shell.times import local

if TYPE_CHECKING:
    import icalendar

blp = Blueprint("shift_calendar", __name__)
STATUS = {"confirmed": "CONFIRMED", "waitlisted": "TENTATIVE", "cancelled": "CANCELLED"}
"""What a calendar calls the states of a signup."""


@blp.route("/volunteer/shifts.ics", methods=["GET"])
@allow(VOLUNTEER)
def shifts() -> Response:
    """Own shifts, those given up or called off as cancelled, so that a calendar takes them out."""
    content = ical.written("Shifts", _("我的志愿服务班次"), (_event(one) for one in OUTREACH.own_signups()))
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="shifts.ics"'
    return response


def _event(signup: Signup) -> "icalendar.Event":
    event = ical.begun(f"{signup.id}@shift.egret", signup.changed_at, signup.sequence)
    event.add("dtstart", local(signup.starts_at))
    event.add("dtend", local(signup.ends_at))
    event.add("status", STATUS[signup.state])
    event.add("summary", _title(signup))
    event.add("location", one_line(named(signup, "place")))
    event.add("description", named(signup, "summary"))
    event.add("url", absolute(url_for("shifts.events")))
    event.add("transp", "OPAQUE" if signup.state == "confirmed" else "TRANSPARENT")
    return event


def _title(signup: Signup) -> str:
    what = one_line(f"{named(signup, 'post')} · {named(signup, 'event')}")
    return _("（候补）%(what)s", what=what) if signup.state == "waitlisted" else what
