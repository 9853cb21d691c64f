"""Two alike entries side by side, and what somebody says of them."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, SCREENER
from gateway.clients.likeness import LIKENESSES
from gateway.forms import saving
from gateway.forms.pressing import tell
from gateway.pages.organizer.screening.screeners import READERS

blp = Blueprint("likeness_pair", __name__)


@blp.route("/organizer/screening/likenesses/<uuid:pair_id>", methods=["GET"])
@allow(*READERS)
def show(pair_id: UUID) -> str | Response:
    """Both texts, what they have in common marked."""
    try:
        return _page(pair_id, {})
    except Refused as refused:
        tell(refused, among={409})
        return redirect(url_for("screening_queue.listing"), 303)


@blp.route("/organizer/screening/likenesses/<uuid:pair_id>", methods=["POST"])
@allow(SCREENER, ORGANIZER)
def decide(pair_id: UUID) -> Response | tuple[str, int]:
    """Say what is of them."""
    action, reason = request.form.get("action", ""), request.form.get("reason", "")
    try:
        LIKENESSES.decide(pair_id, action, reason)
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        return _page(pair_id, refused.problem), refused.status
    said = {
        "clear": _("已记为不是重复。"),
        "refer": _("已请秘书处处理，秘书处在工作台会看到。"),
        "settle": _("已记为处理完毕。"),
    }
    flash(said[action], "success")
    return redirect(url_for("likeness_pair.show", pair_id=pair_id), 303)


def _page(pair_id: UUID, problem: dict[str, Any]) -> str:
    found, reason = LIKENESSES.compare(pair_id), request.form.get("reason", "")
    return render_template("organizer/screening/likeness.html", found=found, problem=problem, reason=reason)
