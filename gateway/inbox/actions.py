"""Keeping the unread counts that notify tells, so that a page asks nobody for the number in its head."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from chassis.storage.engine import Database
from chassis.storage.prepared import Prepared
from chassis.storage.upserts import upsert
from contracts.notify import InboxChanged
from gateway.base import table
from gateway.inbox.models import UnreadCount

_counts = table(UnreadCount)
_UNREAD = Prepared(select(_counts.c.unread).where(_counts.c.account_id == bindparam("account")))


def unread(source: Database | Session, account_id: UUID) -> int:
    """How many messages this person has not read."""
    found = _UNREAD.first(source, account=account_id)
    return int(found.unread) if found else 0


def keep_count(event: InboxChanged, session: Session) -> None:
    """Take over a count that notify told."""
    keep(session, event.account_id, event.unread, event.at)


def keep(session: Session, account_id: UUID, count: int, at: datetime) -> None:
    """Know a person's count, unless a later one is known."""
    new = upsert(session, _counts).values(account_id=account_id, unread=count, at=at)
    known = {"unread": new.excluded.unread, "at": new.excluded.at}
    session.execute(
        new.on_conflict_do_update(index_elements=["account_id"], set_=known, where=_counts.c.at <= new.excluded.at)
    )
