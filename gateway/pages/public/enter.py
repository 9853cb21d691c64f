"""How to enter: who may, what to have at hand, and what comes next once it is too late."""

from flask import Blueprint, render_template

from chassis.http.auth import PUBLIC, allow
from gateway.clients.registration.editions import Edition
from gateway.editions.lookup import open_editions
from gateway.editions.subject import find_subject
from gateway.shell.timelines import DONE, stage_state

blp = Blueprint("enter", __name__)


@blp.route("/enter", methods=["GET"], defaults={"slug": ""})
@blp.route("/editions/<slug>/enter", methods=["GET"])
@allow(PUBLIC)
def show(slug: str) -> str:
    """Everything to know before entering, and the way in while it is open."""
    return enter_page(find_subject(slug))


def enter_page(edition: Edition | None) -> str:
    """What the page says of an edition."""
    coming = [stage for stage in edition.stages if stage_state(stage) != DONE] if edition else []
    following = min(coming, key=lambda stage: stage.opens_at, default=None)
    others = [one for one in open_editions() if one != edition]
    return render_template("public/enter.html", edition=edition, following=following, others=others)
