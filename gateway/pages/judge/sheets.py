"""A judge's assignments and score sheets. Nothing here names a team."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import JUDGE
from gateway.clients import calls
from gateway.editions.lookup import current_edition
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.pages.account import home
from gateway.pages.judge import sheet_form
from gateway.pages.team.files import passed_on
from gateway.shell.times import clock_time

blp = Blueprint("judging", __name__)


def _assignment(assignment_id: UUID) -> dict[str, Any]:
    return calls.read(calls.JUDGING, f"/assignments/{assignment_id}")


@blp.route("/judging", methods=["GET"])
@allow(JUDGE)
def assignments() -> str:
    """What this judge is to score, what is done, and by when."""
    found = home.open_first(calls.read_all(calls.JUDGING, "/assignments"))
    done = home.done(found)
    return render_template("judging/list.html", assignments=found, done=done, edition=current_edition())


@blp.route("/judging/<uuid:assignment_id>", methods=["GET"])
@allow(JUDGE)
def sheet(assignment_id: UUID) -> Response:
    """The score sheet: a form until it is submitted, then what was handed in."""
    found = _assignment(assignment_id)
    return _form(found, saving.opened(sheet_form.form(found), found, sheet_form.stored(found)))


@blp.route("/judging/<uuid:assignment_id>", methods=["POST"])
@allow(JUDGE)
def save(assignment_id: UUID) -> Response:
    """Save the marks so far; go on to the check before submission if asked."""
    found = _assignment(assignment_id)

    def write(typed: dict[str, str]) -> dict[str, Any]:
        path = f"/assignments/{assignment_id}/sheet"
        return calls.change(calls.JUDGING, "PUT", path, json=sheet_form.content(typed))

    outcome = saving.attempt(sheet_form.form(found), write, lambda: _assignment(assignment_id), sheet_form.stored)
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        return _form(_assignment(assignment_id), outcome)
    if request.form.get("action") == "confirm":
        return _to("judging.confirm", assignment_id)
    flash(_("评分草稿已保存 %(time)s", time=clock_time(clock.now())), "success")
    return _to("judging.sheet", assignment_id)


@blp.route("/judging/<uuid:assignment_id>/confirmation", methods=["GET"])
@allow(JUDGE)
def confirm(assignment_id: UUID) -> str | Response:
    """Every mark and the total once more, before the sheet locks."""
    found = _assignment(assignment_id)
    if found["sheet"]["state"] == "submitted":
        return _to("judging.sheet", assignment_id)
    return render_template("judging/confirm.html", assignment=found, edition=current_edition(), problem=None)


@blp.route("/judging/<uuid:assignment_id>/submission", methods=["POST"])
@allow(JUDGE)
def submit(assignment_id: UUID) -> Response | tuple[str, int]:
    """Hand the sheet in; pressing twice does it once."""
    try:
        calls.change(calls.JUDGING, "POST", f"/assignments/{assignment_id}/sheet/submission")
    except Refused as refused:
        if refused.status not in {409, 412, 422}:
            raise
        found = _assignment(assignment_id)
        if found["sheet"]["state"] != "submitted":
            page = render_template(
                "judging/confirm.html", assignment=found, edition=current_edition(), problem=refused.problem
            )
            return page, refused.status
    flash(_("评分表已提交并锁定。"), "success")
    return _to("judging.sheet", assignment_id)


@blp.route("/judging/<uuid:assignment_id>/file", methods=["GET"])
@allow(JUDGE)
def file(assignment_id: UUID) -> Response:
    """The entry's PDF under its number, streamed from registration."""
    entry_id = _assignment(assignment_id)["entry"]["id"]
    return passed_on(calls.call(calls.REGISTRATION, "GET", f"/entries/{entry_id}/file", stream=True))


def _to(page: str, assignment_id: UUID) -> Response:
    return redirect(url_for(page, assignment_id=assignment_id), 303)


def _form(found: dict[str, Any], filled: Filled) -> Response:
    return saving.page("judging/sheet.html", filled, assignment=found, edition=current_edition())
