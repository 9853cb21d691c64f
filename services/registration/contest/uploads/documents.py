"""HTTP API of the files of an entry: streamed in, streamed out."""

from uuid import UUID

from flask import Response

from chassis import clock
from chassis.http import request_session
from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.errors import NotFound
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.contest.entries import actions, papers, reading
from services.registration.contest.entries.api import tagged
from services.registration.contest.entries.completeness import Described
from services.registration.contest.entries.schemas import EntrySchema
from services.registration.contest.uploads import pages
from services.registration.files.contents import receiving, serving, streams, sweep

blp = Blueprint("documents", __name__, description="The files of an entry.")


@blp.route("/entries/<uuid:entry_id>/files/<slot>", methods=["PUT"])
@allow(LEADER)
@blp.doc(parameters=[serving.FILE_NAME], requestBody=serving.UPLOADED)
@blp.response(200, EntrySchema)
def put(entry_id: UUID, slot: str) -> Described:
    """Upload a file; a slot for one file replaces it. Begun before the deadline, it may end in the edition's grace."""
    begun_at = clock.now()
    name = receiving.sent_name()
    with request_session.database().read() as reader:
        found = papers.slot_of(reader, actions.uploading(reader, identity(), entry_id, begun_at), slot)
    stored = receiving.receive(found, name)
    # Only now is a transaction opened: a slow upload must not keep anybody else from writing.
    entry = actions.uploading_entry(session(), identity(), entry_id, begun_at)
    sweep.keep(session(), serving.store(), stored.sha256)
    found = papers.slot_of(session(), entry, slot)
    type = streams.type_of_stored(serving.store(), stored, name)
    papers.attach_file(session(), entry, found, name=name, size=stored.size, type=type, sha256=stored.sha256)
    return tagged(entry)


@blp.route("/entries/<uuid:entry_id>/files/<uuid:file_id>", methods=["DELETE"])
@allow(LEADER)
@blp.response(200, EntrySchema)
def delete(entry_id: UUID, file_id: UUID) -> Described:
    """Take a file off a draft."""
    entry = actions.editable_entry(session(), identity(), entry_id)
    papers.detach_file(session(), entry, file_id)
    return tagged(entry)


@blp.route("/entries/<uuid:entry_id>/files/<uuid:file_id>")
@allow(PERSON)
@blp.response(200, serving.BINARY, content_type="application/octet-stream")
def show(entry_id: UUID, file_id: UUID) -> Response:
    """A file: for the team, overseers, screeners, and judges with a standing assignment, under a neutral name."""
    found = reading.readable_file(session(), identity(), entry_id, file_id)
    return serving.answer(found, plain="entry", shown="attachment", kept="private, no-cache")


@blp.route("/entries/<uuid:entry_id>/files/<uuid:file_id>/picture")
@allow(PERSON)
@blp.response(200, serving.BINARY, content_type="image/webp")
def show_picture(entry_id: UUID, file_id: UUID) -> Response:
    """The first page of a file in small, for all who may read the file."""
    found = reading.readable_file(session(), identity(), entry_id, file_id)
    if found.picture is None:
        raise NotFound
    return serving.answer(found.picture, plain="page", shown="inline", kept="private, no-cache")


@blp.route("/entries/<uuid:entry_id>/files/<uuid:file_id>/pages/<int:number>")
@allow(PERSON)
@blp.response(200, serving.BINARY, content_type="image/webp")
def show_page(entry_id: UUID, file_id: UUID, number: int) -> Response:
    """A page of a PDF as a picture to be read, for all who may read the file; 503 while the machine is too busy"""
    with request_session.database().read() as reader:
        found = reading.readable_file(reader, identity(), entry_id, file_id)
    return pages.answer(found, number)
