"""How to enter: who may, what to have at hand, and what comes next once it is too late."""

from flask import Blueprint, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.editions.lookup import open_editions
from gateway.editions.subject import find_subject
from gateway.shell.times import passed

blp = Blueprint("enter", __name__)


@blp.route("/enter", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/enter", methods=["GET"])
@allow(PUBLIC)
def show(slug: str) -> str:
    """Everything to know before entering, and the way in while it is open."""
    edition = find_subject(slug)
    coming = [stage for stage in edition.stages if not passed(stage.closes_at)] if edition else []
    following = min(coming, key=lambda stage: stage.opens_at, default=None)
    others = [one for one in open_editions() if one != edition]
    return render_template("public/enter.html", edition=edition, following=following, others=others)
