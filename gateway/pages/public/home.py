"""The home page: the current edition, its timetable, the latest articles and the next volunteer event, in one call."""

from flask import Blueprint, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.overviews import OVERVIEWS
from gateway.editions.lookup import current_edition
from gateway.pages.public import structured
from gateway.pages.public.reading import all_worded

blp = Blueprint("home", __name__)


@blp.route("/")
@allow(PUBLIC)
def front() -> str:
    """What the contest is, when, and how to take part."""
    found, edition = OVERVIEWS.front(), current_edition()
    return render_template(
        "public/home.html",
        edition=edition,
        event=found.event,
        notices=all_worded(one for one in found.articles if one.kind == "notice"),
        announcements=all_worded(one for one in found.articles if one.kind != "notice"),
        facts=structured.contest(edition) if edition else None,
    )
