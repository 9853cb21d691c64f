"""Judging as organizers see it: progress, assignments, ranking."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.words.collation import by_name
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import Scope
from gateway.clients import calls
from gateway.editions.lookup import current_edition

MOST = 20_000
"""Rows of a listing: beyond what the largest contest, of a thousand entries with seven judges each, comes to."""
PAGE = 200
BALANCING = 60.0
"""Seconds; a thousand entries get their judges in one transaction."""

blp = Blueprint("results", __name__)


def _stages() -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Every stage that is the caller's to oversee, and the one asked for (the first unless named)."""
    caller = auth.identity()
    stages = [
        stage for stage in calls.read_all(calls.JUDGING, "/stages") if caller.oversees(Scope.edition(stage["edition"]))
    ]
    wanted = request.args.get("stage")
    chosen = next((stage for stage in stages if stage["key"] == wanted), stages[0] if stages else None)
    return stages, chosen


def _all(path: str, **query: Any) -> list[dict[str, Any]]:
    return calls.read_all(calls.JUDGING, path, most=MOST, limit=PAGE, **query)


@blp.route("/organizer/ranking", methods=["GET"])
@allow(*OVERSEEING)
def ranking() -> str:
    """The ranking with its working, and how far judging has come."""
    stages, stage = _stages()
    result: dict[str, Any] = {"items": []}
    entries: list[dict[str, Any]] = []
    if stage:
        result = calls.read(calls.JUDGING, f"/stages/{stage['key']}/ranking")
        entries = _all(f"/stages/{stage['key']}/entries")
    return render_template(
        "organizer/ranking.html",
        stages=stages,
        stage=stage,
        result=result,
        assigned=sum(entry["assigned"] for entry in entries),
        submitted=sum(entry["submitted"] for entry in entries),
        edition=current_edition(),
    )


@blp.route("/organizer/assignments", methods=["GET"])
@allow(*OVERSEEING)
def assignments() -> str:
    """Entries with their judges; assign by hand or spread evenly."""
    stages, stage = _stages()
    entries = _all(f"/stages/{stage['key']}/entries") if stage else []
    judges = _all("/judges", edition=stage["edition"]) if stage else []
    rows = _all(f"/stages/{stage['key']}/assignments") if stage else []
    own: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: by_name(str(row["judge"]["name"]))):
        own.setdefault(row["entry"]["id"], []).append(row)
    for entry in entries:
        entry["rows"] = own.get(entry["id"], [])
    return render_template(
        "organizer/assignments.html",
        stages=stages,
        stage=stage,
        entries=sorted(entries, key=lambda entry: str(entry["number"])),
        judges=sorted(judges, key=lambda judge: by_name(str(judge["name"]))),
        edition=current_edition(),
    )


@blp.route("/organizer/stages/<key>/assignments", methods=["POST"])
@allow(ORGANIZER)
def assign(key: str) -> Response:
    """Assign the chosen judges to one entry."""
    body = {"entry_id": request.form.get("entry_id"), "judge_ids": request.form.getlist("judge_ids")}
    return _done(key, f"/stages/{key}/assignments", body, _("已分配。"))


@blp.route("/organizer/stages/<key>/balance", methods=["POST"])
@allow(ORGANIZER)
def balance(key: str) -> Response:
    """Spread the judges evenly; what stands is kept."""
    number = request.form.get("per_entry", "")
    body = {"per_entry": int(number) if number.isascii() and number.isdecimal() else 0}
    sentence = _("已按每项目评委数均衡分配，原有分配保留。")
    return _done(key, f"/stages/{key}/assignments/balance", body, sentence, timeout=BALANCING)


@blp.route("/organizer/stages/<key>/removal", methods=["POST"])
@allow(ORGANIZER)
def remove(key: str) -> Response:
    """Take an assignment back; the judge loses access at once."""
    chosen = request.form.get("assignment_id", type=UUID)
    if chosen is None:
        abort(400)
    body = {"reason": request.form.get("reason", "").strip()}
    return _done(key, f"/assignments/{chosen}", body, _("已取消该评委的分配。"), method="DELETE")


def _done(key: str, path: str, body: dict[str, Any], sentence: str, **options: Any) -> Response:
    try:
        calls.call(calls.JUDGING, options.pop("method", "POST"), path, json=body, **options)
        flash(sentence, "success")
    except Refused as refused:
        if refused.status not in {409, 422}:
            raise
        flash(calls.sentence(refused), "danger")
    return redirect(url_for("results.assignments", stage=key), 303)
