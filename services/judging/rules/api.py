"""Rubrics over HTTP."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import JUDGE, OVERSEEING
from contracts.scopes import EDITION
from services.judging.rules import actions
from services.judging.rules.models import Rubric
from services.judging.rules.schemas import StageSchema, StagesSchema

blp = Blueprint("rules", __name__, description="Stages of judging and their rubrics.")


@blp.route("/editions/<edition>/stages/<key>")
@allow(JUDGE, *OVERSEEING, within=EDITION)
@blp.response(200, StageSchema)
def get_stage(edition: str, key: str) -> Rubric:
    """A stage with its rubric"""
    return actions.find_rubric(session(), edition, key)


@blp.route("/stages")
@allow(JUDGE, *OVERSEEING)
@blp.response(200, StagesSchema)
def list_stages() -> dict[str, Any]:
    """The stages the caller judges in or organizes, by opening"""
    return {"items": actions.visible(session(), identity())}
