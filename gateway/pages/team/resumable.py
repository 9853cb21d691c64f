"""Uploads in parts, for the script of the file page: begin, how far, a part (streamed through), finish, give up."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused, Reply
from contracts.roles import LEADER
from gateway.clients.registration.uploads import UPLOADS
from gateway.edge.security import marked
from gateway.forms.multipart import drain
from gateway.forms.taking import ANY_LENGTH, DRAINED, check_token
from gateway.pages.team.files import body_pieces

blp = Blueprint("resumable", __name__)


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads", methods=["POST"])
@allow(LEADER)
def begin(entry_id: UUID, slot: str) -> Response:
    """Begin an upload, or go on with the one of the same file."""
    sent = request.get_json(silent=True)
    facts = (sent if isinstance(sent, dict) else {}) | {"slot": slot}
    return _answer(lambda: UPLOADS.begin(entry_id, facts))


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """How far the upload has come."""
    return _answer(lambda: UPLOADS.progress(upload_id))


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>", methods=["PATCH"])
@marked(csrf_by_view=True)  # checked from the header, before the body is read
@allow(LEADER)
def append(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """One part, passed on as it comes."""
    request.max_content_length = ANY_LENGTH
    check_token(request.headers.get("X-CSRFToken"))
    offset = request.headers.get("Upload-Offset", "")
    answer = _answer(lambda: UPLOADS.append(upload_id, offset, body_pieces()))
    if answer.status_code >= 400:
        drain(request.stream, DRAINED)
    return answer


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>/completion", methods=["POST"])
@allow(LEADER)
def finish(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """Make the whole upload the entry's file."""
    answer = _answer(lambda: UPLOADS.finish(upload_id))
    if answer.status_code == 200:
        flash(_("附件已上传。"), "success")
        return jsonify(location=url_for("files.show", entry_id=entry_id, slot=slot))
    return answer


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>", methods=["DELETE"])
@allow(LEADER)
def abort(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """Give the upload up, for the script."""
    return _answer(lambda: UPLOADS.abort(upload_id))


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>/removal", methods=["POST"])
@allow(LEADER)
def remove(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """Give the upload up, from the page."""
    UPLOADS.abort(upload_id)
    flash(_("已放弃未传完的文件。"), "success")
    return redirect(url_for("files.show", entry_id=entry_id, slot=slot), 303)


def _answer(ask: Callable[[], Reply]) -> Response:
    """What registration says, refusals included, for a script to read."""
    try:
        reply = ask()
    except Refused as refused:
        answer: Response = jsonify(problem=refused.problem)
        answer.status_code = refused.status
        if "offset" in refused.problem:
            answer.headers["Upload-Offset"] = str(refused.problem["offset"])
        return answer
    answer = Response(reply.content(), reply.status, content_type="application/json")
    if "Upload-Offset" in reply.headers:
        answer.headers["Upload-Offset"] = reply.headers["Upload-Offset"]
    answer.headers["Cache-Control"] = "no-store"
    return answer
