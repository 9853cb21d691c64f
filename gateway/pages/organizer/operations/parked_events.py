"""Events that a part could not apply: what, why, since when; try again or give up with a reason."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Problem
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING
from gateway.clients import calls

blp = Blueprint("failures", __name__)
TITLES = {calls.REGISTRATION: _l("报名服务"), calls.JUDGING: _l("评审服务"), calls.NOTIFY: _l("通知服务")}


@blp.route("/organizer/failures", methods=["GET"])
@allow(*OVERSEEING, ADMIN, everywhere=True)
def parked() -> str:
    """What is parked in each part; a part that is away does not hide the others."""
    return render_template("organizer/failures.html", parts_found=[_of(part) for part in TITLES])


def _of(part: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": part, "title": TITLES[part], "rows": [], "problem": None}
    try:
        found["rows"] = calls.read(part, "/parked", limit=100)["items"]
    except Problem as problem:
        found["problem"] = calls.sentence(problem)
    return found


@blp.route("/organizer/failures/<part>/<int:number>/replay", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
def replay(part: str, number: int) -> Response:
    """Try the event again now."""
    return _change(part, f"/parked/{number}/replay", {}, _("已安排重放。"))


@blp.route("/organizer/failures/<part>/<int:number>/discard", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
def discard(part: str, number: int) -> Response:
    """Give the event up; the reason goes into the audit record."""
    body = {"reason": request.form.get("reason", "").strip()}
    return _change(part, f"/parked/{number}/discard", body, _("已放弃，并记入审计。"))


def _change(part: str, path: str, body: dict[str, Any], sentence: str) -> Response:
    if part not in TITLES:
        abort(404)
    try:
        calls.call(part, "POST", path, json=body)
        flash(sentence, "success")
    except Refused as refused:
        if refused.status not in {409, 422}:
            raise
        flash(calls.sentence(refused), "danger")
    return redirect("/organizer/failures", 303)
