"""Uploads in parts, for the script of the file page: begin, how far, a part (streamed through), finish, give up."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import LEADER
from gateway.clients.registration.uploads import UPLOADS
from gateway.edge.security import marked
from gateway.forms import parts_sent

blp = Blueprint("resumable", __name__)


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads", methods=["POST"])
@allow(LEADER)
def begin(entry_id: UUID, slot: str) -> Response:
    """Begin an upload, or go on with the one of the same file."""
    return parts_sent.begin(lambda facts: UPLOADS.begin(entry_id, facts | {"slot": slot}))


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """How far the upload has come."""
    return parts_sent.answer(lambda: UPLOADS.progress(upload_id))


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>", methods=["PATCH"])
@marked(csrf_by_view=True)  # checked from the header, before the body is read
@allow(LEADER)
def append(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """One part, passed on as it comes."""
    return parts_sent.append(lambda offset, part: UPLOADS.append(upload_id, offset, part))


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>/completion", methods=["POST"])
@allow(LEADER)
def finish(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """Make the whole upload the entry's file."""
    answer = parts_sent.answer(lambda: UPLOADS.finish(upload_id))
    if answer.status_code == 204:
        flash(_("附件已上传。"), "success")
    return answer


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>", methods=["DELETE"])
@allow(LEADER)
def abort(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """Give the upload up, for the script."""
    return parts_sent.answer(lambda: UPLOADS.abort(upload_id))


@blp.route("/entries/<uuid:entry_id>/files/<slot>/uploads/<uuid:upload_id>/removal", methods=["POST"])
@allow(LEADER)
def remove(entry_id: UUID, slot: str, upload_id: UUID) -> Response:
    """Give the upload up, from the page."""
    UPLOADS.abort(upload_id)
    flash(_("已放弃未传完的文件。"), "success")
    return redirect(url_for("files.show", entry_id=entry_id, slot=slot), 303)
