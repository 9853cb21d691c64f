"""A judge gives an entry back: they recognise it and have an interest, or cannot judge it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import JUDGE
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.judges import JUDGES
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.pages.judge.interests import CHOICES

blp = Blueprint("recusal", __name__)
DECLINE = "decline"
"""The answer of a judge who has no interest and cannot judge the entry."""
NO_INTEREST = {"key": DECLINE, "name": _l("没有利害关系，因其他原因不能评审（请说明）")}
FORM = Form(
    (
        Field(
            name="kind",
            label=_l("为什么不能评审这个项目"),
            kind="radio",
            required=True,
            choices=(*CHOICES, NO_INTEREST),
        ),
        Field(
            name="note",
            label=_l("说明"),
            kind="area",
            rows=4,
            most=500,
            required_when=("kind", ("other", DECLINE)),
            hint=_l("只有组委会能看到；选“其他”或“没有利害关系”时必须填写"),
        ),
    )
)


@blp.route("/judging/<uuid:assignment_id>/recusal", methods=["GET"])
@allow(JUDGE)
def show(assignment_id: UUID) -> Response:
    """The reasons to choose from, and what will happen."""
    return _page(assignment_id, Filled(FORM, {}))


@blp.route("/judging/<uuid:assignment_id>/recusal", methods=["POST"])
@allow(JUDGE)
def give_back(assignment_id: UUID) -> Response:
    """Give it back; access ends at once."""

    def send(sent: dict[str, str]) -> bool:
        JUDGES.recuse(assignment_id, "" if sent["kind"] == DECLINE else sent["kind"], sent["note"])
        return True

    outcome = saving.made(FORM, saving.sent(FORM), send)
    if isinstance(outcome, Filled):
        return _page(assignment_id, outcome)
    flash(_("您已退出这个项目的评审，组委会会收到通知。谢谢您的说明。"), "success")
    return redirect(url_for("sheets.assignments"), 303)


def _page(assignment_id: UUID, filled: Filled) -> Response:
    found = JUDGING.assignment(assignment_id)
    return saving.page("judge/recusal.html", filled, assignment=found)
