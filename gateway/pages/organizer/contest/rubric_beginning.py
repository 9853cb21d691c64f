"""What the rubric of a stage is begun from, or filled with: a ready-made one, or that of another stage."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER
from gateway.clients.judging.rubric_drafts import RUBRIC_DRAFTS, OfferedStage, RubricBeginnings
from gateway.editors.beginning import Beginning, beginning_page
from gateway.forms.fields import Field
from gateway.forms.form import Filled, Form, checked
from gateway.forms.pressing import tell
from gateway.pages.organizer.contest.stage_list import title_of
from gateway.shell.display import named

blp = Blueprint("rubric_beginning", __name__)
READY_MADE = {
    "preliminary": _l("通用细则：初赛（网评），6 项，材料规范占 5 分"),
    "final": _l("通用细则：决赛（路演与答辩），6 项，路演占 15 分"),
    "blank": _l("空白，逐项填写"),
    "plain": _l("初赛评分项，总分直接求平均"),
    "criterion-wise": _l("初赛评分项，逐项去掉最高、最低后求平均"),
    "places": _l("初赛评分项，按名次之和排名"),
}
"""What judging's ready-made rubrics are called."""
FORM = Form((Field(name="beginning", label=_l("从哪里开始"), kind="select", required=True),))
CHANGED = {409, 412}
"""Refusals after which the stage is looked at anew."""


@blp.route("/organizer/stages/<edition>/<key>/beginning", methods=["GET"])
@allow(ORGANIZER)
def choose(edition: str, key: str) -> Response | Answer:
    """Every rubric that can be taken over."""
    found = RUBRIC_DRAFTS.beginnings(edition, key)
    if not found.stage.may:
        return _to("review", edition, key)
    form = _offering(found)
    return _page(found, Filled(form, {"beginning": form["beginning"].choices[0]["key"]}, etag=found.etag))


@blp.route("/organizer/stages/<edition>/<key>/beginning", methods=["POST"])
@allow(ORGANIZER)
def begin(edition: str, key: str) -> Response | Answer:
    """Begin the draft, or let it say what was chosen."""
    found = RUBRIC_DRAFTS.beginnings(edition, key)
    form = _offering(found)
    filled = checked(form, {"beginning": "", **form.typed(request.form)})
    etag = request.form.get("etag", "")
    if filled.problem:
        return _page(found, replace(filled, etag=etag))
    try:
        RUBRIC_DRAFTS.begin(edition, key, filled.values["beginning"], etag)
    except Refused as refused:
        tell(refused, among=CHANGED, kind="warning")
        return _to("review", edition, key)
    flash(
        _("草稿已换成所选的内容，之前的内容仍在修改记录中。") if etag else _("已开始编写。检查后发布，评委才会看到。"),
        "success",
    )
    return _to("edit", edition, key)


def _offering(found: RubricBeginnings) -> Form:
    ready = [{"key": name, "name": READY_MADE[name]} for name in found.ready_made]
    others = [{"key": f"{one.edition}/{one.key}", "name": _of(one)} for one in found.items]
    return FORM.offering(beginning=[*ready, *others])


def _of(one: OfferedStage) -> str:
    return str(_("沿用：%(edition)s · %(stage)s", edition=named(one, "edition_name"), stage=named(one)))


def _page(found: RubricBeginnings, filled: Filled) -> Response:
    stage, title = found.stage, title_of(found.stage)
    own: dict[str, Any] = {"edition": stage.edition, "key": stage.key}
    action = url_for("rubric_beginning.begin", **own)
    if filled.etag:
        beginning = Beginning(
            title=_("沿用评分细则：%(stage)s", stage=title),
            heading=title,
            lead=_("草稿会换成所选的内容。现在的草稿留在修改记录中，可以恢复；已发布的内容不变。"),
            action=action,
            button=_("换成所选的内容"),
            back=url_for("rubric_editor.review", **own),
        )
    else:
        beginning = Beginning(
            title=_("编写评分细则：%(stage)s", stage=title),
            heading=title,
            lead=_("先选一份相近的评分细则，再逐项修改；检查后发布。"),
            action=action,
            button=_("开始编写"),
            back=url_for("stage_list.listing"),
        )
    return beginning_page(filled, beginning)


def _to(page: str, edition: str, key: str) -> Answer:
    return redirect(url_for(f"rubric_editor.{page}", edition=edition, key=key), 303)
