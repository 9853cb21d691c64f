"""Drafts of events: beginning, copying, finding, deleting; and following what is published without them."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.http.fields import is_key
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts import records
from chassis.manuscripts.content import Content
from chassis.manuscripts.records import Manuscript
from chassis.storage import audit, ids
from chassis.words.keys import key_from
from services.registration.outreach.drafting.composing import first_day, from_day, take_apart
from services.registration.outreach.drafting.errors import EventPublished
from services.registration.outreach.drafting.faults import Published
from services.registration.outreach.drafting.kind import AS_TOLD, kind_of
from services.registration.outreach.drafting.models import EventDraft
from services.registration.outreach.programme.actions import EVENTS
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.signups.models import Signup
from services.registration.outreach.signups.states import CONFIRMED

TEMPLATE: Content = {"travel_minutes": "60", "shifts": [{}]}
"""What a new event says at first."""
RESERVED = ("new",)
"""What no event is called, as pages have this address."""


def find_draft(session: Session, slug: str) -> EventDraft:
    """The event that is written under this slug. Raises NotFound."""
    found = session.scalar(select(EventDraft).where(EventDraft.slug == slug)) if is_key(slug) else None
    if found is None:
        raise NotFound
    return found


def find_text(session: Session, slug: str, *, lock: bool = False) -> Manuscript:
    """What is written of the event, beside what is published of it. Raises NotFound."""
    return records.find(session, kind_of(published_of(session, slug)), slug, lock=lock)


def published_of(session: Session, slug: str) -> Published:
    """What is published of the event."""
    event = session.scalar(EVENTS.where(OutreachEvent.slug == slug))
    if event is None:
        return Published()
    taken = select(Shift.key, func.count()).join(Signup, Signup.shift_id == Shift.id)
    taken = taken.where(Shift.event_id == event.id, Signup.state == CONFIRMED).group_by(Shift.key)
    return Published(event, {key: count for key, count in session.execute(taken)})


def begin_event(session: Session, caller: Identity, facts: dict[str, Any]) -> EventDraft:
    """A new event of which only the name is known. The caller holds the lock on events."""
    return add_draft(session, caller, TEMPLATE | _named(facts), "event.begin")


def copy_event(session: Session, caller: Identity, source: str, facts: dict[str, Any], starts_on: date) -> EventDraft:
    """A new event that says what another one's draft says, from another day on; nobody is on it. Raises NotFound.

    The caller holds the lock on events.
    """
    found = find_text(session, find_draft(session, source).slug).draft.content
    content = {name: value for name, value in found.items() if name != "name_en"} | _named(facts)
    return add_draft(session, caller, from_day(content, starts_on), "event.copy", source=source)


def delete_draft(session: Session, caller: Identity, draft: EventDraft) -> None:
    """Delete an event of which nothing was ever published. Raises EventPublished."""
    found = find_text(session, draft.slug, lock=True)
    if session.scalar(select(OutreachEvent.id).where(OutreachEvent.slug == draft.slug)):
        raise EventPublished
    manuscripts.discard(session, found)
    session.delete(draft)
    audit.record(session, caller.account_id, "event.delete", draft.slug, name=draft.name)


def mirror(session: Session, slug: str, content: Content) -> None:
    """Let lists of events say what the draft says."""
    draft = find_draft(session, slug)
    draft.name, draft.name_en = content.get("name", ""), content.get("name_en", "")
    draft.starts_on = first_day(content)


def follow_event(session: Session, author: Identity, event: OutreachEvent) -> None:
    """Let the draft, and what was published of it, say what the event says, which was published as a whole."""
    content = take_apart(event)
    if session.scalar(select(EventDraft.id).where(EventDraft.slug == event.slug)) is None:
        session.add(_row(event.slug, content))
        session.flush()
        manuscripts.begin_published(session, AS_TOLD, event.slug, author, content)
        return
    mirror(session, event.slug, manuscripts.follow(session, AS_TOLD, event.slug, author, content).draft.content)


def add_draft(session: Session, caller: Identity, content: Content, action: str, **detail: Any) -> EventDraft:
    """A new event that says this, recorded as what this action made. The caller holds the lock on events."""
    taken = {*RESERVED, *session.scalars(select(EventDraft.slug)), *session.scalars(select(OutreachEvent.slug))}
    draft = _row(key_from(content["name"], taken, "event"), content)
    session.add(draft)
    session.flush()
    manuscripts.begin(session, kind_of(Published()), draft.slug, caller, content)
    audit.record(session, caller.account_id, action, draft.slug, name=draft.name, **detail)
    return draft


def _row(slug: str, content: Content) -> EventDraft:
    named = {"name": content["name"], "name_en": content.get("name_en", "")}
    return EventDraft(id=ids.new_id(), slug=slug, created_at=clock.now(), starts_on=first_day(content), **named)


def _named(facts: dict[str, Any]) -> Content:
    return {name: facts[name] for name in ("name", "name_en") if facts[name]}
