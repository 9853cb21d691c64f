"""Rankings over HTTP."""

from typing import Any

from flask import Response

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import OVERSEEING
from contracts.scopes import EDITION
from services.judging.rankings import actions
from services.judging.rankings.schemas import ExplainedSchema, RankingQuery, RankingSchema

blp = Blueprint("rankings", __name__, description="Ranking, exact and recomputable.")


@blp.route("/ranking")
@allow(*OVERSEEING)
@blp.arguments(RankingQuery, location="query")
@blp.response(200, RankingSchema)
def get_ranking(asked: dict[str, Any]) -> dict[str, Any]:
    """The ranking of a stage from the sheets handed in so far, page by page

    By the rule of its rubric, or by another for comparison. Entries without sheets stand last, unranked.
    """
    return actions.ranked(session(), identity(), asked)


@blp.route("/editions/<edition>/stages/<key>/ranking/entries/<entry>")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, ExplainedSchema)
def explain(edition: str, key: str, entry: str) -> dict[str, Any]:
    """One entry's place with every sheet handed in, and which do not count"""
    return actions.explained(session(), (edition, key), entry)


@blp.route("/editions/<edition>/stages/<key>/ranking/inputs")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, {"type": "object"}, content_type="application/json")
def get_inputs(edition: str, key: str) -> Response:
    """What the ranking is worked out from, as canonical JSON

    The SHA-256 of these bytes is the ranking's `inputs_hash`. Points are whole hundredths; sheets carry no names.
    """
    return Response(actions.canonical(session(), (edition, key)), content_type="application/json")
