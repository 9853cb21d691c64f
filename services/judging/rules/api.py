"""Rubrics over HTTP."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import JUDGE, ORGANIZER, OVERSEEING
from services.judging.rules import actions
from services.judging.rules.models import Rubric
from services.judging.rules.schemas import RubricSchema, StageSchema, StagesSchema

blp = Blueprint("rules", __name__, description="Stages of judging and their rubrics.")


@blp.route("/editions/<edition>/stages/<key>", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(RubricSchema)
@blp.response(200, StageSchema)
def put_rubric(given: dict[str, Any], edition: str, key: str) -> Rubric:
    """Write or replace the rubric of a stage of an edition

    The stage's names and dates are the edition's own, published by registration. Weights total 100. After the first
    assignment nothing changes any more (409 `rubric-frozen`).
    """
    return actions.put_rubric(session(), identity(), edition, key, given)


@blp.route("/editions/<edition>/stages/<key>")
@allow(JUDGE, *OVERSEEING)
@blp.response(200, StageSchema)
def get_stage(edition: str, key: str) -> Rubric:
    """A stage with its rubric"""
    return actions.see_rubric(session(), identity(), edition, key)


@blp.route("/stages")
@allow(JUDGE, *OVERSEEING)
@blp.response(200, StagesSchema)
def list_stages() -> dict[str, Any]:
    """The stages the caller judges in or organizes, by opening"""
    return {"items": actions.visible(session(), identity())}
