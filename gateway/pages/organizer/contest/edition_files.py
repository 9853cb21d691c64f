"""Pictures and documents of an edition: uploaded once, then chosen wherever one is shown or offered."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.registration.edition_drafts import EDITION_DRAFTS
from gateway.clients.registration.site_files import SITE_FILES
from gateway.clients.service import side_by_side
from gateway.edge.security import marked
from gateway.pages.organizer.contest.edition_words import name_of
from gateway.pages.team.files import ANY_LENGTH, DRAINED, check_token
from gateway.pages.team.multipart import UploadForm

blp = Blueprint("edition_files", __name__)
SAID_HERE = {409, 413, 415, 422, 507}
"""Refusals that stand on the page."""


@blp.route("/organizer/editions/<slug>/files", methods=["GET"])
@allow(*OVERSEEING)
def show(slug: str) -> str:
    """What there is, and a form to add to it."""
    return _page(slug)


@blp.route("/organizer/editions/<slug>/files", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(ORGANIZER)
def add(slug: str) -> Response | tuple[str, int]:
    """Take a file in from a plain form."""
    request.max_content_length = ANY_LENGTH
    form = UploadForm(request.stream, request.headers.get("Content-Type", ""))
    check_token(form.fields.get("csrf_token"))
    if not form.file_name:
        problem = {"title": _("没有选择文件"), "detail": _("请先选择一个文件，再点上传。")}
        return _page(slug, problem), 422
    try:
        SITE_FILES.add(slug, form.file_name, form.content())
    except Refused as refused:
        form.drain(DRAINED)
        if refused.status not in SAID_HERE:
            raise
        return _page(slug, refused.problem), refused.status
    flash(_("文件已上传，可以在各项内容中选用。"), "success")
    return redirect(url_for("edition_files.show", slug=slug), 303)


@blp.route("/organizer/editions/<slug>/files/<sha256>/removal", methods=["POST"])
@allow(ORGANIZER)
def remove(slug: str, sha256: str) -> Response | tuple[str, int]:
    """Take a file out that nothing uses."""
    try:
        SITE_FILES.remove(slug, sha256)
    except Refused as refused:
        if refused.status not in SAID_HERE:
            raise
        return _page(slug, refused.problem), refused.status
    flash(_("文件已删除。"), "success")
    return redirect(url_for("edition_files.show", slug=slug), 303)


def _page(slug: str, problem: dict[str, Any] | None = None) -> str:
    edition, found = side_by_side(lambda: EDITION_DRAFTS.overview(slug), lambda: SITE_FILES.collection(slug))
    title, files = name_of(edition), found.items
    return render_template("editions/files.html", edition=edition, title=title, files=files, problem=problem)
