"""What an organizer's desk shows of registration, in one answer: entries by state and track, how full shifts are."""

from collections import Counter
from typing import Any

import marshmallow as ma
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events import parked
from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.errors import NotFound
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from contracts.roles import OVERSEEING
from services.registration.contest.change_requests.models import OPEN, ChangeRequest
from services.registration.contest.editions.actions import current_edition, find_edition
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import STATES, Entry
from services.registration.contest.likeness.states import REFERRED
from services.registration.contest.likeness_desk.listing import counted
from services.registration.contest.publication.overview import count_changes
from services.registration.contest.questions.models import Question
from services.registration.contest.screening.models import OPEN as UNSCREENED
from services.registration.contest.screening.models import PROPOSED
from services.registration.contest.screening_desk.queue import numbers
from services.registration.outreach.drafting.siblings import IN_ORDER
from services.registration.outreach.programme.actions import list_events
from services.registration.outreach.publication.heads import select_unpublished
from services.registration.outreach.publication.occupancy import describe_events

blp = Blueprint("desk", __name__, description="The organizers' desk.")
EVENTS = 5
"""How many coming events are shown."""


class StatesSchema(Schema):
    """Entries by state."""

    draft = ma.fields.Integer()
    submitted = ma.fields.Integer()
    withdrawn = ma.fields.Integer()


class TrackStatesSchema(StatesSchema):
    """Entries of one track by state; the key is empty where none was chosen yet."""

    key = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()


class DeskQuerySchema(Schema):
    """Of which edition."""

    edition = ma.fields.String(load_default="", metadata={"description": "Slug; the current edition if left out."})


class WaitingSchema(Schema):
    """How much of something waits for the office."""

    count = ma.fields.Integer()
    since = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Since when the oldest does."})


class ScreeningDeskSchema(Schema):
    """What waits in the screening of an edition that has begun."""

    waiting = ma.fields.Integer(metadata={"description": "Entries that wait for a screener."})
    oldest_at = ma.fields.AwareDateTime(allow_none=True, metadata={"description": "Since when the first of them does."})
    proposed = ma.fields.Integer(metadata={"description": "Refusals that wait for a second person."})
    referred = ma.fields.Integer(metadata={"description": "Alike entries that screeners handed to the office."})


class CountedEditionSchema(Schema):
    """An edition and its entries in numbers."""

    slug = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()
    opens_at = ma.fields.AwareDateTime()
    closes_at = ma.fields.AwareDateTime()
    entries = ma.fields.Nested(StatesSchema)
    tracks = ma.fields.List(ma.fields.Nested(TrackStatesSchema))
    change_requests = ma.fields.Nested(WaitingSchema)
    questions = ma.fields.Nested(WaitingSchema)
    screening = ma.fields.Nested(ScreeningDeskSchema, allow_none=True)
    changes = ma.fields.Integer(metadata={"description": "Parts whose draft differs from what is published."})
    etag = ma.fields.String(metadata={"description": "Of the edition, for `If-Match`."})


class FilledShiftSchema(Schema):
    """A shift and how full it is."""

    id = ma.fields.UUID()
    post = ma.fields.String()
    post_en = ma.fields.String()
    event = ma.fields.String()
    event_en = ma.fields.String()
    event_slug = ma.fields.String()
    starts_at = ma.fields.AwareDateTime()
    ends_at = ma.fields.AwareDateTime()
    capacity = ma.fields.Integer()
    confirmed = ma.fields.Integer()
    waiting = ma.fields.Integer()


class UnpublishedSchema(Schema):
    """Events to come that are not public as they are written."""

    count = ma.fields.Integer()
    slug = ma.fields.String(metadata={"description": "Of the first of them; empty where there is none."})
    name = ma.fields.String()
    name_en = ma.fields.String()
    starts_on = ma.fields.Date(allow_none=True)


class DeskSchema(Schema):
    """Registration in numbers, as far as the caller's roles reach."""

    edition = ma.fields.Nested(CountedEditionSchema, allow_none=True)
    shifts = ma.fields.List(ma.fields.Nested(FilledShiftSchema))
    unpublished = ma.fields.Nested(UnpublishedSchema)
    parked = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())


@blp.route("/desk")
@allow(*OVERSEEING)
@blp.arguments(DeskQuerySchema, location="query")
@blp.response(200, DeskSchema)
def show(wanted: dict[str, str]) -> dict[str, Any]:
    """An edition's entries in numbers, the shifts of coming events, and events that could not be applied."""
    return {
        "edition": _edition(session(), identity(), wanted["edition"]),
        "shifts": _shifts(session(), identity()),
        "unpublished": _unpublished(session(), identity()),
        "parked": parked.counts(session()),
    }


def _unpublished(opened: Session, caller: Identity) -> dict[str, Any]:
    """How many events to come wait for publication, and the next of them."""
    rows = select_unpublished(caller).order_by(*IN_ORDER)
    count = opened.scalar(select(func.count()).select_from(rows.subquery())) or 0
    first = opened.scalars(rows.limit(1)).first() if count else None
    blank = {"slug": "", "name": "", "name_en": "", "starts_on": None}
    return {"count": count, **{name: getattr(first, name) if first else blank[name] for name in blank}}


def _edition(opened: Session, caller: Identity, slug: str) -> dict[str, Any] | None:
    try:
        edition = find_edition(opened, slug) if slug else current_edition(opened)
    except NotFound:
        return None
    return _counted(opened, edition) if caller.oversees(edition.scope) else None


def _counted(opened: Session, edition: Edition) -> dict[str, Any]:
    counts = select(Entry.track, Entry.state, func.count()).where(Entry.edition == edition.slug)
    rows = opened.execute(counts.group_by(Entry.track, Entry.state)).all()
    by_track: dict[str, Counter[str]] = {track["key"]: Counter() for track in edition.tracks}
    for track, state, count in rows:
        by_track.setdefault(track, Counter())[state] += count
    names = {track["key"]: {"name": track["name"], "name_en": track.get("name_en", "")} for track in edition.tracks}
    whole = sum(by_track.values(), Counter())
    own = {name: getattr(edition, name) for name in ("slug", "name", "name_en", "opens_at", "closes_at", "etag")}
    blank = {"name": "", "name_en": ""}
    tracks = [{"key": key, **names.get(key, blank), **_states(found)} for key, found in by_track.items()]
    changes = count_changes(opened, edition.slug)
    asked = {
        "change_requests": _waiting(opened, ChangeRequest, ChangeRequest.asked_at, edition.slug),
        "questions": _waiting(opened, Question, Question.since, edition.slug),
    }
    screening = _screening(opened, edition)
    told = {"changes": changes, "entries": _states(whole), "tracks": tracks, "screening": screening}
    return own | asked | told


def _waiting(opened: Session, thing: type[ChangeRequest | Question], since: Any, slug: str) -> dict[str, Any]:
    """What teams asked and nobody has answered."""
    query = select(func.count(), func.min(since)).where(thing.edition == slug, thing.state == OPEN)
    count, oldest = opened.execute(query).one()
    return {"count": count, "since": oldest}


def _screening(opened: Session, edition: Edition) -> dict[str, Any] | None:
    if edition.screening_opens_at is None or clock.now() < edition.screening_opens_at:
        return None
    found = numbers(opened, edition.slug)
    return {
        "waiting": sum(found["states"].get(state, 0) for state in UNSCREENED),
        "oldest_at": found["oldest_at"],
        "proposed": found["states"].get(PROPOSED, 0),
        "referred": counted(opened, edition.slug).get(REFERRED, 0),
    }


def _states(found: Counter[str]) -> dict[str, int]:
    return {state: found[state] for state in STATES}


def _shifts(opened: Session, caller: Identity) -> list[dict[str, Any]]:
    ahead = (event for event in list_events(opened) if event.ends_at > clock.now() and event.planned)
    coming = [event for event in ahead if caller.oversees(event.scope)][:EVENTS]
    return [
        shift | {"event": event["name"], "event_en": event["name_en"], "event_slug": event["slug"]}
        for event in describe_events(opened, caller, coming)
        for shift in event["shifts"]
    ]
