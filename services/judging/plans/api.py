"""Plans of assignment over HTTP, for organizers."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import PageSchema
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.plans import actions
from services.judging.plans.inputs import Settings
from services.judging.plans.models import AssignmentPlan
from services.judging.plans.schemas import PlanSchema, PlanSettingsSchema, ProposedSchema
from services.judging.plans.view import view

blp = Blueprint("plans", __name__, description="Plans of assignment: computed, looked at, made, undone.")


@blp.route("/editions/<edition>/stages/<key>/plans", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@idempotent
@blp.arguments(PlanSettingsSchema)
@blp.response(201, ProposedSchema)
def propose(given: dict[str, Any], edition: str, key: str) -> AssignmentPlan:
    """Compute who could judge what; nobody is assigned yet

    The cheapest assignment there is, with a proof: load limits, conflicts, even loads and tracks; among equals decides
    a seed that is known once the rubric is published.
    """
    chosen = given.pop("judge_ids")
    return actions.propose(session(), (edition, key), Settings(**given, judge_ids=chosen and tuple(chosen)))


@blp.route("/plans/<uuid:plan_id>")
@allow(*OVERSEEING)
@blp.arguments(PageSchema, location="query")
@blp.response(200, PlanSchema)
def show(asked: dict[str, Any], plan_id: UUID) -> dict[str, Any]:
    """A plan: loads, shortages and why, its receipt, a page of entries"""
    return view(session(), identity(), plan_id, asked)


@blp.route("/plans/<uuid:plan_id>/making", methods=["POST"])
@allow(ORGANIZER)
@blp.response(204)
def make(plan_id: UUID) -> None:
    """Assign exactly what the plan says

    409 `plan-outdated` where anything that it rests on has changed.
    """
    actions.make_plan(session(), identity(), plan_id)


@blp.route("/plans/<uuid:plan_id>/undoing", methods=["POST"])
@allow(ORGANIZER)
@blp.response(204)
def undo(plan_id: UUID) -> None:
    """Take back what the plan made

    409 `plan-begun` once a sheet of it was begun, `plan-followed` after a later plan.
    """
    actions.undo(session(), identity(), plan_id)
