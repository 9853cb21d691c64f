"""A judge's assignments and score sheets. Nothing here names a team."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.http.auth import allow, identity
from chassis.http.client import Refused
from chassis.storage import ids
from contracts.roles import JUDGE
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.sheets import Assignment, Saved
from gateway.clients.registration.entries import ENTRIES
from gateway.clients.service import side_by_side
from gateway.editions.lookup import current_edition, find_edition
from gateway.forms import saving
from gateway.forms.form import Filled
from gateway.pages.judge import sheet_form
from gateway.pages.judge.neighbours import Around, around
from gateway.pages.judge.sheet_drawing import draw_criteria, draw_entry
from gateway.pages.team.files import conditions, file_of, passed_on, picture_of
from gateway.shell.times import clock_time

blp = Blueprint("sheets", __name__)


@blp.route("/judging", methods=["GET"])
@allow(JUDGE)
def assignments() -> str:
    """What this judge is to score, what is done, and by when."""
    found = JUDGING.own_assignments()
    shown = [one.edition for one in found.items] or list(found.undeclared)
    edition = find_edition(shown[0]) if shown else current_edition()
    undeclared = [(slug, find_edition(slug)) for slug in found.undeclared]
    stages = {(one.edition, one.stage): one for one in found.items}
    facts = {"assignments": found.items, "done": found.done, "edition": edition, "stages": stages.values()}
    facts |= {"owner": _owner()}
    return render_template("judge/list.html", undeclared=undeclared, **facts)


@blp.route("/judging/<uuid:assignment_id>", methods=["GET"])
@allow(JUDGE)
def show(assignment_id: UUID) -> Response:
    """The score sheet: a form until it is submitted, then what was handed in.

    Whoever has not declared conflicts of interest is led to that first.
    """
    try:
        found, own = side_by_side(lambda: JUDGING.assignment(assignment_id), JUDGING.own_assignments)
    except Refused as refused:
        if refused.problem.get("code") != "declaration-needed":
            raise
        return redirect(url_for("declaration.show", edition=refused.problem["edition"]), 303)
    filled = saving.opened(sheet_form.form(found.stage), found, sheet_form.stored(found))
    return _form(found, filled, around(own.items, found))


@blp.route("/judging/<uuid:assignment_id>", methods=["POST"])
@allow(JUDGE)
def save(assignment_id: UUID) -> Response:
    """Save the marks so far; go on to the check before submission if asked."""

    def write(typed: dict[str, str]) -> Saved:
        marks, comment = sheet_form.marks_of(typed), sheet_form.comment_of(typed)
        return JUDGING.save_sheet(assignment_id, request.form.get("etag", ""), marks, comment)

    def read() -> Assignment:
        return JUDGING.assignment(assignment_id)

    outcome = saving.attempt(sheet_form.sent(request.form), write, read, sheet_form.stored)
    if saving.by_script():
        return saving.answer(outcome)
    if isinstance(outcome, Filled):
        found = JUDGING.assignment(assignment_id)
        return _form(found, replace(outcome, form=sheet_form.form(found.stage)))
    if request.form.get("action") == "confirm":
        return _to("sheets.confirm", assignment_id)
    flash(_("评分草稿已保存 %(time)s", time=clock_time(clock.now())), "success")
    return _to("sheets.show", assignment_id)


@blp.route("/judging/<uuid:assignment_id>/confirmation", methods=["GET"])
@allow(JUDGE)
def confirm(assignment_id: UUID) -> str | Response:
    """Every mark and the total once more, before the sheet locks."""
    found = JUDGING.assignment(assignment_id)
    if "save" not in found.may:
        return _to("sheets.show", assignment_id)
    return _check(found, None)


@blp.route("/judging/<uuid:assignment_id>/submission", methods=["POST"])
@allow(JUDGE)
def submit(assignment_id: UUID) -> Response | tuple[str, int]:
    """Hand the sheet in; pressing twice does it once. A script that kept the press is told how it ended."""
    try:
        JUDGING.submit_sheet(assignment_id, request.form.get("etag", ""), saving.pressed_key())
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        found = JUDGING.assignment(assignment_id)
        if found.sheet.state != "submitted":
            return _refused(found, refused)
    flash(_("评分表已提交并锁定。"), "success")
    if saving.by_script():
        return jsonify(address=url_for("sheets.show", assignment_id=assignment_id))
    return _to("sheets.show", assignment_id)


@blp.route("/judging/<uuid:assignment_id>/files/<uuid:file_id>", methods=["GET"])
@allow(JUDGE)
def file(assignment_id: UUID, file_id: UUID) -> Response:
    """A file of the entry under a neutral name, streamed from registration."""
    entry_id = JUDGING.assignment(assignment_id).entry.id
    return file_of(entry_id, file_id)


@blp.route("/judging/<uuid:assignment_id>/files/<uuid:file_id>/picture", methods=["GET"])
@allow(JUDGE)
def picture(assignment_id: UUID, file_id: UUID) -> Response:
    """The first page of a file of the entry in small."""
    entry_id = JUDGING.assignment(assignment_id).entry.id
    return picture_of(entry_id, file_id)


@blp.route("/judging/<uuid:assignment_id>/files/<uuid:file_id>/pages/<int:number>", methods=["GET"])
@allow(JUDGE)
def page(assignment_id: UUID, file_id: UUID, number: int) -> Response:
    """A page of a file of the entry as a picture, to be read beside the sheet."""
    entry_id = JUDGING.assignment(assignment_id).entry.id
    return passed_on(ENTRIES.page_picture(entry_id, file_id, number, conditions()))


def _to(page: str, assignment_id: UUID) -> Response:
    return redirect(url_for(page, assignment_id=assignment_id), 303)


def _check(found: Assignment, problem: Any) -> str:
    return render_template("judge/confirm.html", assignment=found, problem=problem, key=ids.new_id(), owner=_owner())


def _refused(found: Assignment, refused: Refused) -> Response | tuple[str, int]:
    if not saving.by_script():
        return _check(found, refused.problem), refused.status
    answer = jsonify(text=refused.problem.get("detail", ""))
    answer.status_code = refused.status
    return answer


def _owner() -> UUID:
    """Whose submissions a browser may keep until there is a network."""
    return identity().account_id


def _form(found: Assignment, filled: Filled, neighbours: Around | None = None) -> Response:
    text = sheet_form.plain_text(filled.form, filled.values)
    drawn: dict[str, Any] = {
        "entry": draw_entry(found),
        "draw_criteria": draw_criteria,
        "neighbours": neighbours,
        "owner": _owner(),
    }
    return saving.page("judge/sheet.html", filled, assignment=found, text=text, **drawn)
