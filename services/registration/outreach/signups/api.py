"""HTTP API of outreach events and signups."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import PageSchema, page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import COORDINATOR, ORGANIZER, OVERSEEING, VOLUNTEER
from services.registration.outreach.signups import actions, programme
from services.registration.outreach.signups.line import Placed
from services.registration.outreach.signups.models import OutreachEvent, Signup
from services.registration.outreach.signups.schemas import (
    EventPageSchema,
    EventSchema,
    NewEventSchema,
    RosterQuerySchema,
    RosterSchema,
    SignupPageSchema,
    SignupSchema,
)

blp = Blueprint("volunteers", __name__, description="Outreach events, their shifts and signups.")


def _shown(events: Sequence[OutreachEvent]) -> list[dict[str, Any]]:
    return programme.describe_events(session(), identity(), events)


def _listed(query: Select[Signup], column: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    found = page(session(), query, column, wanted["after"], wanted["limit"])
    return {"items": actions.describe(session(), found.items), "next": found.next}


@blp.route("/events")
@allow(PUBLIC)
@blp.response(200, EventPageSchema)
def list_events() -> dict[str, Any]:
    """Every event with its shifts, how full they are, and the caller's own signups."""
    return {"items": _shown(programme.list_events(session())), "next": None}


@blp.route("/events/<slug>")
@allow(PUBLIC)
@blp.response(200, EventSchema)
def show_event(slug: str) -> dict[str, Any]:
    """One event with its shifts, how full they are, and the caller's own signups."""
    return _shown([programme.find_event(session(), slug)])[0]


@blp.route("/events/<slug>", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(NewEventSchema)
@blp.response(200, EventSchema)
def put_event(facts: dict[str, Any], slug: str) -> dict[str, Any]:
    """Create an event or replace it, its shifts told apart by `key`. Sending it again changes nothing."""
    return _shown([programme.put_event(session(), identity(), slug, facts)])[0]


@blp.route("/shifts/<uuid:shift_id>/signups", methods=["POST"])
@allow(VOLUNTEER)
@idempotent
@blp.response(201, SignupSchema)
@blp.alt_response(200, schema=SignupSchema, description="Signed up before.")
def sign_up(shift_id: UUID) -> tuple[Placed, int]:
    """Sign up: a place while there are any, else the end of the waiting line."""
    signup, new = actions.sign_up(session(), identity(), shift_id)
    return actions.describe(session(), [signup])[0], 201 if new else 200


@blp.route("/events/<slug>/signups")
@allow(COORDINATOR, *OVERSEEING)
@personal
@blp.arguments(RosterQuerySchema, location="query")
@blp.response(200, RosterSchema)
def list_of_event(wanted: dict[str, Any], slug: str) -> dict[str, Any]:
    """Everybody's signups for the shifts of an event, in order of arrival."""
    return _listed(actions.select_at_event(session(), identity(), slug, wanted["state"]), Signup.id, wanted)


@blp.route("/shifts/<uuid:shift_id>/signups")
@allow(COORDINATOR, *OVERSEEING)
@personal
@blp.arguments(RosterQuerySchema, location="query")
@blp.response(200, RosterSchema)
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
    return actions.describe(session(), [signup])[0]
