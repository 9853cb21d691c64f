"""HTTP API of outreach events that are written: begin, copy, delete, write, look over, publish."""

from typing import Any

from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import PageSchema, page
from chassis.http.request_session import session
from chassis.manuscripts import records
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.routes import Authoring, manuscript_routes
from chassis.storage.locks import lock_names
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EVENT
from services.registration.outreach.drafting import actions as drafting
from services.registration.outreach.drafting.kind import kind_of
from services.registration.outreach.drafting.models import EventDraft
from services.registration.outreach.programme.errors import EventCalledOff
from services.registration.outreach.programme.models import OutreachEvent
from services.registration.outreach.programme.states import EVENT_LIFE
from services.registration.outreach.publication import actions
from services.registration.outreach.publication.draft_schemas import (
    EventCopySchema,
    EventDraftPageSchema,
    EventDraftSchema,
    EventPublicationSchema,
    NewEventDraftSchema,
    WrittenEventSchema,
)
from services.registration.outreach.publication.heads import head_of, listed, select_drafts, show_written
from services.registration.outreach.publication.schemas import EffectsSchema
from services.registration.outreach.publication.trying import tried

blp = Blueprint("event-drafts", __name__, description="Outreach events as their organizers write them.")


@blp.route("/event-drafts")
@allow(*OVERSEEING)
@blp.arguments(PageSchema, location="query")
@blp.response(200, EventDraftPageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """The events that the caller oversees, published or not, the newest first."""
    rows = select_drafts(identity())
    found = page(session(), rows, EventDraft.id.desc(), wanted["after"], wanted["limit"])
    return {"items": listed(session(), identity(), found.items), "next": found.next}


@blp.route("/event-drafts", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@idempotent
@blp.arguments(NewEventDraftSchema)
@blp.response(201, EventDraftSchema)
def begin(facts: dict[str, Any]) -> dict[str, Any]:
    """Begin an event with a draft; nobody sees it yet."""
    lock_names(session(), ["events"])
    return head_of(identity(), drafting.begin_event(session(), identity(), facts), None)


@blp.route("/events/<slug>/copies", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@idempotent
@blp.arguments(EventCopySchema)
@blp.response(201, EventDraftSchema)
def copy(facts: dict[str, Any], slug: str) -> dict[str, Any]:
    """A new event that says what this one's draft says, from another day on; nobody is on it"""
    lock_names(session(), ["events"])
    made = drafting.copy_event(session(), identity(), slug, facts, facts["starts_on"])
    return head_of(identity(), made, None)


@blp.route("/events/<slug>/draft", methods=["DELETE"])
@allow(ORGANIZER, within=EVENT)
@blp.response(204)
def delete(slug: str) -> None:
    """Delete an event of which nothing was ever published"""
    lock_names(session(), ["events"])
    drafting.delete_draft(session(), identity(), drafting.find_draft(session(), slug))


@blp.route("/events/<slug>/publication/effects", methods=["POST"])
@allow(ORGANIZER, within=EVENT)
@blp.response(200, EffectsSchema)
def try_draft(slug: str) -> dict[str, Any]:
    """What publishing the draft would do to those who signed up. Nothing is changed"""
    found = _find(session(), identity(), lock=True, slug=slug)
    facts = actions.facts_of_draft(session(), found)
    return tried(slug, lambda: actions.change_event(session(), identity(), slug, facts))


def _find(session: Session, _caller: Identity, *, lock: bool, slug: str) -> Manuscript:
    drafting.find_draft(session, slug)
    if lock:
        lock_names(session, ["events"])
    published = drafting.published_of(session, slug)
    found = records.find(session, kind_of(published), slug, lock=lock)
    if lock and not _is_open(published.event):
        raise EventCalledOff
    return found


def _is_open(event: OutreachEvent | None) -> bool:
    return event is None or EVENT_LIFE.allows(event.state, "publish")


def _about(session: Session, found: Manuscript) -> dict[str, Any]:
    return show_written(session, identity(), found)


def _may(session: Session, caller: Identity, found: Manuscript, whole: bool) -> list[str]:
    draft, published = drafting.find_draft(session, found.subject), drafting.published_of(session, found.subject)
    steps = list(head_of(caller, draft, published.event)["may"])
    if not caller.has(ORGANIZER, draft.scope) or not _is_open(published.event):
        return steps
    return ["write", *(["publish"] if whole and found.is_changed else []), *steps]


def _saved(session: Session, _caller: Identity, found: Manuscript) -> None:
    drafting.mirror(session, found.subject, found.draft.content)


def _publish(session: Session, caller: Identity, found: Manuscript, facts: dict[str, Any]) -> None:
    actions.publish_draft(session, caller, found, facts["agreed"])


documents = manuscript_routes(
    "event-draft-documents",
    Authoring(
        address="/events/<slug>",
        find=_find,
        about=_about,
        about_schema=WrittenEventSchema,
        may=_may,
        readers=tuple(OVERSEEING),
        writers=(ORGANIZER,),
        within=EVENT,
        saved=_saved,
        publish=_publish,
        publication_schema=EventPublicationSchema,
    ),
)
