"""The file of an entry: upload (streamed through to registration), download, removal."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug import Response
from werkzeug.exceptions import BadRequest
from wtforms import ValidationError

from chassis.http.auth import allow
from chassis.http.client import Refused, Reply
from contracts.roles import LEADER, OVERSEEING, SCREENER
from gateway.clients import calls
from gateway.edge.security import marked, settings
from gateway.pages.team.entries import entry
from gateway.pages.team.multipart import UploadForm

blp = Blueprint("files", __name__)
UPLOAD_SECONDS = 600.0
ANY_LENGTH = 1 << 40
"""Bytes; the service measures while the file streams, and names both sizes."""
DRAINED = 64 << 20
"""Bytes read on after a refusal, so that the browser sees why."""
PASSED_ON = ("Content-Type", "Content-Length", "Content-Disposition", "ETag")


@blp.route("/entries/<uuid:entry_id>/file", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID) -> str:
    """What is uploaded, and a form to upload or replace it."""
    return _page(entry(entry_id))


def _page(found: dict[str, Any], problem: dict[str, Any] | None = None) -> str:
    begun = calls.read(calls.REGISTRATION, f"/entries/{found['id']}/uploads")["items"]
    unfinished = next((upload for upload in begun if upload["offset"]), None)
    limit = settings().upload_limit
    return render_template("entries/file.html", entry=found, problem=problem, limit=limit, unfinished=unfinished)


@blp.route("/entries/<uuid:entry_id>/file", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(LEADER)
def upload(entry_id: UUID) -> Response | tuple[str, int]:
    """Take the file from a plain form, and show what came of it."""
    request.max_content_length = ANY_LENGTH
    form = UploadForm(request.stream, request.headers.get("Content-Type", ""))
    check_token(form.fields.get("csrf_token"))
    if not form.file_name:
        problem = {"title": _("没有选择文件"), "detail": _("请先选择一个 PDF 文件，再点上传。")}
        return _page(entry(entry_id), problem), 422
    try:
        _send(entry_id, form.file_name, form.content())
    except Refused as refused:
        form.drain(DRAINED)
        if refused.status not in {409, 413, 415, 422, 507}:
            raise
        return _page(entry(entry_id), refused.problem), refused.status
    flash(_("附件已上传。"), "success")
    return _back(entry_id)


@blp.route("/entries/<uuid:entry_id>/file/removal", methods=["POST"])
@allow(LEADER)
def remove(entry_id: UUID) -> Response:
    """Take the file away from the draft."""
    calls.call(calls.REGISTRATION, "DELETE", f"/entries/{entry_id}/file")
    flash(_("附件已删除。"), "success")
    return _back(entry_id)


@blp.route("/entries/<uuid:entry_id>/file/download", methods=["GET"])
@allow(LEADER, SCREENER, *OVERSEEING)
def download(entry_id: UUID) -> Response:
    """The file, streamed from registration."""
    return passed_on(calls.call(calls.REGISTRATION, "GET", f"/entries/{entry_id}/file", stream=True))


def passed_on(reply: Reply) -> Response:
    """A service's streamed answer as ours."""
    response = Response(reply.iter(), reply.status)
    response.call_on_close(reply.close)
    for name in PASSED_ON:
        if name in reply.headers:
            response.headers[name] = reply.headers[name]
    return response


def check_token(token: str | None) -> None:
    """Refuse a request without our own form's token. Raises CSRFError."""
    try:
        validate_csrf(token)
    except ValidationError as error:
        raise CSRFError from error


def body_pieces() -> Iterable[bytes]:
    """The raw body; raises BadRequest where the browser stops before the length it announced."""
    arrived = 0
    while piece := request.stream.read(64 << 10):
        arrived += len(piece)
        yield piece
    if request.content_length not in (None, arrived):
        raise BadRequest


def _send(entry_id: UUID, name: str, body: Iterable[bytes]) -> None:
    headers = {"Content-Type": "application/octet-stream", "X-File-Name": quote(name, safe="")}
    path = f"/entries/{entry_id}/file"
    calls.call(calls.REGISTRATION, "PUT", path, headers=headers, body=body, timeout=UPLOAD_SECONDS)


def _back(entry_id: UUID) -> Response:
    return redirect(url_for("files.show", entry_id=entry_id), 303)
