"""Who judges what: entries with their judges, assigned by hand or by a plan."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.forms.pressing import tell

blp = Blueprint("panels", __name__)


@blp.route("/organizer/assignments", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> str:
    """A page of entries with their judges, and the judges with what they have to do."""
    edition, stage = request.args.get("edition", ""), request.args.get("stage", "")
    words, unassigned = request.args.get("q", "").strip(), "unassigned" in request.args
    found = JUDGING.panel(edition, stage, request.args.get("after", ""), words, unassigned=unassigned)
    return render_template("organizer/contest/assignments.html", panel=found, words=words, unassigned=unassigned)


@blp.route("/organizer/stages/<edition>/<key>/assignments", methods=["POST"])
@allow(ORGANIZER)
def assign(edition: str, key: str) -> Response:
    """Assign the chosen judges to one entry."""
    try:
        JUDGING.assign(edition, key, request.form.get("entry_id", ""), request.form.getlist("judge_ids"))
        flash(_("已分配。"), "success")
    except Refused as refused:
        tell(refused, among={409, 422})
    return _back(edition, key)


def _back(edition: str, key: str) -> Response:
    return redirect(url_for("panels.listing", edition=edition, stage=key), 303)
