"""A plan of assignment: what is asked of it, what it would do, one press that does it, and taking it back."""

from collections.abc import Callable
from sys import maxsize
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.errors import NotFound
from chassis.words.numbers import whole
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.client import JUDGING
from gateway.clients.judging.plans import PLANS
from gateway.editors.beginning import Beginning, beginning_page
from gateway.forms import saving
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form
from gateway.forms.pressing import press
from gateway.pages.judge.interests import SOURCES
from gateway.shell.display import named

blp = Blueprint("assignment_plan", __name__)
USUAL = 5
"""Judges for each entry, unless there are fewer."""
FIGURES = ("per_entry", "least", "most")
FORM = Form(
    (
        Field(name="per_entry", label=_l("每个项目的评委数"), kind="number", low="1", high="50", required=True),
        Field(
            name="most",
            label=_l("每位评委最多评几个项目"),
            hint=_l("连同已有的分配。不填表示不限，系统会平均分配。"),
            kind="number",
            low="1",
            high="10000",
        ),
        Field(
            name="least",
            label=_l("每位评委最少评几个项目"),
            hint=_l("尽量满足；项目不够分时会少于这个数。"),
            kind="number",
            low="0",
            high="10000",
        ),
        Field(
            name="adjust",
            label=_l("可以调整评委尚未动笔的分配"),
            hint=_l(
                "不勾选时，已有的分配全部保留，只补缺额。勾选后，为消除超额或缺额可以更换尚未动笔的评委，能不动的仍然不动。"
            ),
            kind="tick",
        ),
    )
)
WHY = {
    "team": _l("项目团队成员或指导老师"),
    "organisation": _l("与申报单位同单位"),
    **SOURCES,
}
"""Why a judge may not have an entry."""


@blp.route("/organizer/plans/new/<edition>/<key>", methods=["GET"])
@allow(ORGANIZER)
def start(edition: str, key: str) -> Response:
    """What is asked of a plan; the last settings where one comes back to change them."""
    return _settings(edition, key)


@blp.route("/organizer/plans/new/<edition>/<key>", methods=["POST"])
@allow(ORGANIZER)
def propose(edition: str, key: str) -> Answer:
    """Have it computed; nobody is assigned yet."""
    made = saving.made(FORM, saving.sent(FORM), lambda typed: PLANS.propose(edition, key, _asked(typed)))
    if isinstance(made, Filled):
        return _settings(edition, key, made)
    return redirect(url_for("assignment_plan.show", plan_id=made), 303)


def _asked(typed: dict[str, str]) -> dict[str, Any]:
    figures = {name: whole(typed[name], maxsize) for name in FIGURES if typed[name].strip()}
    sent = {name: typed[name] if figure is None else figure for name, figure in figures.items()}
    return sent | {"adjust": bool(typed["adjust"])}


def _settings(edition: str, key: str, filled: Filled | None = None) -> Response:
    panel = JUDGING.panel(edition, key, "", "", unassigned=False)
    stage = panel.stage
    if stage is None or (stage.edition, stage.key) != (edition, key):
        raise NotFound
    judges = sum(judge.assignable for judge in panel.judges)
    usual = {name: request.args.get(name, "") for name in (*FIGURES, "adjust")}
    usual["per_entry"] = usual["per_entry"] or str(max(min(USUAL, judges), 1))
    beginning = Beginning(
        title=_("预览评委分配：%(stage)s", stage=named(stage)),
        heading=_("预览评委分配 · %(stage)s", stage=named(stage)),
        lead=_("先按设置算出一份方案供核对，此时不分配任何评委，也不通知任何人。确认方案之后才会分配。"),
        action=url_for("assignment_plan.propose", edition=edition, key=key),
        button=_("预览方案"),
        back=url_for("panels.listing", edition=edition, stage=key),
    )
    return beginning_page(filled or Filled(FORM, usual), beginning)


@blp.route("/organizer/plans/<uuid:plan_id>", methods=["GET"])
@allow(*OVERSEEING)
def show(plan_id: UUID) -> str:
    """What it would do or did: loads, shortages and why, its receipt, a page of entries."""
    found = PLANS.plan(plan_id, request.args.get("after", ""))
    return render_template("organizer/contest/assignment_plan.html", plan=found, why=WHY)


@blp.route("/organizer/plans/<uuid:plan_id>/making", methods=["POST"])
@allow(ORGANIZER)
def make(plan_id: UUID) -> Answer:
    """Assign exactly what it says; judges are told."""
    return _press(plan_id, PLANS.make, _("已按方案分配，评委会收到通知。"))


@blp.route("/organizer/plans/<uuid:plan_id>/undoing", methods=["POST"])
@allow(ORGANIZER)
def undo(plan_id: UUID) -> Answer:
    """Take back what it made; judges are told."""
    return _press(plan_id, PLANS.undo, _("已撤销这份方案的分配，评委会收到通知。"))


def _press(plan_id: UUID, act: Callable[[UUID], None], said: str) -> Answer:
    press(lambda: act(plan_id), said)
    return redirect(url_for("assignment_plan.show", plan_id=plan_id), 303)
