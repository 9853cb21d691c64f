"""Judges of an edition and their conflicts over HTTP, for organizers."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.conflict_desk import lifting, reading
from services.judging.conflict_desk.schemas import (
    ConflictSchema,
    ConflictsQuery,
    ConflictsSchema,
    JudgesOfEditionQuery,
    JudgesOfEditionSchema,
    LiftingSchema,
)
from services.judging.conflicts.models import Conflict

blp = Blueprint("conflict-desk", __name__, description="Judges and their conflicts of interest, for organizers.")


@blp.route("/editions/<edition>/judges")
@allow(*OVERSEEING, within=EDITION)
@personal
@blp.arguments(JudgesOfEditionQuery, location="query")
@blp.response(200, JudgesOfEditionSchema)
def list_judges(wanted: dict[str, Any], edition: str) -> dict[str, Any]:
    """Everybody who may judge in the edition, what they said of themselves, signed and declared"""
    return reading.judges(session(), edition, wanted)


@blp.route("/editions/<edition>/conflicts")
@allow(*OVERSEEING, within=EDITION)
@personal
@blp.arguments(ConflictsQuery, location="query")
@blp.response(200, ConflictsSchema)
def list_conflicts(wanted: dict[str, Any], edition: str) -> dict[str, Any]:
    """What judges told of conflicts of interest, the latest first"""
    order = Conflict.id.desc()
    found = page(session(), reading.conflicts(edition, wanted), order, wanted["after"], wanted["limit"])
    return {"items": [reading.conflict_row(identity(), row) for row in found.items], "next": found.next}


@blp.route("/conflicts/<uuid:conflict_id>")
@allow(*OVERSEEING)
@personal
@blp.response(200, ConflictSchema)
def show_conflict(conflict_id: UUID) -> dict[str, Any]:
    """One of them"""
    return reading.conflict(session(), identity(), conflict_id)


@blp.route("/conflicts/<uuid:conflict_id>/lifting", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(LiftingSchema)
@blp.response(204)
def lift(given: dict[str, Any], conflict_id: UUID) -> None:
    """Find that a conflict does not hold; what ended because of it stays ended"""
    lifting.lift(session(), identity(), conflict_id, given["reason"])
