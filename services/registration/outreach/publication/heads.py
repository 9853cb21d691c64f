"""Events as their organizers see them: where each stands, what it needs, and the draft as everybody would see it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.forms import answers
from chassis.http.auth import Identity
from chassis.manuscripts.life import PUBLISHED
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.tables import manuscript as documents
from chassis.manuscripts.tables import manuscript_revision as revisions
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EVENT, EVERYWHERE
from services.registration.outreach.drafting.actions import find_draft, published_of
from services.registration.outreach.drafting.composing import compose
from services.registration.outreach.drafting.faults import Published
from services.registration.outreach.drafting.kind import FORM, NAME, kind_of
from services.registration.outreach.drafting.models import EventDraft
from services.registration.outreach.drafting.siblings import siblings
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.schemas import with_times
from services.registration.outreach.programme.states import CANCELLED, EVENT_LIFE, PLANNED
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CONFIRMED

DRAFT = "draft"
"""The state of an event of which nothing was published yet."""
NEW = kind_of(Published())
"""The document of an event of which nothing was published yet."""


def select_drafts(caller: Identity) -> Select[*tuple[Any, ...]]:
    """The events that the caller oversees, each with what is published of it, its document's state and its text."""
    query = (
        select(EventDraft, OutreachEvent, documents.c.state, revisions.c.content)
        .outerjoin(OutreachEvent, OutreachEvent.slug == EventDraft.slug)
        .join(documents, and_(documents.c.kind == NAME, documents.c.subject == EventDraft.slug))
        .join(
            revisions,
            and_(revisions.c.manuscript_id == documents.c.id, revisions.c.number == documents.c.revision),
        )
    )
    scopes = caller.scopes(*OVERSEEING)
    if EVERYWHERE in scopes:
        return query
    return query.where(EventDraft.slug.in_([scope.key for scope in scopes if scope.kind == EVENT]))


def select_unpublished(caller: Identity) -> Select[*tuple[Any, ...]]:
    """The rows of `select_drafts` that are not public as they are written and whose day is still to come."""
    today = clock.now().astimezone(clock.LOCAL).date()
    standing = or_(OutreachEvent.state.is_(None), OutreachEvent.state != CANCELLED)
    return select_drafts(caller).where(documents.c.state != PUBLISHED, EventDraft.starts_on >= today, standing)


def listed(session: Session, caller: Identity, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows of `select_drafts` as the list shows them."""
    free = _places_left(session, [event for _draft, event, _state, _content in rows if event])
    return [
        head_of(caller, draft, event)
        | {
            "changed": event is not None and state != PUBLISHED,
            "missing": len(NEW.faults(msgspec.json.decode(content))) if event is None else 0,
            "places_left": free.get(event.id, 0) if event else 0,
        }
        for draft, event, state, content in rows
    ]


def head_of(caller: Identity, draft: EventDraft, event: OutreachEvent | None) -> dict[str, Any]:
    """Where an event stands, in short."""
    own = {name: getattr(draft, name) for name in ("slug", "name", "name_en", "created_at", "starts_on")}
    times = {name: getattr(event, name) if event else None for name in ("starts_at", "ends_at")}
    return {**own, **times, "state": event.state if event else DRAFT, "may": _may(caller, draft, event)}


def show_written(session: Session, caller: Identity, found: Manuscript) -> dict[str, Any]:
    """The event that a document belongs to, and the document as everybody would see it."""
    published, draft = published_of(session, found.subject), find_draft(session, found.subject)
    known = siblings(session, draft)
    return head_of(caller, draft, published.event) | {
        "series": {"number": known.index(draft) + 1, "count": len(known)} if draft.series else None,
        "shown": _shown(draft, found, published.event, published.confirmed),
    }


def _may(caller: Identity, draft: EventDraft, event: OutreachEvent | None) -> list[str]:
    steps = []
    if caller.has(ORGANIZER, draft.scope):
        steps = ["delete"] if event is None else []
        if event and EVENT_LIFE.allows(event.state, "cancel") and not any(shift.begun for shift in event.planned):
            steps += ["cancel"]
    return steps + (["copy"] if caller.has(ORGANIZER, EVERYWHERE) else [])


def _shown(
    draft: EventDraft, found: Manuscript, event: OutreachEvent | None, confirmed: Mapping[str, int]
) -> dict[str, Any] | None:
    examined = answers.examine(FORM, found.draft.content)
    if examined.errors:
        return None
    facts = with_times(compose(examined.answers, event))
    shifts = [_new_shift(number, shift, confirmed) for number, shift in enumerate(facts["shifts"])]
    told = {"id": draft.id, "slug": draft.slug, "state": event.state if event else "published", "version": 0}
    told |= {"updated_at": found.draft.saved_at, "reason": event.reason if event else "", "may": ()}
    return facts | told | {"shifts": shifts}


def _new_shift(number: int, shift: Mapping[str, Any], confirmed: Mapping[str, int]) -> dict[str, Any]:
    taken = confirmed.get(shift["key"], 0)
    counts = {"confirmed": taken, "waiting": 0, "places_left": max(0, shift["capacity"] - taken)}
    return {**shift, **counts, "id": UUID(int=number), "mine": None, "may": ()}


def _places_left(session: Session, events: Sequence[OutreachEvent]) -> dict[UUID, int]:
    """Places of shifts that have not begun which nobody holds, by event."""
    taken = select(func.count()).where(Signup.shift_id == Shift.id, Signup.state == CONFIRMED).scalar_subquery()
    coming = (Shift.state == PLANNED, Shift.starts_at > clock.now(), Shift.capacity > taken)
    standing = [event.id for event in events if event.state != CANCELLED]
    free = select(Shift.event_id, func.sum(Shift.capacity - taken)).where(Shift.event_id.in_(standing), *coming)
    return {event_id: int(count) for event_id, count in session.execute(free.group_by(Shift.event_id))}
