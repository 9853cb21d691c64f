"""Stages over HTTP."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import JUDGE, ORGANIZER, OVERSEEING
from services.judging.rubrics import actions
from services.judging.rubrics.models import Stage
from services.judging.rubrics.schemas import StageSchema, StagesSchema

blp = Blueprint("rubrics", __name__, description="Stages of judging and their rubrics.")


@blp.route("/stages/<key>", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(StageSchema)
@blp.response(200, StageSchema)
def put_stage(given: dict[str, Any], key: str) -> Stage:
    """Create or replace a stage

    Weights total 100. After the first assignment only names and dates may change (409 `rubric-frozen`).
    """
    return actions.put_stage(session(), identity(), key, given)


@blp.route("/stages/<key>")
@allow(JUDGE, *OVERSEEING)
@blp.response(200, StageSchema)
def get_stage(key: str) -> Stage:
    """A stage with its rubric"""
    return actions.see_stage(session(), identity(), key)


@blp.route("/stages")
@allow(JUDGE, *OVERSEEING)
@blp.response(200, StagesSchema)
def list_stages() -> dict[str, Any]:
    """The stages the caller judges in or organizes, by opening"""
    return {"items": actions.stages(session(), identity())}
