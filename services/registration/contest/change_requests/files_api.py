"""HTTP API of the files of change requests."""

from typing import Any
from uuid import UUID

from flask import Response

from chassis.http import request_session
from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.contest.change_requests import actions, files
from services.registration.contest.change_requests.api import tagged
from services.registration.contest.change_requests.models import EVIDENCE
from services.registration.contest.change_requests.schemas import ChangeSchema
from services.registration.files.contents import receiving, serving, streams, sweep

blp = Blueprint("change-request-files", __name__, description="The files of change requests.")


@blp.route("/change-requests/<uuid:request_id>/files/<slot>", methods=["PUT"])
@allow(LEADER)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(200, ChangeSchema)
def put(request_id: UUID, slot: str) -> dict[str, Any]:
    """Upload a file that is to take the place of those in this slot; a slot for one file replaces it."""
    return _put(request_id, slot)


@blp.route("/change-requests/<uuid:request_id>/evidence", methods=["PUT"])
@allow(LEADER)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(200, ChangeSchema)
def prove(request_id: UUID) -> dict[str, Any]:
    """Upload a file that proves why the change is needed."""
    return _put(request_id, EVIDENCE)


@blp.route("/change-requests/<uuid:request_id>/files/<uuid:file_id>", methods=["DELETE"])
@allow(LEADER)
@blp.response(200, ChangeSchema)
def remove(request_id: UUID, file_id: UUID) -> dict[str, Any]:
    """Take a file off a draft."""
    return tagged(files.detach(session(), identity(), request_id, file_id))


@blp.route("/change-requests/<uuid:request_id>/files/<uuid:file_id>")
@allow(PERSON)
@blp.response(200, serving.BINARY, content_type="application/octet-stream")
def show(request_id: UUID, file_id: UUID) -> Response:
    """A file, for the team and the office."""
    found = files.find_file(session(), identity(), request_id, file_id)
    return serving.answer(found, plain="change", shown="attachment", kept="private, no-cache")


def _put(request_id: UUID, key: str) -> dict[str, Any]:
    name = receiving.sent_name()
    with request_session.database().read() as reader:
        slot = files.slot_of(reader, actions.writable_request(reader, identity(), request_id), key)
    stored = receiving.receive(slot, name)
    # Only now is a transaction opened: a slow upload must not keep anybody else from writing.
    wanted = actions.draft_request(session(), identity(), request_id)
    sweep.keep(session(), serving.store(), stored.sha256)
    type = streams.type_of_stored(serving.store(), stored, name)
    files.attach(session(), wanted, key, name=name, size=stored.size, type=type, sha256=stored.sha256)
    return tagged(wanted)
