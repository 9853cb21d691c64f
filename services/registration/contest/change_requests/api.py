"""HTTP API of change requests, for the team and for the office. `files_api` has their files."""

from typing import Any
from uuid import UUID

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import LEADER, ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.registration.contest.change_requests import actions, reading
from services.registration.contest.change_requests.deciding import decide_request
from services.registration.contest.change_requests.files import follow_check, unchecked
from services.registration.contest.change_requests.models import ChangeRequest
from services.registration.contest.change_requests.schemas import (
    ChangeDecisionSchema,
    ChangeDraftSchema,
    ChangeListSchema,
    ChangePageSchema,
    ChangeQuerySchema,
    ChangeSchema,
    ChangeScopeSchema,
)
from services.registration.contest.change_requests.telling import Decision
from services.registration.contest.entries.api import signing_secret
from services.registration.files.checks.checked_views import checked_first

blp = Blueprint("change-requests", __name__, description="Changes that teams ask for after the deadline.")


def tagged(request: ChangeRequest) -> dict[str, Any]:
    """The request as the caller sees it, its ETag put on the answer."""
    etag.tag(request.etag)
    return reading.described(session(), identity(), request)


@blp.route("/entries/<uuid:entry_id>/change-requests")
@allow(PERSON)
@blp.response(200, ChangeListSchema)
def of_entry(entry_id: UUID) -> dict[str, Any]:
    """The requests of an entry, and whether another may be begun."""
    return reading.requests_of(session(), identity(), entry_id)


@blp.route("/entries/<uuid:entry_id>/change-requests", methods=["POST"])
@allow(LEADER)
@blp.arguments(ChangeScopeSchema)
@blp.response(201, ChangeSchema)
def begin(wanted: dict[str, Any], entry_id: UUID) -> dict[str, Any]:
    """Begin a request to change these fields and slots; the office sees it once it is handed in."""
    made = actions.begin_request(session(), identity(), entry_id, wanted["fields"], team=wanted["team"])
    return tagged(made)


@blp.route("/change-requests/<uuid:request_id>")
@allow(PERSON)
@blp.response(200, ChangeSchema)
def show(request_id: UUID) -> dict[str, Any]:
    """A request, for the team and the office."""
    return tagged(actions.find_request(session(), identity(), request_id))


@blp.route("/change-requests/<uuid:request_id>/scope", methods=["PUT"])
@allow(LEADER)
@blp.arguments(ChangeScopeSchema)
@blp.response(200, ChangeSchema)
def choose(wanted: dict[str, Any], request_id: UUID) -> dict[str, Any]:
    """Choose anew what is to change."""
    request = actions.draft_request(session(), identity(), request_id)
    actions.choose_fields(session(), request, wanted["fields"], team=wanted["team"])
    return tagged(request)


@blp.route("/change-requests/<uuid:request_id>", methods=["PATCH"])
@allow(LEADER)
@blp.arguments(ChangeDraftSchema)
@blp.response(200, ChangeSchema)
def save(typed: dict[str, Any], request_id: UUID) -> dict[str, Any]:
    """Save what was typed, complete or not; needs `If-Match`."""
    request = actions.draft_request(session(), identity(), request_id)
    etag.check(request.etag)
    actions.save_request(session(), request, typed)
    return tagged(request)


@blp.route("/change-requests/<uuid:request_id>/submission", methods=["POST"])
@allow(LEADER)
@checked_first(unchecked, settled=follow_check)
@blp.response(200, ChangeSchema)
def ask(request_id: UUID) -> dict[str, Any]:
    """Hand the request in; needs `If-Match`. Answers with everything that is missing."""
    request = actions.draft_request(session(), identity(), request_id)
    etag.check(request.etag)
    actions.ask_request(session(), identity(), request)
    return tagged(request)


@blp.route("/change-requests/<uuid:request_id>/submission", methods=["DELETE"])
@allow(LEADER)
@blp.response(200, ChangeSchema)
def withdraw(request_id: UUID) -> dict[str, Any]:
    """Take the request back, handed in or not."""
    request = actions.own_request(session(), identity(), request_id)
    actions.withdraw_request(session(), identity(), request)
    return tagged(request)


@blp.route("/change-requests/<uuid:request_id>/decision", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(ChangeDecisionSchema)
@blp.response(200, ChangeSchema)
def decide(said: dict[str, Any], request_id: UUID) -> dict[str, Any]:
    """Decide the request row by row; what is approved makes a new version of the entry."""
    rows = [Decision(**row) for row in said["rows"]]
    return tagged(
        decide_request(session(), identity(), request_id, rows, message=said["message"], secret=signing_secret())
    )


@blp.route("/editions/<slug>/change-requests")
@allow(*OVERSEEING, within=EDITION)
@personal
@blp.arguments(ChangeQuerySchema, location="query")
@blp.response(200, ChangePageSchema)
def listing(wanted: dict[str, Any], slug: str) -> dict[str, Any]:
    """The requests of an edition that were handed in, those first that wait longest."""
    rows = reading.asked_for(slug, wanted["state"])
    order = (ChangeRequest.asked_at, ChangeRequest.id)
    found = page(session(), rows, order, wanted["after"], wanted["limit"])
    return {"items": [dict(zip(reading.NAMES, row, strict=True)) for row in found.items], "next": found.next}
