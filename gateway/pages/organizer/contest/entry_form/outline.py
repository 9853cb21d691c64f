"""The form on one page: its sections and fields in order, each moved, copied and removed by a button."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.canonical import canonical
from chassis.forms import editing
from chassis.forms.places import Document, NoSuchPart, part_at
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.http.errors import Problem
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.edition_form import FORM_DRAFTS
from gateway.clients.registration.edition_matters import Matter
from gateway.editors.editor import Place
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.organizer.contest.entry_form.editor import EDITOR, blp, title_of
from gateway.pages.organizer.contest.entry_form.lines import form_of, outline
from gateway.pages.organizer.contest.entry_form.parts import NEEDED, PICKED, lacking, picked_kinds

TRIES = 3
"""How often a change is made anew where somebody else saved just now; others' changes stay."""


@blp.route("/organizer/editions/<slug>/matters/form/edit", methods=["GET"])
@allow(ORGANIZER)
def edit(slug: str) -> str:
    """The form that is written, as an outline."""
    return _page(slug)


@blp.route("/organizer/editions/<slug>/matters/form/edit", methods=["POST"])
@allow(ORGANIZER)
def change(slug: str) -> Answer | tuple[str, int]:
    """Move, copy, remove or add a part, whatever others changed meanwhile."""
    name, kind = request.form.get("name", "").strip(), request.form.get("kind", "")
    act, _colon, place = request.form.get("change", "").partition(":")
    if act in ("section", "field") and not name:
        problem = {"title": _("请先填写名称"), "detail": _("名称会成为团队看到的标题，之后仍可修改。")}
        return _page(slug, problem), 422
    try:
        target = _changed(slug, act, place, name[:200], kind)
    except NoSuchPart:
        problem = {"title": _("这一项已不在表单中"), "detail": _("别处刚刚删除了它，下面是最新的内容。")}
        return _page(slug, problem), 409
    except Problem as problem_met:
        if problem_met.status not in SHOWN_AGAIN:
            raise
        body = problem_met.problem if isinstance(problem_met, Refused) else problem_met.body()
        return _page(slug, body), problem_met.status
    if act == "field":
        return redirect(url_for("entry_form.part", slug=slug, place=target), 303)
    if act == "remove":
        flash(_("已删除。需要时可在“修改记录”中恢复。"), "success")
    return redirect(url_for("entry_form.edit", slug=slug, _anchor=target.partition(".")[0]), 303)


@blp.route("/organizer/editions/<slug>/matters/form/document", methods=["GET"])
@allow(*OVERSEEING)
def document(slug: str) -> Response:
    """The form as it is written, as a file that another edition or installation can take."""
    response = Response(canonical(FORM_DRAFTS.draft(slug).content), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="form-{slug}.json"'
    return response


def rewrite(
    slug: str, make: Callable[[Document], Document], read: Manuscript[Matter] | None = None
) -> Manuscript[Matter]:
    """Save the draft with a change of one part; made anew on what somebody else saved meanwhile.

    `read` is the draft where it has just been read. What `make` raises is not tried again.
    """
    for left in reversed(range(TRIES)):
        found = read or FORM_DRAFTS.draft(slug)
        read, changed = None, make(found.content)
        try:
            return FORM_DRAFTS.save(changed, found.etag, slug)
        except Refused as refused:
            if refused.status != 412 or not left:
                raise
    raise AssertionError


def _changed(slug: str, act: str, place: str, name: str, kind: str) -> str:
    """Do it; the place to look at next."""
    target = [place]

    def make(form: Document) -> Document:
        if act in ("up", "down"):
            return editing.move(form, place, -1 if act == "up" else 1)
        if act == "copy":
            made, target[0] = editing.copy(form, place)
        elif act == "section":
            made, target[0] = editing.add_section(form, {"zh": name})
        elif act == "field" and kind in (PICKED if place.startswith("@") else editing.SIMPLE):
            made, target[0] = editing.add_field(form, place, kind, {"zh": name})
        elif act == "field" and kind in NEEDED and place.startswith("@"):
            made, target[0] = editing.add_known(form, place, {"key": kind, **NEEDED[kind][1]}, {"zh": name})
        elif act == "remove" and not _holds_needed(form, place):
            made = editing.remove(form, place)
        else:
            raise NoSuchPart(place)
        return made

    rewrite(slug, make)
    return target[0]


def _holds_needed(form: Document, place: str) -> bool:
    part = part_at(form, place)
    fields = part["fields"] if place.startswith("@") else [part]
    return "." not in place and any(one["key"] in NEEDED for one in fields)


def _page(slug: str, problem: dict[str, Any] | None = None) -> str:
    found = FORM_DRAFTS.draft(slug)
    form = form_of(found)
    return render_template(
        "organizer/contest/entry_form/outline.html",
        place=Place(EDITOR, {"slug": slug}),
        manuscript=found,
        title=title_of(found),
        sections=outline(found, form),
        kinds=[*lacking(form), *picked_kinds()],
        cell_kinds=picked_kinds(editing.SIMPLE),
        typed=request.form,
        problem=problem,
    )
