"""The files of an entry, slot by slot: upload (streamed through to registration), download, removal."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis import clock
from chassis.forms.files import endings, types_of
from chassis.http.auth import PERSON, allow
from chassis.http.client import Reply
from chassis.http.errors import NotFound
from contracts.roles import LEADER
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.clients.registration.uploads import UPLOADS
from gateway.edge.security import marked, settings
from gateway.editions.lookup import edition_of
from gateway.forms import taking
from gateway.forms.field_hints import hint_of
from gateway.pages.team.contents import entry_form

blp = Blueprint("files", __name__)
PASSED_ON = (
    *("Content-Type", "Content-Length", "Content-Range", "Content-Disposition", "Accept-Ranges"),
    *("ETag", "Cache-Control"),
)
CONDITIONS = ("If-None-Match", "If-Match", "If-Range", "Range")
"""What a browser says of the part it has already, or still wants."""


@blp.route("/entries/<uuid:entry_id>/files/<slot>", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID, slot: str) -> str:
    """What lies in a slot, and a form to upload or replace it."""
    return _page(ENTRIES.entry(entry_id), slot)


def _page(found: Entry, key: str, problem: dict[str, Any] | None = None) -> str:
    document = entry_form.document_of(found, edition_of(found))
    slot = next((one for one in document.slots if one.key == key), None)
    if slot is None:
        raise NotFound
    begun = UPLOADS.unfinished(found.id).items
    unfinished = next(
        (upload for upload in begun if upload.slot == key and (upload.offset or found.closes_at <= clock.now())), None
    )
    return render_template(
        "team/file.html",
        entry=found,
        slot=slot,
        files=entry_form.slots(found).get(key, {}).get("files", []),
        newer=entry_form.newer_in(found, slot),
        hint=hint_of(slot),
        types=types_of(slot),
        endings=endings(slot),
        limit=min(slot.size, settings().upload_limit),
        section=entry_form.section_of(document, key),
        problem=problem,
        unfinished=unfinished,
    )


@blp.route("/entries/<uuid:entry_id>/files/<slot>", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(LEADER)
def upload(entry_id: UUID, slot: str) -> Response | tuple[str, int]:
    """Take the file from a plain form, and show what came of it."""
    if refused := taking.take(lambda name, body: UPLOADS.put(entry_id, slot, name, body)):
        problem, status = refused
        return _page(ENTRIES.entry(entry_id), slot, problem), status
    flash(_("附件已上传。"), "success")
    return _back(entry_id, slot)


@blp.route("/entries/<uuid:entry_id>/files/<slot>/<uuid:file_id>/removal", methods=["POST"])
@allow(LEADER)
def remove(entry_id: UUID, slot: str, file_id: UUID) -> Response:
    """Take a file away from the draft."""
    ENTRIES.remove_file(entry_id, file_id)
    flash(_("附件已删除。"), "success")
    return _back(entry_id, slot)


@blp.route("/entries/<uuid:entry_id>/download/<uuid:file_id>", methods=["GET"])
@allow(PERSON)
def download(entry_id: UUID, file_id: UUID) -> Response:
    """A file, streamed from registration."""
    return file_of(entry_id, file_id)


@blp.route("/entries/<uuid:entry_id>/download/<uuid:file_id>/picture", methods=["GET"])
@allow(PERSON)
def picture(entry_id: UUID, file_id: UUID) -> Response:
    """The first page of a file in small."""
    return picture_of(entry_id, file_id)


def picture_of(entry_id: UUID, file_id: UUID) -> Response:
    """The first page of a file as registration gives it to this person, or not anew."""
    return passed_on(ENTRIES.picture(entry_id, file_id, conditions()))


def file_of(entry_id: UUID, file_id: UUID) -> Response:
    """A file as registration gives it to this person: whole, the part that is wanted, or not anew."""
    return passed_on(ENTRIES.file(entry_id, file_id, conditions()))


def conditions() -> dict[str, str]:
    """Those of this request, to be handed on."""
    return {name: request.headers[name] for name in CONDITIONS if name in request.headers}


def passed_on(reply: Reply) -> Response:
    """A service's streamed answer as ours."""
    response = Response(reply.iter(), reply.status)
    response.call_on_close(reply.close)
    for name in PASSED_ON:
        if name in reply.headers:
            response.headers[name] = reply.headers[name]
    return response


def _back(entry_id: UUID, slot: str) -> Response:
    return redirect(url_for("files.show", entry_id=entry_id, slot=slot), 303)
