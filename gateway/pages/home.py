"""The home page: the current edition, its timetable, and the next volunteer event."""

from typing import Any

from flask import Blueprint, render_template

from chassis.auth import PUBLIC, allow
from chassis.client import Refused
from gateway.pages import asking
from gateway.pages.times import passed

blp = Blueprint("home", __name__)


def current_edition() -> dict[str, Any] | None:
    """The published edition, if there is one."""
    try:
        return asking.read(asking.REGISTRATION, "/editions/current")
    except Refused as refused:
        if refused.status == 404:
            return None
        raise


def _upcoming_event() -> dict[str, Any] | None:
    events = asking.glance(asking.REGISTRATION, "/events") or {"items": []}
    coming = [event for event in events["items"] if not passed(event["ends_at"])]
    return min(coming, key=lambda event: str(event["starts_at"]), default=None)


@blp.route("/")
@allow(PUBLIC)
def front() -> str:
    """What the contest is, when, and how to take part."""
    return render_template("home/front.html", edition=current_edition(), event=_upcoming_event())
