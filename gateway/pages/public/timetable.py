"""The timetable of the current edition, as a page; `feeds` has it as a calendar."""

from flask import Blueprint, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.editions.lookup import current_edition

blp = Blueprint("timetable", __name__)


@blp.route("/timetable", methods=["GET"])
@allow(PUBLIC)
def show() -> str:
    """Every stage, when it is, and how long that is from now."""
    return render_template("public/timetable.html", edition=current_edition())
