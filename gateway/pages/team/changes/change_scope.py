"""What a change request is about: chosen when one is begun, and anew while it is written."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import LEADER
from gateway.clients.change_requests import CHANGES, ChangeRequest, Changes
from gateway.forms import saving
from gateway.pages.team.changes.change_addresses import at, found_request, to_list, to_request

blp = Blueprint("change_scope", __name__)


@blp.route("/entries/<uuid:entry_id>/changes/new", methods=["GET"])
@allow(LEADER)
def start(entry_id: UUID) -> str | Response:
    """What is to change."""
    found = CHANGES.of_entry(entry_id)
    return _start(found) if "begin" in found.may else to_list(entry_id)


@blp.route("/entries/<uuid:entry_id>/changes/new", methods=["POST"])
@allow(LEADER)
def begin(entry_id: UUID) -> Response | tuple[str, int]:
    """Begin a request about what was chosen."""
    try:
        made = CHANGES.begin(entry_id, request.form.getlist("fields"), team="team" in request.form)
    except Refused as refused:
        if refused.status == 409:
            return to_list(entry_id)
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        return _start(CHANGES.of_entry(entry_id), refused), refused.status
    return _next(made)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/scope", methods=["GET"])
@allow(LEADER)
def scope(entry_id: UUID, request_id: UUID) -> str | Response:
    """What is to change, of a request that is still written."""
    found = found_request(entry_id, request_id)
    return _scope(found) if "write" in found.may else to_request(found)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/scope", methods=["POST"])
@allow(LEADER)
def choose(entry_id: UUID, request_id: UUID) -> Response | tuple[str, int]:
    """Choose anew; what was written to what is left out is kept."""
    try:
        found = CHANGES.choose(request_id, request.form.getlist("fields"), team="team" in request.form)
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        return _scope(found_request(entry_id, request_id), refused), refused.status
    return _next(found)


def _start(found: Changes, refused: Refused | None = None) -> str:
    address = url_for("change_scope.begin", entry_id=found.entry_id)
    back = url_for("change_requests.listing", entry_id=found.entry_id)
    return _scope_page(found, refused, address=address, back=back, chosen=(), team=False, revising=found.revising)


def _scope(found: ChangeRequest, refused: Refused | None = None) -> str:
    address, back = at(found, "change_scope.choose"), at(found, "change_requests.edit")
    chosen = {"chosen": found.fields, "team": found.team_chosen}
    return _scope_page(found, refused, address=address, back=back, revising=False, **chosen)


def _scope_page(found: Changes | ChangeRequest, refused: Refused | None, **facts: Any) -> str:
    """The page on which one chooses; after a refusal with what was chosen on it."""
    if refused:
        facts |= {"chosen": request.form.getlist("fields"), "team": "team" in request.form}
    problem = refused.problem if refused else None
    return render_template("team/change_scope.html", found=found, problem=problem, **facts)


def _next(found: ChangeRequest) -> Response:
    return redirect(at(found, "change_requests.edit"), 303)
