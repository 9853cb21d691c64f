"""HTTP API of series of events."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.request_session import session
from chassis.storage.locks import lock_names
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EVENT
from services.registration.outreach.drafting.actions import find_draft
from services.registration.outreach.drafting.models import EventDraft
from services.registration.outreach.drafting.siblings import IN_ORDER
from services.registration.outreach.publication.heads import listed, select_drafts
from services.registration.outreach.series import actions
from services.registration.outreach.series.models import Day, Outcome
from services.registration.outreach.series.schemas import (
    NewDaysSchema,
    PartsSchema,
    SeriesOutcomeSchema,
    SeriesSchema,
)

blp = Blueprint("event-series", __name__, description="The same event on several days.")


def _shown(slug: str) -> dict[str, Any]:
    draft = find_draft(session(), slug)
    same = EventDraft.series == draft.series if draft.series else EventDraft.slug == slug
    rows = session().execute(select_drafts(identity()).where(same).order_by(*IN_ORDER)).all()
    return {"items": listed(session(), identity(), rows)}


@blp.route("/events/<slug>/series")
@allow(*OVERSEEING, within=EVENT)
@blp.response(200, SeriesSchema)
def show(slug: str) -> dict[str, Any]:
    """The events of the series that the caller oversees, by their first day; of one that stands alone itself."""
    return _shown(slug)


@blp.route("/events/<slug>/series", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@idempotent
@blp.arguments(NewDaysSchema)
@blp.response(201, SeriesSchema)
def add_days(given: dict[str, Any], slug: str) -> dict[str, Any]:
    """The same event on more days: each a draft with an address of its own."""
    lock_names(session(), ["events"])
    actions.add_days(session(), identity(), slug, [Day(**day) for day in given["items"]])
    session().flush()
    return _shown(slug)


@blp.route("/events/<slug>/series/changes", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(PartsSchema)
@blp.response(200, SeriesOutcomeSchema)
def carry_over(given: dict[str, Any], slug: str) -> Outcome:
    """Let the drafts of the later events say what this one's says of these parts; each keeps its days."""
    lock_names(session(), ["events"])
    return actions.carry_over(session(), identity(), slug, given["parts"])


@blp.route("/events/<slug>/series/publication", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.response(200, SeriesOutcomeSchema)
def publish(slug: str) -> Outcome:
    """Publish this event and the later ones; where something lacks or people are on it, it is left with the reason."""
    lock_names(session(), ["events"])
    return actions.publish_from(session(), identity(), slug)
