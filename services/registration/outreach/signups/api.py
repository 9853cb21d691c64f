"""HTTP API of signups."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import PageSchema, page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import COORDINATOR, ORGANIZER, OVERSEEING, VOLUNTEER
from services.registration.outreach.signups import actions
from services.registration.outreach.signups.actions import Placed
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.schemas import (
    RosterPageSchema,
    RosterQuerySchema,
    SignupPageSchema,
    SignupSchema,
)

blp = Blueprint("signups", __name__, description="Signups for the shifts of outreach events.")


def _listed(query: Select[Signup], column: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    found = page(session(), query, column, wanted["after"], wanted["limit"])
    return {"items": actions.describe(session(), identity(), found.items), "next": found.next}


@blp.route("/shifts/<uuid:shift_id>/signups", methods=["POST"])
@allow(VOLUNTEER)
@idempotent
@blp.response(201, SignupSchema)
@blp.alt_response(200, schema=SignupSchema, description="Signed up before.")
def sign_up(shift_id: UUID) -> tuple[Placed, int]:
    """Sign up: a place while there are any, else the end of the waiting line."""
    signup, new = actions.sign_up(session(), identity(), shift_id)
    return actions.describe(session(), identity(), [signup])[0], 201 if new else 200


@blp.route("/shifts/<uuid:shift_id>/signups")
@allow(COORDINATOR, *OVERSEEING)
@personal
@blp.arguments(RosterQuerySchema, location="query")
@blp.response(200, RosterPageSchema)
def list_roster(wanted: dict[str, Any], shift_id: UUID) -> dict[str, Any]:
    """Everybody's signups for a shift, in order of arrival."""
    query = actions.select_on_shift(session(), identity(), shift_id, wanted["state"])
    return _listed(query, Signup.turn, wanted)


@blp.route("/signups")
@allow(VOLUNTEER)
@blp.arguments(PageSchema, location="query")
@blp.response(200, SignupPageSchema)
def list_own(wanted: dict[str, Any]) -> dict[str, Any]:
    """The caller's signups, newest first, cancelled ones included."""
    return _listed(actions.select_own(identity()), Signup.id.desc(), wanted)


@blp.route("/signups/<uuid:signup_id>", methods=["DELETE"])
@allow(VOLUNTEER, COORDINATOR, ORGANIZER)
@blp.response(200, SignupSchema)
def cancel(signup_id: UUID) -> Placed:
    """Give up a place or leave the waiting line; the place goes to the first who can take it, at once."""
    signup = actions.cancel_signup(session(), identity(), signup_id)
    return actions.describe(session(), identity(), [signup])[0]
