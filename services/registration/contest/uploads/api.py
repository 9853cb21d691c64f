"""HTTP API of resumable uploads, in the shape of tus 1.0: POST, HEAD, PATCH at an offset, DELETE."""

from typing import Any, cast
from uuid import UUID

from flask import Response, after_this_request, current_app, request

from chassis.http import etag, request_session
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.errors import UnsupportedMediaType
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.config import own_settings
from services.registration.contest.uploads import actions
from services.registration.contest.uploads.actions import Progress
from services.registration.contest.uploads.arriving import checked_part
from services.registration.contest.uploads.destinations import Destination, destination_of
from services.registration.contest.uploads.errors import PartTooLong, WrongOffset
from services.registration.contest.uploads.parts import Parts
from services.registration.contest.uploads.schemas import (
    NewChangeUploadSchema,
    NewUploadSchema,
    OffsetSchema,
    UploadListSchema,
    UploadSchema,
)
from services.registration.files.contents import serving
from services.registration.files.contents.errors import WrongType
from services.registration.files.contents.streams import Stream, discard

blp = Blueprint("uploads", __name__, description="Uploads that go on after a cut.")

PART = "application/offset+octet-stream"


def _parts() -> Parts:
    return cast(Parts, current_app.extensions["registration_parts"])


def _limit() -> int:
    return own_settings().upload_limit


def _say(offset: int) -> None:
    @after_this_request
    def put(response: Response) -> Response:
        response.headers["Upload-Offset"] = str(offset)
        response.headers["Cache-Control"] = "no-store"
        return response


@blp.route("/entries/<uuid:entry_id>/uploads", methods=["POST"])
@allow(LEADER)
@blp.arguments(NewUploadSchema)
@blp.response(201, UploadSchema)
def begin(facts: dict[str, Any], entry_id: UUID) -> Progress:
    """Begin an upload, or go on with the one of the same file: see `offset`. Limits are checked before any byte."""
    return _begun(Destination(entry_id), facts)


@blp.route("/entries/<uuid:entry_id>/uploads")
@allow(LEADER)
@blp.response(200, UploadListSchema)
def listing(entry_id: UUID) -> dict[str, Any]:
    """What the caller has begun to upload to this entry and not finished."""
    return {"items": actions.own_uploads(session(), identity(), _parts(), Destination(entry_id))}


@blp.route("/change-requests/<uuid:request_id>/uploads", methods=["POST"])
@allow(LEADER)
@blp.arguments(NewChangeUploadSchema)
@blp.response(201, UploadSchema)
def begin_for_change(facts: dict[str, Any], request_id: UUID) -> Progress:
    """The same for a file of a change that is asked for."""
    return _begun(destination_of(session(), identity(), request_id), facts)


@blp.route("/change-requests/<uuid:request_id>/uploads")
@allow(LEADER)
@blp.response(200, UploadListSchema)
def listing_for_change(request_id: UUID) -> dict[str, Any]:
    """What the caller has begun to upload to this request and not finished."""
    where = destination_of(session(), identity(), request_id)
    return {"items": actions.own_uploads(session(), identity(), _parts(), where)}


@blp.route("/uploads/<uuid:upload_id>")
@allow(LEADER)
@blp.response(200, UploadSchema)
def show(upload_id: UUID) -> Progress:
    """How far an upload has come; to HEAD, `Upload-Offset` says it."""
    upload = actions.find_upload(session(), identity(), upload_id)
    found = Progress(upload, _parts().offset(upload.id))
    _say(found.offset)
    return found


@blp.route("/uploads/<uuid:upload_id>", methods=["PATCH"])
@allow(LEADER)
@blp.doc(requestBody={"content": {PART: {"schema": serving.BINARY}}})
@blp.arguments(OffsetSchema, location="headers")
@blp.response(204)
def append(wanted: dict[str, int], upload_id: UUID) -> None:
    """Send a part that begins at `Upload-Offset`. What arrives before a cut is kept; a wrong offset is told (409)."""
    if request.mimetype != PART:
        raise UnsupportedMediaType
    with request_session.database().read() as reader:
        upload, slot = actions.slot_of(reader, identity(), upload_id)
        size, name = upload.size, upload.name
    request.max_content_length = 1 << 62
    stream = cast(Stream, request.stream)
    try:
        part = checked_part(stream, wanted["offset"], slot, name, size)
        _say(_parts().append(upload_id, wanted["offset"], part, most=size))
    except (WrongOffset, PartTooLong) as refused:
        _say(refused.facts["offset"])
        discard(stream, _limit())
        raise
    except WrongType:
        discard(stream, _limit())
        raise


@blp.route("/uploads/<uuid:upload_id>/completion", methods=["POST"])
@allow(LEADER)
@blp.response(204)
def finish(upload_id: UUID) -> None:
    """Make a whole upload a file of what it is for, in place of an earlier one. The deadline counts here."""
    with request_session.database().read() as reader:
        upload, slot = actions.slot_of(reader, identity(), upload_id)
    stored = actions.store_whole(upload, slot, _parts(), serving.store(), limit=_limit())
    etag.tag(actions.finish_upload(session(), identity(), _parts(), serving.store(), upload_id, stored).etag)


@blp.route("/uploads/<uuid:upload_id>", methods=["DELETE"])
@allow(LEADER)
@blp.response(204)
def abort(upload_id: UUID) -> None:
    """Give an upload up."""
    actions.abort_upload(session(), identity(), _parts(), upload_id)


def _begun(where: Destination, facts: dict[str, Any]) -> Progress:
    upload = actions.begin_upload(session(), identity(), _parts(), where, facts, limit=_limit())
    _say(upload.offset)
    return upload
