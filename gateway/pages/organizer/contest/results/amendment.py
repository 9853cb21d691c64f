"""Choosing what another version of a result leaves out, before it is proposed."""

from flask import Blueprint, render_template, request

from chassis.http.auth import allow
from contracts.roles import ORGANIZER
from gateway.clients.judging.results import JUDGING_RESULTS
from gateway.pages.organizer.contest.results.stage_result import ADDRESS

blp = Blueprint("amendment", __name__)


@blp.route(f"{ADDRESS}/<int:version>/<entry>/amendment", methods=["GET"])
@allow(ORGANIZER)
def choose(edition: str, key: str, version: int, entry: str) -> str:
    """The sheets of an entry to void, or the entry to disqualify, with a reason."""
    line = JUDGING_RESULTS.explained(edition, key, version, entry)
    chosen = request.args.get("sheet", "")
    return render_template("organizer/contest/results/amendment.html", line=line, version=version, chosen=chosen)
