"""HTTP API of people who are to join a team by a change request: for its leader, and for whoever has a link."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, PUBLIC, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.contest.change_requests import actions, additions, joining
from services.registration.contest.change_requests.api import tagged
from services.registration.contest.change_requests.joining import Joining
from services.registration.contest.change_requests.joining_schemas import (
    AdditionLinkSchema,
    JoiningAnswerSchema,
    JoiningSchema,
    NewAdditionSchema,
)
from services.registration.contest.change_requests.schemas import ChangeSchema
from services.registration.contest.memberships.api import link_key
from services.registration.contest.memberships.links import CHANGE, secret_of

blp = Blueprint("change-joining", __name__, description="People who are to join a team by a change request.")


@blp.route("/change-requests/<uuid:request_id>/people", methods=["POST"])
@allow(LEADER)
@idempotent
@blp.arguments(NewAdditionSchema)
@blp.response(201, ChangeSchema)
def add(facts: dict[str, str], request_id: UUID) -> dict[str, Any]:
    """Name somebody who is to join. Handing them the link is up to whoever asks."""
    request = actions.draft_request(session(), identity(), request_id)
    additions.add_person(session(), request, facts)
    return tagged(request)


@blp.route("/change-requests/<uuid:request_id>/people/<uuid:addition_id>", methods=["DELETE"])
@allow(LEADER)
@blp.response(200, ChangeSchema)
def take_off(request_id: UUID, addition_id: UUID) -> dict[str, Any]:
    """Name somebody no more; their link opens nothing from then on."""
    request = actions.draft_request(session(), identity(), request_id)
    additions.take_person_off(session(), request, addition_id)
    return tagged(request)


@blp.route("/change-requests/<uuid:request_id>/people/<uuid:addition_id>/link")
@allow(LEADER)
@blp.response(200, AdditionLinkSchema)
def link(request_id: UUID, addition_id: UUID) -> dict[str, Any]:
    """The link by which they confirm for themselves."""
    one = additions.find_addition(session(), identity(), request_id, addition_id)
    names = {name: getattr(one, name) for name in ("id", "role", "name")}
    entry = one.request.entry
    place = {"entry_id": entry.id, "title": entry.title, "edition": entry.edition}
    return names | place | {"secret": secret_of(one, link_key(), CHANGE)}


@blp.route("/change-additions/<secret>")
@allow(PUBLIC)
@blp.response(200, JoiningSchema)
def show(secret: str) -> dict[str, Any]:
    """What one is asked, until the request is decided."""
    return _shown(joining.find_joining(session(), identity(), secret, link_key()))


@blp.route("/change-additions/<secret>/confirmation", methods=["POST"])
@allow(PERSON)
@blp.arguments(JoiningAnswerSchema)
@blp.response(200, JoiningSchema)
def confirm(given: dict[str, Any], secret: str) -> dict[str, Any]:
    """Agree to join once the office approves."""
    return _shown(joining.confirm(session(), identity(), secret, link_key(), given["publicity_version"]))


@blp.route("/change-additions/<secret>/refusal", methods=["POST"])
@allow(PERSON)
@blp.response(204)
def decline(secret: str) -> None:
    """Say no, or take back what was confirmed."""
    joining.decline(session(), identity(), secret, link_key())


def _shown(found: Joining) -> dict[str, Any]:
    own = {name: getattr(found.addition, name) for name in ("role", "name", "division")}
    of_entry = {name: getattr(found.entry, name) for name in ("title", "edition", "leader_name")}
    return own | of_entry | {"entry_id": found.entry.id, "own": found.own, "relation": found.relation}
