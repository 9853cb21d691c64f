"""A judge's assignments and score sheets. Nothing here names a team."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.auth import allow
from chassis.client import Refused
from contracts.roles import JUDGE
from gateway.pages import asking, kept
from gateway.pages.files import passed_on
from gateway.pages.home import current_edition
from gateway.pages.times import clock_time

blp = Blueprint("judging", __name__)
MARK = "mark-"
"""Prefix of the form fields that hold marks; the criterion's key follows."""


def _assignment(assignment_id: UUID) -> dict[str, Any]:
    return asking.read(asking.JUDGING, f"/assignments/{assignment_id}")


@blp.route("/judging", methods=["GET"])
@allow(JUDGE)
def assignments() -> str:
    """What this judge is to score, what is done, and by when."""
    found = asking.read_all(asking.JUDGING, "/assignments")
    done = sum(item["sheet_state"] == "submitted" for item in found)
    return render_template("judging/list.html", assignments=found, done=done, edition=current_edition())


@blp.route("/judging/<uuid:assignment_id>", methods=["GET"])
@allow(JUDGE)
def sheet(assignment_id: UUID) -> str:
    """The score sheet: a form until it is submitted, then what was handed in."""
    unsaved = kept.given_back()
    return _form(_assignment(assignment_id), unsaved or {}, restored=unsaved is not None)


@blp.route("/judging/<uuid:assignment_id>", methods=["POST"])
@allow(JUDGE)
def save(assignment_id: UUID) -> str | Response | tuple[str, int]:
    """Save the marks so far; go on to the check before submission if asked."""
    typed = {name: text for name, text in request.form.items() if name not in kept.HIDDEN}
    try:
        _put(assignment_id, typed)
    except Refused as refused:
        if refused.status not in {409, 412, 422}:
            raise
        found = _assignment(assignment_id)
        if refused.status != 412 or _differs(found, typed):
            return _form(found, typed, refused=refused), refused.status
    kept.forget()
    if request.form.get("action") == "confirm":
        return _to("judging.confirm", assignment_id)
    flash(_("评分草稿已保存 %(time)s", time=clock_time(clock.now())), "success")
    return _to("judging.sheet", assignment_id)


@blp.route("/judging/<uuid:assignment_id>/autosave", methods=["POST"])
@allow(JUDGE)
def autosave(assignment_id: UUID) -> Response:
    """Save while the judge types; answers with the new etag or what is wrong."""
    try:
        saved = _put(assignment_id, {name: text for name, text in request.form.items() if name not in kept.HIDDEN})
    except Refused as refused:
        answer = jsonify(problem=refused.problem)
        answer.status_code = refused.status
        return answer
    return jsonify(etag=saved["etag"], text=_("已保存 %(time)s", time=clock_time(clock.now())))


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
    headers = {"If-Match": request.form.get("etag", "")}
    try:
        asking.call(asking.JUDGING, "POST", f"/assignments/{assignment_id}/sheet/submission", headers=headers)
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
    return passed_on(asking.call(asking.REGISTRATION, "GET", f"/entries/{entry_id}/file", stream=True))


def _to(page: str, assignment_id: UUID) -> Response:
    return redirect(url_for(page, assignment_id=assignment_id), 303)


def _put(assignment_id: UUID, typed: Mapping[str, str]) -> dict[str, Any]:
    marks = {name[len(MARK) :]: text.strip() for name, text in typed.items() if name.startswith(MARK) and text.strip()}
    body = {"marks": marks, "comment": typed.get("comment", "").replace("\r\n", "\n").strip()}
    headers = {"If-Match": request.form.get("etag", "")}
    path = f"/assignments/{assignment_id}/sheet"
    saved: dict[str, Any] = asking.call(asking.JUDGING, "PUT", path, json=body, headers=headers).json()
    return saved


def _stored(found: Mapping[str, Any]) -> dict[str, str]:
    """What the saved sheet would put into the form."""
    marks = {f"{MARK}{key}": mark for key, mark in (found["sheet"].get("marks") or {}).items()}
    return {**marks, "comment": found["sheet"].get("comment") or ""}


def _differs(found: Mapping[str, Any], typed: Mapping[str, str]) -> bool:
    stored = _stored(found)
    return any(text.strip().replace("\r\n", "\n") != stored.get(name, "") for name, text in typed.items())


def _form(
    found: dict[str, Any], typed: Mapping[str, str], *, refused: Refused | None = None, restored: bool = False
) -> str:
    conflict = refused is not None and refused.status == 412
    stored = _stored(found)
    return render_template(
        "judging/sheet.html",
        assignment=found,
        edition=current_edition(),
        values={**stored, **typed},
        others=stored if conflict else {},
        conflict=conflict,
        problem=refused.problem if refused and not conflict else None,
        restored=restored,
    )
