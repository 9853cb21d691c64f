"""Recording what happened, and telling those concerned: messages and deliveries, all in the caller's transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from chassis.privacy import forgetting
from chassis.storage.engine import ring_once_committed
from contracts.events import Event
from contracts.scopes import EVERYWHERE
from services.notify.activity.models import Activity
from services.notify.activity.occasions import event_of
from services.notify.activity.scopes import scope_of, within
from services.notify.base import table
from services.notify.deliveries.actions import queue_emails
from services.notify.inbox.actions import put, told_of
from services.notify.recipients.actions import Standing, holders, standing
from services.notify.templates.models import Addressed, Person, Role, Telling
from services.notify.templates.reactions import REACTIONS

TURN = 0x4E4F5449
"""Key of the PostgreSQL advisory lock that makes activity ids visible in rising order."""


_activity = table(Activity)
_RECORDED = select(_activity.c.id).where(_activity.c.event_id == bindparam("event"))
_RECORD = insert(_activity).returning(_activity.c.id)
_TAKE_TURN = select(func.pg_advisory_xact_lock(TURN))
_ROLES_TOLD = {
    telling.to.name for reaction in REACTIONS.values() for telling in reaction.told if isinstance(telling.to, Role)
}
"""Whoever comes to hold another role has nothing to be told for it."""


@dataclass(frozen=True)
class Happened:
    """An event as it was recorded, while it is told."""

    event: Event
    id: int
    at: datetime
    link: str


def take_turn(session: Session) -> None:
    """Let one transaction at a time record what happened, from here to its commit.

    Ids come from a sequence, and without this a later id could be committed first: a reader who asks for
    everything above it would miss the earlier one for ever. SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_TAKE_TURN)


def tell(session: Session, event: Event, event_id: str, at: datetime) -> None:
    """Record an event that happened at `at` and tell whom it concerns. Telling it again changes nothing."""
    take_turn(session)
    if session.scalar(_RECORDED, {"event": event_id}) is not None:
        return
    scope = scope_of(event)
    addressed: dict[UUID, Telling] = {}
    for telling in REACTIONS[type(event)].told:
        for account_id in _audience(session, telling, event, scope, at):
            addressed.setdefault(account_id, telling)
    known = standing(session, addressed.keys() | _named(event))
    happened = _record(session, event, event_id, at, scope, known.closed)
    _tell(session, happened, {who: telling for who, telling in addressed.items() if who not in known.closed}, known)
    ring_once_committed(session)


def tell_newcomer(session: Session, account_id: UUID, new: Sequence[tuple[str, str]], since: datetime) -> None:
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
    known = standing(session, [account_id])
    for activity in found:
        there = {Role(role) for role, scope in new if scope in {EVERYWHERE, activity.scope}}
        event = event_of(activity)
        telling = next((telling for telling in REACTIONS[type(event)].told if telling.to in there), None)
        if telling and activity.id not in told:
            happened = Happened(event, activity.id, activity.at, activity.link)
            _tell(session, happened, {account_id: telling}, known)


def _record(
    session: Session, event: Event, event_id: str, at: datetime, scope: str, closed: Collection[UUID]
) -> Happened:
    reaction = REACTIONS[type(event)]
    link = _path(reaction.link, event)
    row = {
        "event_id": event_id,
        "type": event.TYPE,
        "at": at,
        "facts": _facts(event, closed),
        "about": getattr(event, reaction.about) if reaction.about else None,
        "scope": scope,
        "template": reaction.activity,
        "link": link,
    }
    return Happened(event, session.execute(_RECORD, row).scalar_one(), at, link)


def _named(event: Event) -> set[UUID]:
    """The accounts that the event names or tells how to reach."""
    return {getattr(event, account) for account in event.PERSONAL.values()}


def _facts(event: Event, closed: Collection[UUID]) -> bytes:
    """The event's JSON, without the names of those who left before the news came."""
    facts = msgspec.json.encode(event)
    for account_id in _named(event).intersection(closed):
        facts = forgetting.nameless(event.TYPE, facts, account_id) or facts
    return facts


def _audience(session: Session, telling: Telling, event: Event, scope: str, at: datetime) -> Sequence[UUID]:
    if isinstance(telling.to, Person):
        return [getattr(event, telling.to.field)]
    return holders(session, telling.to.name, scope, at)


def _tell(session: Session, happened: Happened, addressed: Mapping[UUID, Telling], known: Standing) -> None:
    by_mail, all_of_them = [], []
    for account_id, telling in addressed.items():
        link = _path(telling.link, happened.event) if telling.link else happened.link
        all_of_them.append(Addressed(account_id, telling.template, link))
        if telling.email:
            by_mail.append(all_of_them[-1])
    put(session, happened.id, all_of_them)
    queue_emails(session, happened.id, by_mail, reachable=known.reachable, happened=happened.at)


def _path(pattern: str, event: Event) -> str:
    return pattern.format_map(vars(event))
