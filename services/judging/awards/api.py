"""Awards over HTTP."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.awards import actions
from services.judging.awards.schemas import AwardedListSchema, AwardsSchema, CountsSchema, DrawnAwardsSchema
from services.judging.resolutions.models import Resolution
from services.judging.resolutions.schemas import ResolutionProposedSchema
from services.judging.results.drawn import Decided

blp = Blueprint("awards", __name__, description="Who is given what the programme of the edition promises.")
AWARDS = "/editions/<edition>/stages/<key>/awards"


@blp.route(f"{AWARDS}/drawing", methods=["POST"])
@allow(*OVERSEEING, within=EDITION)
@blp.arguments(CountsSchema)
@blp.response(200, DrawnAwardsSchema)
def draw(given: dict[str, Any], edition: str, key: str) -> dict[str, Any]:
    """Who would be awarded by the standing result, and who is by the last decision; nothing is kept"""
    return actions.drawn(session(), (edition, key), given["counts"])


@blp.route(AWARDS, methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(AwardsSchema)
@blp.response(201, ResolutionProposedSchema)
def propose(given: dict[str, Any], edition: str, key: str) -> Resolution:
    """Propose who is awarded; another person adopts it"""
    decided = Decided(given["ties"], frozenset(given["chosen"]))
    at, counts = (edition, key), given["counts"]
    return actions.propose_awards(session(), identity(), at, counts, decided, given["reason"])


@blp.route("/editions/<edition>/awards")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, AwardedListSchema)
def show(edition: str) -> dict[str, Any]:
    """Who is awarded, as two people decided; nobody outside of the office is told before its notice opens"""
    return {"items": actions.listed(session(), edition)}
