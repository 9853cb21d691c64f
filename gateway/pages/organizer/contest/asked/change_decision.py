"""One change that a team asks for: decided row by row after a look at what it means."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.change_requests import CHANGES, ChangeRequest
from gateway.clients.judging.overviews import JUDGING_OVERVIEWS
from gateway.editions.lookup import edition_of
from gateway.editors.differences import Change
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.pages.team.changes import change_comparison, change_form

blp = Blueprint("change_decision", __name__)
YES, NO = "yes", "no"
ANSWERS = ({"key": YES, "name": _l("同意")}, {"key": NO, "name": _l("不同意")})
MESSAGE = Field(
    name="message",
    label=_l("给团队的总体说明"),
    hint=_l("团队会逐字看到。"),
    kind="area",
    rows=3,
    most=1000,
)
SAID = {
    "approved": _l("已全部同意，新版本即时生效，团队会收到通知。"),
    "partly": _l("已部分同意，新版本只包含同意的内容，即时生效；团队会收到逐项的结果。"),
    "refused": _l("未同意，团队会收到通知和您写的理由。"),
}
"""What the office is told, by what became of the request."""


@blp.route("/organizer/changes/<uuid:request_id>", methods=["GET"])
@allow(*OVERSEEING)
def show(request_id: UUID) -> Response:
    """A request beside what stands, and how many sheets exist about the entry."""
    found = CHANGES.request(request_id)
    changes = change_comparison.changes(found)
    only = {} if "approve" in found.may else {_answer(one): NO for one in changes}
    return _page(found, changes, Filled(_form(changes), only))


@blp.route("/organizer/changes/<uuid:request_id>", methods=["POST"])
@allow(ORGANIZER)
def decide(request_id: UUID) -> Response:
    """Decide every row; the button for all of them approves whatever was chosen."""
    found = CHANGES.request(request_id)
    changes = change_comparison.changes(found)
    form = _form(changes)
    typed = saving.sent(form)
    if request.form.get("action") == "approve":
        typed |= {_answer(one): YES for one in changes}
    made = saving.made(form, typed, lambda given: CHANGES.decide(request_id, _rows(changes, given), given["message"]))
    if isinstance(made, Filled):
        return _page(found, changes, made)
    flash(str(SAID[made.state]), "success")
    return redirect(url_for("change_desk.listing", edition=made.edition), 303)


def _form(changes: Sequence[Change]) -> Form:
    """An answer for each row, with why not."""
    return Form((*(field for one in changes for field in _row(one)), MESSAGE))


def _row(one: Change) -> tuple[Field, Field]:
    because = Field(
        name=_reason(one),
        label=_("不同意的理由"),
        hint=_("团队会逐字看到，请写明可以怎么办。"),
        kind="area",
        rows=2,
        most=1000,
        required_when=(_answer(one), (NO,)),
        sent_as=one.field,
    )
    return Field(name=_answer(one), label=one.label, kind="radio", required=True, choices=ANSWERS), because


def _answer(one: Change) -> str:
    return f"answer.{one.field}"


def _reason(one: Change) -> str:
    return f"reason.{one.field}"


def _rows(changes: Sequence[Change], given: dict[str, str]) -> list[dict[str, Any]]:
    return [{"key": one.field, "approve": given[_answer(one)] == YES, "reason": given[_reason(one)]} for one in changes]


def _page(found: ChangeRequest, changes: Sequence[Change], filled: Filled) -> Response:
    sheets = JUDGING_OVERVIEWS.sheets(found.entry_id) if "approve" in found.may else None
    return saving.page(
        "organizer/asked/change.html",
        filled,
        found=found,
        edition=edition_of(found),
        changes=changes,
        answer=_answer,
        reason=_reason,
        files=change_form.slots(found),
        evidence=change_form.uploaded(found, found.evidence),
        sheets=sheets,
    )
