"""The files of a change request: those that are to take the place of others, and those that prove why."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.forms.files import endings, types_of
from chassis.http.auth import PERSON, allow
from chassis.http.errors import NotFound
from contracts.roles import LEADER
from gateway.clients.change_requests import CHANGES, ChangeRequest
from gateway.clients.registration.uploads import UPLOADS
from gateway.edge.security import marked, settings
from gateway.forms import taking
from gateway.forms.field_hints import hint_of
from gateway.pages.team.changes import change_form
from gateway.pages.team.changes.change_addresses import found_request, to_request
from gateway.pages.team.files import conditions, passed_on

blp = Blueprint("change_files", __name__)
EVIDENCE = ""
"""In place of the key of a slot: the files that prove why."""


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/files/<slot>", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID, request_id: UUID, slot: str) -> str | Response:
    """What was uploaded to take the place of the files of a slot, and a form to upload."""
    return _page(found_request(entry_id, request_id), slot)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/evidence", methods=["GET"])
@allow(LEADER)
def proofs(entry_id: UUID, request_id: UUID) -> str | Response:
    """What was uploaded to prove why, and a form to upload."""
    return _page(found_request(entry_id, request_id), EVIDENCE)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/files/<slot>", methods=["POST"])
@marked(csrf_by_view=True)  # reading the token elsewhere would swallow the file
@allow(LEADER)
def upload(entry_id: UUID, request_id: UUID, slot: str) -> Response | tuple[str | Response, int]:
    """Take a file that is to take the place of those in the slot."""
    if refused := taking.take(lambda name, body: CHANGES.put_file(request_id, slot, name, body)):
        problem, status = refused
        return _page(found_request(entry_id, request_id), slot, problem), status
    return _taken()


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/evidence", methods=["POST"])
@marked(csrf_by_view=True)  # as above
@allow(LEADER)
def prove(entry_id: UUID, request_id: UUID) -> Response | tuple[str | Response, int]:
    """Take a file that proves why."""
    if refused := taking.take(lambda name, body: CHANGES.put_file(request_id, EVIDENCE, name, body)):
        problem, status = refused
        return _page(found_request(entry_id, request_id), EVIDENCE, problem), status
    return _taken()


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/files/<uuid:file_id>/removal", methods=["POST"])
@allow(LEADER)
def remove(entry_id: UUID, request_id: UUID, file_id: UUID) -> Response:
    """Take a file off the request."""
    CHANGES.remove_file(request_id, file_id)
    flash(_("附件已删除。"), "success")
    return redirect(url_for("change_requests.edit", entry_id=entry_id, request_id=request_id), 303)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/download/<uuid:file_id>", methods=["GET"])
@allow(PERSON)
def download(entry_id: UUID, request_id: UUID, file_id: UUID) -> Response:
    """A file, streamed from registration, for the team and the office."""
    return passed_on(CHANGES.file(request_id, file_id, conditions()))


def _page(found: ChangeRequest, key: str, problem: dict[str, Any] | None = None) -> str | Response:
    if "write" not in found.may:
        return to_request(found)
    slot = change_form.slot_of(found, key) if key else change_form.EVIDENCE
    if slot is None:
        raise NotFound
    begun = UPLOADS.unfinished_of_change(found.id).items
    return render_template(
        "team/change_file.html",
        found=found,
        slot=slot,
        key=key,
        replaced=change_form.replaced(found, key),
        hint=hint_of(slot),
        types=types_of(slot),
        endings=endings(slot),
        limit=min(slot.size, settings().upload_limit),
        files=change_form.uploaded(found, found.files.get(key, ()) if key else found.evidence),
        newer=change_form.newer_in(found, slot) if key else None,
        unfinished=next((one for one in begun if one.slot == key and one.offset), None),
        address=request.path,
        problem=problem,
    )


def _taken() -> Response:
    """To the page of the same address."""
    flash(_("附件已上传。"), "success")
    return redirect(request.path, 303)
