"""Telling those concerned of what happened: messages and deliveries, all in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.storage.engine import ring_once_committed
from contracts.events import Event
from contracts.scopes import EVERYWHERE
from services.notify.activity.actions import Happened, is_recorded, named, record, take_turn
from services.notify.activity.models import Activity
from services.notify.activity.records import event_of
from services.notify.activity.scopes import scope_of, within
from services.notify.deliveries.actions import queue
from services.notify.inbox.actions import put, told_of
from services.notify.recipients.actions import Reach, holders, reach_of
from services.notify.rules.models import Addressed, People, Person, Role, Telling, Way
from services.notify.rules.places import path_to
from services.notify.rules.reactions import REACTIONS

_ROLES_TOLD = {
    telling.to.name for reaction in REACTIONS.values() for telling in reaction.told if isinstance(telling.to, Role)
}
"""Whoever comes to hold another role has nothing to be told for it."""


def announce(session: Session, event: Event, event_id: str, at: datetime) -> None:
    """Record an event that happened at `at` and tell whom it concerns. Announcing it again changes nothing."""
    reaction = REACTIONS[type(event)]
    if reaction.unless and getattr(event, reaction.unless):
        return
    take_turn(session)
    if is_recorded(session, event_id):
        return
    scope = scope_of(event)
    addressed: dict[UUID, Telling] = {}
    for telling in reaction.told:
        for account_id in _audience(session, telling, event, scope, at):
            addressed.setdefault(account_id, telling)
    known = reach_of(session, addressed.keys() | named(event))
    happened = record(session, event, event_id, at, scope, known.closed)
    _tell(session, happened, {who: telling for who, telling in addressed.items() if who not in known.closed}, known)
    ring_once_committed(session)


def announce_to_newcomer(session: Session, account_id: UUID, new: Sequence[tuple[str, str]], since: datetime) -> None:
    """Tell a new holder of roles, each with its scope, what happened there but arrived before the news of the role.

    `since`: when they came to hold them.
    """
    new = [(role, scope) for role, scope in new if role in _ROLES_TOLD]
    if not new:
        return
    take_turn(session)
    scopes = {scope for _role, scope in new}
    after = select(Activity).where(Activity.at >= since, within(scopes)).order_by(Activity.id)
    found = session.scalars(after).all()
    told = told_of(session, account_id) if found else set()
    known = reach_of(session, [account_id])
    for activity in found:
        there = {Role(role) for role, scope in new if scope in {EVERYWHERE, activity.scope}}
        event = event_of(activity)
        telling = next((telling for telling in REACTIONS[type(event)].told if telling.to in there), None)
        if telling and activity.id not in told:
            happened = Happened(event, activity.id, activity.at, activity.link)
            _tell(session, happened, {account_id: telling}, known)


def _audience(session: Session, telling: Telling, event: Event, scope: str, at: datetime) -> Sequence[UUID]:
    if isinstance(telling.to, Person):
        return [getattr(event, telling.to.field)]
    if isinstance(telling.to, People):
        return list(getattr(event, telling.to.field))
    return holders(session, telling.to.name, scope, at)


def _tell(session: Session, happened: Happened, addressed: Mapping[UUID, Telling], known: Reach) -> None:
    everyone = [
        Addressed(
            account_id,
            telling.template,
            path_to(telling.place, vars(happened.event)) if telling.place else happened.link,
            telling.way,
        )
        for account_id, telling in addressed.items()
    ]
    put(session, happened.id, everyone)
    at_once = [to for to in everyone if to.way is Way.AT_ONCE]
    event, matter = happened.event, REACTIONS[type(happened.event)].matter
    turning = f"{matter}:{event.subject}" if matter else ""
    queue(session, happened.id, at_once, reachable=known.reachable, happened=happened.at, matter=turning)
