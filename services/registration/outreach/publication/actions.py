"""Publishing outreach events, changing and cancelling them with people on them."""

from typing import Any

from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.fields import check_slug
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts.records import Manuscript
from chassis.storage import audit, ids
from chassis.storage.locks import lock_names
from services.registration.outreach.drafting.actions import follow_event, published_of
from services.registration.outreach.drafting.composing import compose
from services.registration.outreach.programme.actions import EVENTS, find_event
from services.registration.outreach.programme.errors import CapacityBelowConfirmed, EventBegun, EventCalledOff
from services.registration.outreach.programme.models import OutreachEvent, Shift
from services.registration.outreach.programme.revision import revise
from services.registration.outreach.programme.states import EVENT_LIFE, SHIFT_LIFE
from services.registration.outreach.publication import effects, messages
from services.registration.outreach.publication.errors import PeopleAffected
from services.registration.outreach.publication.models import Effect, Kind, Outlook, outlooks_of
from services.registration.outreach.signups.line import confirmed_count, lock_coming


def put_event(session: Session, caller: Identity, slug: str, facts: dict[str, Any], agreed: str) -> OutreachEvent:
    """Create the event or replace it, its shifts told apart by `key`. Doing it again changes nothing.

    A change that touches people who signed up needs `agreed`, the digest of what it does to them. They are told, and
    whoever becomes free moves up. Raises Invalid, Forbidden, EventCalledOff, EventBegun, ShiftBegun,
    CapacityBelowConfirmed, PeopleAffected.
    """
    event, done = change_event(session, caller, slug, facts)
    _refuse_unagreed(done, agreed)
    follow_event(session, caller, event)
    return event


def publish_draft(session: Session, caller: Identity, found: Manuscript, agreed: str) -> None:
    """Publish what was written of an event; `agreed` as in `put_event`.

    The draft is locked by the caller, after events are. Raises Incomplete, and as `put_event`.
    """
    _event, done = change_event(session, caller, found.subject, facts_of_draft(session, found))
    _refuse_unagreed(done, agreed)
    manuscripts.publish(session, found, caller)


def facts_of_draft(session: Session, found: Manuscript) -> dict[str, Any]:
    """What a draft says, as an event is changed by it. Raises Incomplete."""
    return compose(found.kind.complete(found.draft.content), published_of(session, found.subject).event)


def cancel_event(session: Session, caller: Identity, slug: str, reason: str, agreed: str) -> OutreachEvent:
    """Cancel the event and all its shifts, and tell everybody who signed up. Doing it again changes nothing.

    `agreed` as in `put_event`. Raises NotFound, Forbidden, EventBegun, PeopleAffected.
    """
    event, done = call_off_event(session, caller, slug, reason)
    _refuse_unagreed(done, agreed)
    return event


def change_event(
    session: Session, caller: Identity, slug: str, facts: dict[str, Any]
) -> tuple[OutreachEvent, list[Effect]]:
    """Everything `put_event` does but asking, and what it does to people."""
    check_slug(slug, facts)
    known = _lock_event(session, slug)
    event = known or OutreachEvent(id=ids.new_id(), slug=slug, state=EVENT_LIFE.first, version=0, reason="")
    if not EVENT_LIFE.allows(event.state, "publish"):
        raise EventCalledOff
    before = outlooks_of(event)
    if not (changed := revise(event, facts, caller.locale)):
        return event, []
    session.add(event)
    _refuse_shrinking(session, event.planned, caller.locale)
    return event, _publish(session, caller, event, before, "event.put", changed=sorted(changed))


def call_off_event(session: Session, caller: Identity, slug: str, reason: str) -> tuple[OutreachEvent, list[Effect]]:
    """Everything `cancel_event` does but asking, and what it does to people."""
    find_event(session, slug)
    event = _lock_event(session, slug)
    if event is None or not EVENT_LIFE.allows(event.state, "cancel"):
        return find_event(session, slug), []
    if any(shift.begun for shift in event.planned):
        raise EventBegun
    before = outlooks_of(event)
    EVENT_LIFE.move(event, "cancel")
    event.reason = reason
    for shift in event.planned:
        SHIFT_LIFE.move(shift, "cancel")
    return event, _publish(session, caller, event, before, "event.cancel", reason=reason)


def _lock_event(session: Session, slug: str) -> OutreachEvent | None:
    """The event, with every shift that people may be moved on or off; None where there is none yet."""
    lock_names(session, ["events"])
    event = session.scalar(EVENTS.where(OutreachEvent.slug == slug))
    if event is not None:
        lock_coming(session, [shift.id for shift in event.shifts])
    return event


def _publish(
    session: Session, caller: Identity, event: OutreachEvent, before: dict[Shift, Outlook], action: str, **facts: Any
) -> list[Effect]:
    event.version += 1
    event.updated_at = clock.now()
    session.flush()
    session.refresh(event, ["shifts"])
    done = effects.carry_out(session, event, before)
    messages.tell_event(session, event, done)
    audit.record(session, caller.account_id, action, event.slug, **facts, people=len(done))
    return done


def _refuse_unagreed(done: list[Effect], agreed: str) -> None:
    """Nobody is moved about before an organizer saw who it is; who only moves up needs no asking."""
    people = {one.signup.account_id for one in done if one.kind is not Kind.PROMOTED}
    if people and effects.digest(done) != agreed:
        raise PeopleAffected(people=len(people))


def _refuse_shrinking(session: Session, shifts: list[Shift], locale: str) -> None:
    with session.no_autoflush:
        for shift in shifts:
            if (confirmed := confirmed_count(session, shift)) > shift.capacity:
                raise CapacityBelowConfirmed(post=shift.called(locale), confirmed=confirmed)
