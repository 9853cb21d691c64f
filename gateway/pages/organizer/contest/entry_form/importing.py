"""A form from a file: checked, shown as what it would change, and taken once somebody agrees."""

import json
from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as Answer

from chassis.canonical import canonical
from chassis.forms.misfits import place_in_words
from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.words.sizes import file_size
from contracts.roles import ORGANIZER
from contracts.scopes import EDITION
from gateway.clients.registration.edition_form import FORM_DRAFTS, FormBeginning
from gateway.edge.security import marked
from gateway.forms import taking
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.organizer.contest.entry_form.beginning import page
from gateway.pages.organizer.contest.entry_form.editor import blp

MOST = 512 << 10
"""Bytes of a form in a file; the largest form there can be is smaller."""


@blp.route("/organizer/editions/<slug>/matters/form/beginning/file", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(ORGANIZER, within=EDITION)
def look_at_file(slug: str) -> str | tuple[str, int]:
    """What the form in a file would change; nothing is taken yet."""
    content = bytearray()

    def read(_name: str, body: Iterable[bytes]) -> None:
        for piece in body:
            content.extend(piece[: MOST + 1 - len(content)])

    if refused := taking.take(read):
        problem, status = refused
        return page(slug, problem), status
    if len(content) > MOST:
        return page(slug, _too_large()), 413
    try:
        document = _read(content)
        compared = FORM_DRAFTS.compare(slug, FormBeginning("document", document=document))
    except ValueError:
        return page(slug, _no_form()), 422
    except Refused as refusal:
        return _refused(slug, document, refusal)
    return render_template(
        "organizer/contest/entry_form/import.html", slug=slug, compared=compared, document=canonical(document).decode()
    )


@blp.route("/organizer/editions/<slug>/matters/form/beginning/document", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
def take_document(slug: str) -> Answer | tuple[str, int]:
    """Replace the draft by the form that was looked at."""
    try:
        document = _read(request.form.get("document", "").encode())
        FORM_DRAFTS.begin(slug, FormBeginning("document", document=document), request.form.get("etag", ""))
    except ValueError:
        return page(slug, _no_form()), 422
    except Refused as refusal:
        return _refused(slug, document, refusal)
    flash(_("已换成文件中的表单。之前的草稿在“修改记录”中，可以恢复。"), "success")
    return redirect(url_for("entry_form.edit", slug=slug), 303)


def _read(content: bytes | bytearray) -> dict[str, Any]:
    """The document in a file. Raises ValueError where there is none."""
    try:
        found = json.loads(content)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(found, dict):
        raise ValueError
    return found


def _too_large() -> dict[str, Any]:
    most = file_size(MOST)
    detail = _("参赛表单的文件不会超过 %(most)s。请确认选择的是用“导出表单”保存的文件（.json）。", most=most)
    return {"title": _("这个文件太大"), "detail": detail}


def _no_form() -> dict[str, Any]:
    return {"title": _("这个文件不是参赛表单"), "detail": _("请选择用“导出表单”保存的文件（.json）。")}


def _refused(slug: str, document: dict[str, Any], refused: Refused) -> tuple[str, int]:
    """The page with what is wrong with the document, each thing by its place in words. Raises other refusals."""
    if refused.status not in SHOWN_AGAIN:
        raise refused
    errors = {
        path: [one | {"message": _in_place(document, path, one["message"])} for one in found]
        for path, found in (refused.problem.get("errors") or {}).items()
    }
    problem = refused.problem | {"errors": errors}
    if errors:
        problem |= {"title": _("文件中的表单不能使用"), "detail": _("请按下面的提示修改，或从原来的系统重新导出。")}
    return page(slug, problem), refused.status


def _in_place(document: dict[str, Any], path: str, message: str) -> str:
    where = place_in_words(document, path)
    return _("%(where)s：%(message)s", where=where, message=message) if where else message
