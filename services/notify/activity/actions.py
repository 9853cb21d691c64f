"""Recording what happened, and telling those concerned: messages and deliveries, all in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.events import Event
from services.notify.activity.models import Activity
from services.notify.activity.occasions import event_of
from services.notify.activity.scopes import scope_of, within
from services.notify.deliveries.actions import queue_emails
from services.notify.inbox.actions import put, told_of
from services.notify.recipients.actions import closed, holders
from services.notify.templates.models import Addressed, Person, Role, Telling
from services.notify.templates.reactions import REACTIONS

TURN = 0x4E4F5449
"""Key of the PostgreSQL advisory lock that makes activity ids visible in rising order."""


def take_turn(session: Session) -> None:
    """Let one transaction at a time record what happened, from here to its commit.

    Ids come from a sequence, and without this a later id could be committed first: a reader who asks for
    everything above it would miss the earlier one for ever. SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(TURN)))


def tell(session: Session, event: Event, event_id: str, at: datetime) -> None:
    """Record an event that happened at `at` and tell whom it concerns. Telling it again changes nothing."""
    take_turn(session)
    if session.scalar(select(Activity.id).where(Activity.event_id == event_id)) is not None:
        return
    activity = _record(session, event, event_id, at)
    addressed: dict[UUID, Telling] = {}
    for telling in REACTIONS[type(event)].told:
        for account_id in _audience(session, telling, activity, event):
            addressed.setdefault(account_id, telling)
    for account_id in closed(session, list(addressed)):
        del addressed[account_id]
    _tell(session, activity, event, addressed)
    session.info["emitted"] = True


def tell_newcomer(session: Session, account_id: UUID, role: str, scope: str, since: datetime) -> None:
    """Tell a new holder of a role what happened there since `since` but arrived here before the news of the role."""
    take_turn(session)
    told = told_of(session, account_id)
    happened = select(Activity).where(Activity.at >= since, within({scope})).order_by(Activity.id)
    for activity in session.scalars(happened):
        event = event_of(activity)
        for telling in REACTIONS[type(event)].told:
            if telling.to == Role(role) and activity.id not in told:
                _tell(session, activity, event, {account_id: telling})
                told.add(activity.id)


def _record(session: Session, event: Event, event_id: str, at: datetime) -> Activity:
    reaction = REACTIONS[type(event)]
    activity = Activity(
        event_id=event_id,
        type=event.TYPE,
        at=at,
        facts=msgspec.json.encode(event),
        about=getattr(event, reaction.about) if reaction.about else None,
        scope=scope_of(event),
        template=reaction.activity,
        link=_path(reaction.link, event),
    )
    session.add(activity)
    session.flush()
    return activity


def _audience(session: Session, telling: Telling, activity: Activity, event: Event) -> Sequence[UUID]:
    if isinstance(telling.to, Person):
        return [getattr(event, telling.to.field)]
    return holders(session, telling.to.name, activity.scope, activity.at)


def _tell(session: Session, activity: Activity, event: Event, addressed: Mapping[UUID, Telling]) -> None:
    by_mail, all_of_them = [], []
    for account_id, telling in addressed.items():
        link = _path(telling.link, event) if telling.link else activity.link
        all_of_them.append(Addressed(account_id, telling.template, link))
        if telling.email:
            by_mail.append(all_of_them[-1])
    put(session, activity.id, all_of_them)
    queue_emails(session, activity.id, by_mail, happened=activity.at)


def _path(pattern: str, event: Event) -> str:
    return pattern.format_map(vars(event))
