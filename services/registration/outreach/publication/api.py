"""HTTP API of outreach events."""

from collections.abc import Sequence
from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow, identity
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import COORDINATOR, ORGANIZER, OVERSEEING
from contracts.scopes import EVENT
from services.registration.outreach.programme.actions import find_event, list_events
from services.registration.outreach.programme.models import OutreachEvent
from services.registration.outreach.programme.schemas import NewEventSchema
from services.registration.outreach.publication import actions, rosters
from services.registration.outreach.publication.occupancy import describe_events, list_coming
from services.registration.outreach.publication.schemas import (
    AgreedSchema,
    CancellationSchema,
    CoordinationSchema,
    EffectsSchema,
    EventPageSchema,
    EventSchema,
    RosterSchema,
    VolunteeringSchema,
)
from services.registration.outreach.publication.trying import tried

blp = Blueprint("event-publication", __name__, description="Outreach events and their shifts.")


def _shown(events: Sequence[OutreachEvent]) -> list[dict[str, Any]]:
    return describe_events(session(), identity(), events)


@blp.route("/events")
@allow(PUBLIC)
@blp.response(200, EventPageSchema)
def show_all() -> dict[str, Any]:
    """Every event with its shifts, how full they are, and the caller's own signups."""
    return {"items": _shown(list_events(session())), "next": None}


@blp.route("/events/<slug>")
@allow(PUBLIC)
@blp.response(200, EventSchema)
def show_event(slug: str) -> dict[str, Any]:
    """One event with its shifts, how full they are, and the caller's own signups."""
    return _shown([find_event(session(), slug)])[0]


@blp.route("/volunteering")
@allow(PUBLIC)
@blp.response(200, VolunteeringSchema)
def show_volunteering() -> dict[str, Any]:
    """The events to come, and the caller's own signups that stand, the next first."""
    coming = list_coming(session())
    return {"events": _shown(coming), "signups": rosters.own(session(), identity())}


@blp.route("/events/<slug>", methods=["PUT"])
@allow(ORGANIZER, within=EVENT)
@blp.arguments(NewEventSchema)
@blp.arguments(AgreedSchema, location="query")
@blp.response(200, EventSchema)
def put_event(facts: dict[str, Any], word: dict[str, Any], slug: str) -> dict[str, Any]:
    """Create an event or replace it, its shifts told apart by `key`. Sending it again changes nothing.

    A change that touches people who signed up is refused until it is agreed to: see `effects`.
    """
    return _shown([actions.put_event(session(), identity(), slug, facts, word["agreed"])])[0]


@blp.route("/events/<slug>/effects", methods=["POST"])
@allow(ORGANIZER, within=EVENT)
@blp.arguments(NewEventSchema)
@blp.response(200, EffectsSchema)
def try_event(facts: dict[str, Any], slug: str) -> dict[str, Any]:
    """What putting this event would do to those who signed up. Nothing is changed."""
    return tried(slug, lambda: actions.change_event(session(), identity(), slug, facts))


@blp.route("/events/<slug>/cancellation", methods=["POST"])
@allow(ORGANIZER, within=EVENT)
@blp.arguments(CancellationSchema)
@blp.arguments(AgreedSchema, location="query")
@blp.response(200, EventSchema)
def cancel_event(given: dict[str, Any], word: dict[str, Any], slug: str) -> dict[str, Any]:
    """Cancel the event with all its shifts and tell everybody who signed up; agreed to as a change is."""
    return _shown([actions.cancel_event(session(), identity(), slug, given["reason"], word["agreed"])])[0]


@blp.route("/events/<slug>/cancellation/effects", methods=["POST"])
@allow(ORGANIZER, within=EVENT)
@blp.arguments(CancellationSchema)
@blp.response(200, EffectsSchema)
def try_cancelling(given: dict[str, Any], slug: str) -> dict[str, Any]:
    """What cancelling the event would do to those who signed up. Nothing is changed."""
    return tried(slug, lambda: actions.call_off_event(session(), identity(), slug, given["reason"]))


@blp.route("/events/<slug>/roster")
@allow(COORDINATOR, *OVERSEEING, within=EVENT)
@personal
@blp.response(200, RosterSchema)
def show_roster(slug: str) -> dict[str, Any]:
    """An event with everybody who signed up for each shift: places first, then the line."""
    return rosters.of_event(session(), identity(), slug)


@blp.route("/coordination")
@allow(COORDINATOR)
@personal
@blp.response(200, CoordinationSchema)
def show_coordination() -> dict[str, Any]:
    """The events that the caller coordinates, by time, with the people of those shifts that are today."""
    return {"events": rosters.coordinated(session(), identity())}
