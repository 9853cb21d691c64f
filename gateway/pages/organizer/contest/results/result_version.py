"""One version of a result, line by line, and one entry's line with its sheets."""

from functools import partial

from flask import Blueprint, render_template, request, url_for

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.clients.judging.results import JUDGING_RESULTS
from gateway.pages.organizer.contest.results.stage_result import ADDRESS

blp = Blueprint("result_version", __name__)


@blp.route(f"{ADDRESS}/<int:version>", methods=["GET"])
@allow(*OVERSEEING)
def show(edition: str, key: str, version: int) -> str:
    """A page of its lines."""
    after = max(request.args.get("after", default=0, type=int), 0)
    found = JUDGING_RESULTS.version(edition, key, version, after)
    address = partial(_explanation, edition, key, version)
    return render_template("organizer/contest/results/version.html", found=found, after=after, address=address)


def _explanation(edition: str, key: str, version: int, number: str) -> str:
    """Where one entry's place is explained."""
    return url_for("result_version.explain", edition=edition, key=key, version=version, entry=number)


@blp.route(f"{ADDRESS}/<int:version>/<entry>", methods=["GET"])
@allow(*OVERSEEING)
def explain(edition: str, key: str, version: int, entry: str) -> str:
    """One entry's sheets, and which do not count."""
    line = JUDGING_RESULTS.explained(edition, key, version, entry)
    return render_template("organizer/contest/ranking_line.html", line=line, version=version)
