"""Advancement over HTTP."""

from collections.abc import Mapping
from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.advancement import actions
from services.judging.advancement.drawing import Wanted
from services.judging.advancement.schemas import AdvanceQuery, AdvanceSchema, DrawnAdvanceSchema
from services.judging.resolutions.models import Resolution
from services.judging.resolutions.schemas import ResolutionProposedSchema
from services.judging.results.drawn import Decided

blp = Blueprint("advancement", __name__, description="Which entries take part in a later stage.")
STAGE = "/editions/<edition>/stages/<key>"


@blp.route(f"{STAGE}/advance")
@allow(*OVERSEEING, within=EDITION)
@blp.arguments(AdvanceQuery, location="query")
@blp.response(200, DrawnAdvanceSchema)
def draw(asked: dict[str, Any], edition: str, key: str) -> dict[str, Any]:
    """The later stages, and who would advance: who is above each line, and who shares the place that it cuts"""
    return actions.drawn(session(), (edition, key), _wanted(asked))


@blp.route(f"{STAGE}/advance", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(AdvanceSchema)
@blp.response(201, ResolutionProposedSchema)
def propose(given: dict[str, Any], edition: str, key: str) -> Resolution:
    """Propose who advances; another person adopts it"""
    decided = Decided(given["ties"], frozenset(given["chosen"]))
    at, wanted = (edition, key), _wanted(given)
    return actions.propose_advance(session(), identity(), at, wanted, decided, given["reason"])


def _wanted(asked: Mapping[str, Any]) -> Wanted:
    return Wanted(asked["into"], asked["by"], asked["count"], asked.get("counts", {}))
