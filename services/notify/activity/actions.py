"""Recording what happened, in the caller's transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from chassis.privacy import forgetting
from contracts.events import Event
from services.notify.activity.models import Activity
from services.notify.base import table
from services.notify.rules.places import path_to
from services.notify.rules.reactions import REACTIONS

TURN = 0x4E4F5449
"""Key of the PostgreSQL advisory lock that makes activity ids visible in rising order."""

_activity = table(Activity)
_RECORDED = select(_activity.c.id).where(_activity.c.event_id == bindparam("event"))
_RECORD = insert(_activity).returning(_activity.c.id)
_TAKE_TURN = select(func.pg_advisory_xact_lock(TURN))


@dataclass(frozen=True)
class Happened:
    """An event as it was recorded."""

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


def is_recorded(session: Session, event_id: str) -> bool:
    """Whether the event with this id was recorded before."""
    return session.scalar(_RECORDED, {"event": event_id}) is not None


def record(
    session: Session, event: Event, event_id: str, at: datetime, scope: str, closed: Collection[UUID]
) -> Happened:
    """Write down an event that happened at `at`, without the names of accounts that are `closed`."""
    reaction = REACTIONS[type(event)]
    link = path_to(reaction.place, vars(event))
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


def named(event: Event) -> set[UUID]:
    """The accounts that the event names or tells how to reach."""
    return {getattr(event, account) for account in event.PERSONAL.values()}


def _facts(event: Event, closed: Collection[UUID]) -> bytes:
    """The event's JSON, without the names of those who left before the news came."""
    facts = msgspec.json.encode(event)
    for account_id in named(event).intersection(closed):
        facts = forgetting.nameless(event.TYPE, facts, account_id) or facts
    return facts
