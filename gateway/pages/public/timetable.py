"""The timetable of an edition, as a page; `feeds` has it as a calendar."""

from flask import Blueprint, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.editions import Edition
from gateway.editions.subject import find_subject

blp = Blueprint("timetable", __name__)


@blp.route("/timetable", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/timetable", methods=["GET"])
@allow(PUBLIC)
def show(slug: str) -> str:
    """Every stage, when it is, and how long that is from now."""
    return timetable_page(find_subject(slug))


def timetable_page(edition: Edition | None) -> str:
    """The page of an edition."""
    return render_template("public/timetable.html", edition=edition)
