"""The template of a file slot: what teams download, fill in and upload there."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.forms import editing
from chassis.forms.places import Document, NoSuchPart, part_at
from chassis.http.auth import allow
from chassis.http.errors import NotFound
from contracts.roles import ORGANIZER
from contracts.scopes import EDITION
from gateway.clients.registration.form_effects import Template
from gateway.clients.registration.site_files import EDITION_FILES, CollectedFile
from gateway.edge.security import marked
from gateway.forms import taking
from gateway.pages.organizer.contest.entry_form.editor import blp
from gateway.pages.organizer.contest.entry_form.outline import rewrite
from gateway.pages.organizer.contest.entry_form.part_page import find_part


@blp.route("/organizer/editions/<slug>/matters/form/parts/<place>/template", methods=["GET"])
@allow(ORGANIZER, within=EDITION)
def template(slug: str, place: str) -> str:
    """The template of a slot, and a form to upload another."""
    return _page(slug, place)


@blp.route("/organizer/editions/<slug>/matters/form/parts/<place>/template", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(ORGANIZER, within=EDITION)
def upload_template(slug: str, place: str) -> Answer | tuple[str, int]:
    """Take a file into those of the edition, and let the slot offer it."""
    found: list[CollectedFile] = []
    if refused := taking.take(lambda name, body: found.append(EDITION_FILES.add(slug, name, body))):
        problem, status = refused
        return _page(slug, place, problem), status
    file = found[0]
    if file.width:
        detail = _("图片不能作为模板，已存入这一届的“图片与文件”。请上传 Word、Excel、PDF 等文件。")
        return _page(slug, place, {"title": _("模板应为文档"), "detail": detail}), 422
    offer = {name: getattr(file, name) for name in ("sha256", "name", "type", "size")}

    def make(document: Document) -> Document:
        return editing.replace(document, place, part_at(document, place) | {"template": offer})

    try:
        rewrite(slug, make)
    except NoSuchPart as gone:
        raise NotFound from gone
    flash(_("模板已上传。发布后，团队可以在这个文件项旁下载。"), "success")
    return redirect(url_for("entry_form.part", slug=slug, place=place, _anchor="template"), 303)


def _page(slug: str, place: str, problem: dict[str, Any] | None = None) -> str:
    written = find_part(slug, place)
    if written.part.get("kind") != "file":
        raise NotFound
    offered = written.part.get("template")
    return render_template(
        "organizer/contest/entry_form/template.html",
        slug=slug,
        place=place,
        label=written.label,
        offered=Template(**offered) if offered else None,
        problem=problem,
    )
