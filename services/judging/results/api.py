"""Rankings over HTTP."""

from typing import Any

from flask import Response

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import OVERSEEING
from services.judging.results import actions
from services.judging.results.schemas import RankingSchema

blp = Blueprint("results", __name__, description="Ranking, exact and recomputable.")


@blp.route("/stages/<key>/ranking")
@allow(*OVERSEEING)
@blp.response(200, RankingSchema)
def get_ranking(key: str) -> dict[str, Any]:
    """The ranking of a stage from the sheets handed in so far

    From `drop_from` sheets on, one highest and one lowest do not count. Entries without sheets stand last, unranked.
    """
    return actions.ranked(session(), identity(), key)


@blp.route("/stages/<key>/ranking/inputs")
@allow(*OVERSEEING)
@blp.response(200, {"type": "object"}, content_type="application/json")
def get_inputs(key: str) -> Response:
    """What the ranking is worked out from, as canonical JSON

    The SHA-256 of these bytes is the ranking's `inputs_hash`. Points are whole hundredths; sheets carry no names.
    """
    return Response(actions.inputs_of(session(), identity(), key).canonical(), content_type="application/json")
