"""All sheets of a judge in a stage on one page: a row for each entry, a column for each criterion."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response as BaseResponse

from chassis import clock
from chassis.http import auth
from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import JUDGE
from contracts.scopes import EDITION
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.sheets import MarksSaved, OwnSheets
from gateway.forms import saving
from gateway.pages.judge import mark_rows
from gateway.pages.judge.mark_rows import Row, Typed
from gateway.shell import unsaved_text
from gateway.shell.times import clock_time

blp = Blueprint("mark_table", __name__)
STALE = 412
"""The status of a refusal because another version was saved meanwhile."""


@blp.route("/judging/stages/<edition>/<key>/marks", methods=["GET"])
@allow(JUDGE, within=EDITION)
def table(edition: str, key: str) -> BaseResponse:
    """The marks of all own entries of a stage, those that can be changed in a form."""
    try:
        found = JUDGING.own_sheets(edition, key)
    except Refused as refused:
        return declare_first(refused)
    typed = mark_rows.typed_rows(unsaved_text.given_back() or {})
    return _page(found, mark_rows.shown_rows(found.items, typed), restored=bool(typed))


@blp.route("/judging/stages/<edition>/<key>/marks", methods=["POST"])
@allow(JUDGE, within=EDITION)
def save(edition: str, key: str) -> BaseResponse:
    """Save the rows that were changed, each by itself: what is refused keeps no other from being saved."""
    typed = mark_rows.typed_rows(request.form)
    if saving.by_script():
        return _save_one(typed)
    found = JUDGING.own_sheets(edition, key)
    changed = [one.id for one in found.items if one.id in typed and mark_rows.differing(one, typed[one.id])]
    outcomes = {one: _outcome(one, typed[one]) for one in changed}
    refusals = {one: outcome for one, outcome in outcomes.items() if isinstance(outcome, Refused)}
    if done := len(changed) - len(refusals):
        flash(ngettext("已保存 %(num)d 个项目的分数。", "已保存 %(num)d 个项目的分数。", done), "success")
    unsaved_text.forget()
    if not refusals:
        return redirect(url_for("mark_table.table", edition=edition, key=key), 303)
    now = JUDGING.own_sheets(edition, key)
    rows = mark_rows.shown_rows(now.items, {one: typed[one] for one in refusals})
    told = [_told(row, refusals) for row in rows]
    return _page(now, told, status=next(iter(refusals.values())).status)


def declare_first(refused: Refused) -> BaseResponse:
    """Lead whoever has not declared conflicts of interest to that. Raises what was refused for another reason."""
    if refused.problem.get("code") != "declaration-needed":
        raise refused
    return redirect(url_for("declaration.show", edition=refused.problem["edition"]), 303)


def _told(row: Row, refusals: Mapping[UUID, Refused]) -> Row:
    refused = refusals.get(row.sheet.id)
    return mark_rows.with_refusal(row, refused.problem) if refused else row


def _outcome(assignment_id: UUID, typed: Typed) -> MarksSaved | Refused:
    """Save a row; why it was refused, if it was."""
    try:
        return JUDGING.save_marks(assignment_id, typed.etag, typed.marks)
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        return refused


def _save_one(typed: Mapping[UUID, Typed]) -> Response:
    """Save the row that a script sends: its next version and how it stands, or what is wrong."""
    if not typed:
        abort(400)
    assignment_id, row = next(iter(typed.items()))
    saved = _outcome(assignment_id, row)
    if isinstance(saved, Refused):
        return _wrong(assignment_id, saved)
    status = render_template("judge/row_status.html", sheet=saved, address=_sheet(assignment_id), may_save=True)
    text = _("已保存 %(time)s", time=clock_time(clock.now()))
    return jsonify(etag=saved.etag, total=saved.total, status=status, text=text)


def _wrong(assignment_id: UUID, refused: Refused) -> Response:
    """Why a row was not saved; with the marks of the other version where there is one."""
    said = {"errors": mark_rows.messages(refused.problem), "text": refused.problem.get("detail", "")}
    if refused.status == STALE:
        now = JUDGING.assignment(assignment_id)
        said |= {"etag": now.etag, "marks": now.sheet.marks, "open": "save" in now.may}
    response = jsonify(said)
    response.status_code = refused.status
    return response


def _sheet(assignment_id: UUID) -> str:
    return url_for("sheets.show", assignment_id=assignment_id)


def _page(found: OwnSheets, rows: Sequence[Row], *, restored: bool = False, status: int = 200) -> Response:
    facts = {"stage": found.stage, "rows": rows, "restored": restored, "owner": auth.identity().account_id}
    page = render_template("judge/mark_table.html", may_save=any(one.may_save for one in found.items), **facts)
    return Response(page, status, {"Cache-Control": "no-store"})
