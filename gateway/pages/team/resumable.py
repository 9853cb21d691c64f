"""Uploads in parts, for the script of a file page: begin, how far, a part (streamed through), finish, give up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Reply
from contracts.roles import LEADER
from gateway.clients.registration.uploads import UPLOADS
from gateway.edge.security import marked
from gateway.forms import parts_sent

Facts = dict[str, object]
"""What the script says of the file that is to come."""


def upload_pages(name: str, address: str, begin_upload: Callable[..., Reply], back: str) -> Blueprint:
    """A blueprint with these pages below an address.

    `begin_upload` takes the facts and the arguments of the address by name; `back` is the page one comes back to.
    """
    blp = Blueprint(name, __name__)
    one = f"{address}/uploads/<uuid:upload_id>"
    _send(blp, one)

    @blp.route(f"{address}/uploads", methods=["POST"])
    @allow(LEADER)
    def begin(**at: Any) -> Response:
        """Begin an upload, or go on with the one of the same file."""
        return parts_sent.begin(lambda facts: begin_upload(facts, **at))

    @blp.route(f"{one}/removal", methods=["POST"])
    @allow(LEADER)
    def remove(upload_id: UUID, **at: Any) -> Response:
        """Give the upload up, from the page."""
        UPLOADS.abort(upload_id)
        flash(_("已放弃未传完的文件。"), "success")
        return redirect(url_for(back, **at), 303)

    return blp


def _send(blp: Blueprint, one: str) -> None:
    """What the script asks of an upload that was begun."""

    @blp.route(one, methods=["GET"])
    @allow(LEADER)
    def show(upload_id: UUID, **_at: Any) -> Response:
        """How far the upload has come."""
        return parts_sent.answer(lambda: UPLOADS.progress(upload_id))

    @blp.route(one, methods=["PATCH"])
    @marked(csrf_by_view=True)  # checked from the header, before the body is read
    @allow(LEADER)
    def append(upload_id: UUID, **_at: Any) -> Response:
        """One part, passed on as it comes."""
        return parts_sent.append(lambda offset, part: UPLOADS.append(upload_id, offset, part))

    @blp.route(f"{one}/completion", methods=["POST"])
    @allow(LEADER)
    def finish(upload_id: UUID, **_at: Any) -> Response:
        """Make the whole upload a file of what it was begun for."""
        answer = parts_sent.answer(lambda: UPLOADS.finish(upload_id))
        if answer.status_code == 204:
            flash(_("附件已上传。"), "success")
        return answer

    @blp.route(one, methods=["DELETE"])
    @allow(LEADER)
    def abort(upload_id: UUID, **_at: Any) -> Response:
        """Give the upload up, for the script."""
        return parts_sent.answer(lambda: UPLOADS.abort(upload_id))


def _begin(facts: Facts, entry_id: UUID, slot: str) -> Reply:
    return UPLOADS.begin(entry_id, facts | {"slot": slot})


blp = upload_pages("resumable", "/entries/<uuid:entry_id>/files/<slot>", _begin, back="files.show")
