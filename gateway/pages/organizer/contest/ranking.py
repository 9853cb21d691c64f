"""The ranking of a stage with its working, and one entry's place explained."""

import threading
from functools import partial

from flask import Blueprint, render_template, request, url_for

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.stages import Stage

blp = Blueprint("ranking", __name__)
_ONE_AT_A_TIME = threading.Lock()
"""A page of many rows takes several megabytes while it is made; several at once take as much more, and no less time."""


@blp.route("/organizer/ranking", methods=["GET"])
@allow(*OVERSEEING)
def listing() -> str:
    """A page of the ranking, and how far judging has come."""
    after = request.args.get("after", default=0, type=int)
    edition, stage, compared = (request.args.get(name, "") for name in ("edition", "stage", "compared"))
    with _ONE_AT_A_TIME:
        found = JUDGING.ranking(edition, stage, max(after, 0), compared)
        address = partial(_explanation, found.stage) if found.stage and not compared else None
        return render_template("organizer/contest/ranking.html", ranking=found, after=max(after, 0), address=address)


def _explanation(stage: Stage, number: str) -> str:
    """Where one entry's place is explained."""
    return url_for("ranking.explain", edition=stage.edition, key=stage.key, entry=number)


@blp.route("/organizer/ranking/<edition>/<key>/<entry>", methods=["GET"])
@allow(*OVERSEEING)
def explain(edition: str, key: str, entry: str) -> str:
    """Every sheet of one entry, and which do not count."""
    line = JUDGING.explained(edition, key, entry)
    return render_template("organizer/contest/ranking_line.html", line=line, version=None)
