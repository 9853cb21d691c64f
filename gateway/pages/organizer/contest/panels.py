"""Who judges what: entries with their judges, assigned by hand or by a plan."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.forms.pressing import press

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
    entry_id, judge_ids = request.form.get("entry_id", ""), request.form.getlist("judge_ids")
    press(lambda: JUDGING.assign(edition, key, entry_id, judge_ids), _("已分配。"))
    return redirect(url_for("panels.listing", edition=edition, stage=key), 303)
