"""Resolutions over HTTP."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import page
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.resolution_desk import actions as desk
from services.judging.resolution_desk.kinds import KINDS
from services.judging.resolution_desk.schemas import (
    RejectionSchema,
    ResolutionSchema,
    ResolutionsQuery,
    ResolutionsSchema,
)
from services.judging.resolutions import actions
from services.judging.resolutions.models import Resolution

blp = Blueprint("resolution-desk", __name__, description="What one person of the office proposes and another decides.")
ONE = "/resolutions/<uuid:resolution_id>"


@blp.route("/editions/<edition>/resolutions")
@allow(*OVERSEEING, within=EDITION)
@blp.arguments(ResolutionsQuery, location="query")
@blp.response(200, ResolutionsSchema)
def list_resolutions(wanted: dict[str, Any], edition: str) -> dict[str, Any]:
    """The resolutions of an edition, the latest first"""
    query = desk.resolutions(edition, wanted)
    found = page(session(), query, Resolution.id.desc(), wanted["after"], wanted["limit"])
    return {"items": [desk.row_of(session(), identity(), one) for one in found.items], "next": found.next}


@blp.route(ONE)
@allow(*OVERSEEING)
@blp.response(200, ResolutionSchema)
def show(resolution_id: UUID) -> dict[str, Any]:
    """One of them, with what would be different if it were adopted now"""
    return desk.show(session(), identity(), resolution_id)


@blp.route(f"{ONE}/adoption", methods=["POST"])
@allow(ORGANIZER)
@blp.response(204)
def adopt(resolution_id: UUID) -> None:
    """Adopt what another person proposed: it is done at once

    409 `resolution-outdated` where anything that it rests on has changed.
    """
    actions.adopt(session(), identity(), resolution_id, KINDS)


@blp.route(f"{ONE}/rejection", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(RejectionSchema)
@blp.response(204)
def reject(given: dict[str, Any], resolution_id: UUID) -> None:
    """Reject what another person proposed, with a reason"""
    actions.reject(session(), identity(), resolution_id, given["answer"])


@blp.route(f"{ONE}/withdrawal", methods=["POST"])
@allow(ORGANIZER)
@blp.response(204)
def withdraw(resolution_id: UUID) -> None:
    """Take back what one proposed oneself"""
    actions.withdraw(session(), identity(), resolution_id)
