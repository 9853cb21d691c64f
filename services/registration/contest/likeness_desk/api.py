"""HTTP API of alike entries, for screeners and organizers."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING, SCREENER
from contracts.scopes import EDITION
from services.registration.contest.likeness_desk import actions, listing, reading
from services.registration.contest.likeness_desk.schemas import (
    ComparisonSchema,
    LikenessDecisionSchema,
    LikenessPageSchema,
    LikenessQuerySchema,
)

blp = Blueprint("likeness-desk", __name__, description="Entries that are alike.")


@blp.route("/editions/<slug>/likenesses")
@allow(*OVERSEEING, within=EDITION)
@personal
@blp.arguments(LikenessQuerySchema, location="query")
@blp.response(200, LikenessPageSchema)
def show_all(wanted: dict[str, Any], slug: str) -> dict[str, Any]:
    """The alike entries of an edition, earlier editions compared too; the most alike first."""
    rows = listing.pairs(slug, wanted["state"])
    found = page(session(), rows, listing.ORDER, wanted["after"], wanted["limit"])
    return {"items": [listing.as_row(row) for row in found.items], "next": found.next}


@blp.route("/likenesses/<uuid:pair_id>")
@allow(SCREENER, *OVERSEEING)
@personal
@blp.response(200, ComparisonSchema)
def show(pair_id: UUID) -> dict[str, Any]:
    """Two entries side by side, as far as they are alike."""
    return reading.compare(session(), identity(), actions.find_pair(session(), identity(), pair_id))


@blp.route("/likenesses/<uuid:pair_id>/decision", methods=["POST"])
@allow(SCREENER, ORGANIZER)
@blp.arguments(LikenessDecisionSchema)
@blp.response(200, ComparisonSchema)
def decide(said: dict[str, str], pair_id: UUID) -> dict[str, Any]:
    """Say what is of them: no duplicates, or for the office to deal with, or dealt with."""
    pair = actions.decide(session(), identity(), pair_id, said["action"], said["reason"])
    return reading.compare(session(), identity(), pair)
