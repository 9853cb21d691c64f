"""Beginning the form again, with a ready-made one or with that of another edition."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER
from gateway.clients.registration.edition_form import FORM_DRAFTS, FormBeginning
from gateway.clients.service import side_by_side
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.organizer.contest.entry_form.editor import blp, title_of


@blp.route("/organizer/editions/<slug>/matters/form/beginning", methods=["GET"])
@allow(ORGANIZER)
def choose(slug: str) -> str:
    """The forms to begin with."""
    return page(slug)


@blp.route("/organizer/editions/<slug>/matters/form/beginning", methods=["POST"])
@allow(ORGANIZER)
def begin(slug: str) -> Answer | tuple[str, int]:
    """Replace the draft by the form that was chosen."""
    kind, _slash, key = request.form.get("source", "").partition("/")
    if kind not in {"set", "edition"} or not key:
        return page(slug, {"title": _("请选择一张表单"), "detail": _("选好后再点“用这张表单开始”。")}), 422
    try:
        FORM_DRAFTS.begin(slug, FormBeginning(kind, key), request.form.get("etag", ""))
    except Refused as refused:
        if refused.status not in {404, *SHOWN_AGAIN}:
            raise
        return page(slug, refused.problem), refused.status
    flash(_("已换成所选的表单。之前的草稿在“修改记录”中，可以恢复。"), "success")
    return redirect(url_for("entry_form.edit", slug=slug), 303)


def page(slug: str, problem: dict[str, Any] | None = None) -> str:
    """What a form can begin with, and why the choice was refused."""
    found, offered = side_by_side(lambda: FORM_DRAFTS.draft(slug), lambda: FORM_DRAFTS.beginnings(slug))
    return render_template(
        "organizer/contest/entry_form/beginning.html",
        slug=slug,
        manuscript=found,
        title=title_of(found),
        offered=offered,
        chosen=request.form.get("source", ""),
        problem=problem,
    )
