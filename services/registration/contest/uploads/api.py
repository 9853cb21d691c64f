"""HTTP API of resumable uploads, in the shape of tus 1.0: POST, HEAD, PATCH at an offset, DELETE."""

from typing import Any, cast
from uuid import UUID

from flask import Response, after_this_request, current_app, request
from sqlalchemy.orm import Session

from chassis.forms.fields import File
from chassis.http import request_session
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.errors import UnsupportedMediaType
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.config import own_settings
from services.registration.contest.entries import papers
from services.registration.contest.entries.api import tagged
from services.registration.contest.entries.completeness import Described
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.schemas import EntrySchema
from services.registration.contest.uploads import actions
from services.registration.contest.uploads.actions import Progress
from services.registration.contest.uploads.arriving import checked_part
from services.registration.contest.uploads.errors import PartTooLong, WrongOffset
from services.registration.contest.uploads.models import Upload
from services.registration.contest.uploads.parts import Parts
from services.registration.contest.uploads.schemas import NewUploadSchema, OffsetSchema, UploadListSchema, UploadSchema
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
    upload = actions.begin_upload(session(), identity(), _parts(), entry_id, facts, limit=_limit())
    _say(upload.offset)
    return upload


@blp.route("/entries/<uuid:entry_id>/uploads")
@allow(LEADER)
@blp.response(200, UploadListSchema)
def listing(entry_id: UUID) -> dict[str, Any]:
    """What the caller has begun to upload to this entry and not finished."""
    return {"items": actions.own_uploads(session(), identity(), _parts(), entry_id)}


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
        upload = actions.find_upload(reader, identity(), upload_id)
        size, name, slot = upload.size, upload.name, _slot(reader, upload)
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
@blp.response(200, EntrySchema)
def finish(upload_id: UUID) -> Described:
    """Make a whole upload the entry's file, in place of an earlier one. The deadline counts here; then it is gone."""
    with request_session.database().read() as reader:
        upload = actions.find_upload(reader, identity(), upload_id)
        slot = _slot(reader, upload)
    stored = actions.store_whole(upload, slot, _parts(), serving.store(), limit=_limit())
    return tagged(actions.finish_upload(session(), identity(), _parts(), serving.store(), upload_id, stored))


@blp.route("/uploads/<uuid:upload_id>", methods=["DELETE"])
@allow(LEADER)
@blp.response(204)
def abort(upload_id: UUID) -> None:
    """Give an upload up."""
    actions.abort_upload(session(), identity(), _parts(), upload_id)


def _slot(reader: Session, upload: Upload) -> File:
    """Where the upload is to lie."""
    return papers.slot_of(reader, reader.get_one(Entry, upload.entry_id), upload.slot)
