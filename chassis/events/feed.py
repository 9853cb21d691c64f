"""A producer's outbox as a feed: how a consumer finds out what it missed, and gets it.

The items come in the order of their ids and the page says how far it looked, so that an empty page still tells
something.
"""

import threading
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import count, takewhile
from typing import Any, Protocol, cast
from uuid import UUID

import msgspec
from sqlalchemy import CursorResult, Integer, Select, bindparam, insert, select, union_all, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from chassis import clock, shapes
from chassis.events.backlog import Head
from chassis.events.bus import Message
from chassis.http import auth
from chassis.http.client import ServiceClient
from chassis.http.errors import Problem
from chassis.http.transports import Broken
from chassis.storage.engine import Database
from chassis.storage.tables import outbox, subscription

PATH = "/internal/outbox"
LARGEST = 1000
"""Items of a page, at most."""

LARGEST_BODIES = 4 << 20
"""Bytes of event bodies after which a page ends early."""

RUN = 1000
"""Ids looked at beyond the head for whether they follow one another."""

TIMEOUT = 20.0


_FOLLOWING = select(outbox.c.id).where(outbox.c.id > bindparam("base")).order_by(outbox.c.id).limit(bindparam("most"))


class FeedDown(Exception):
    """The log cannot be read now."""


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a producer's log. Without `body` where only ids were asked for."""

    id: int
    event_id: UUID
    type: str
    subject: str
    time: datetime
    traceparent: str = ""
    body: str | None = None

    def message(self, source: str) -> Message:
        """The event as the bus would have brought it."""
        body = (self.body or "").encode()
        return Message(str(self.event_id), source, self.type, self.subject, self.time, body, self.traceparent, self.id)


class FeedPage(msgspec.Struct, frozen=True):
    """A stretch of a producer's log: nothing of the wanted types is missing up to and including `head`."""

    items: list[FeedItem]
    head: int
    more: bool = False
    """The page was full: the log holds more of these types above `head`."""


class Feed(Protocol):
    """Reads one producer's log. Raises FeedDown."""

    def read(self, after: int, types: Sequence[str], limit: int, *, ids: bool = False) -> FeedPage:
        """Events of these types with an id above `after`; with `ids` without their bodies."""


class RemoteFeed:
    """The log of another part, read through its API."""

    def __init__(self, client: ServiceClient, consumer: str) -> None:
        self._client, self._consumer = client, consumer

    def read(self, after: int, types: Sequence[str], limit: int, *, ids: bool = False) -> FeedPage:
        """As Feed says."""
        query = {"after": after, "types": ",".join(types), "limit": limit, "ids": int(ids)}
        caller = auth.service_identity(self._consumer)
        try:
            reply = self._client.call("GET", PATH, identity=caller, query=query, timeout=TIMEOUT)
            return shapes.read(reply.content(), FeedPage)
        except (Problem, Broken, msgspec.MsgspecError) as error:
            raise FeedDown(f"{type(error).__name__}: {error}") from error


class Log:
    """The log of the part whose database this is. Safe to share between threads; a Feed without a network."""

    def __init__(self, database: Database) -> None:
        self._database, self._head, self._turn = database, Head(database), threading.Lock()

    def read(self, after: int, types: Sequence[str], limit: int, *, ids: bool = False) -> FeedPage:
        """As Feed says. Looks only at rows of these types, however long the log is."""
        limit = min(limit, LARGEST)
        try:
            with self._database.read() as session:
                head, further = self._complete(session, after)
                items, whole = self._items(session, after, head, types, limit, ids)
        except SQLAlchemyError as error:
            raise FeedDown(str(error)) from error
        return FeedPage(items, head, further) if whole else FeedPage(items, items[-1].id, True)

    def _complete(self, session: Session, after: int) -> tuple[int, bool]:
        """The id up to which no row can still appear, and whether it may be worth looking further.

        While some transaction runs, the head stands still; rows that follow one another without a gap are complete
        all the same. Who asks for what comes after an id has been told that all before it was complete.
        """
        with self._turn:
            head = self._head.complete(session)
        if self._database.sqlite:
            return head, False
        base = max(head, after)
        following = session.scalars(_FOLLOWING, {"base": base, "most": RUN})
        run = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(following, count(base + 1), strict=False)))
        return base + run, run == RUN

    def _items(
        self, session: Session, after: int, head: int, types: Sequence[str], limit: int, ids: bool
    ) -> tuple[list[FeedItem], bool]:
        """The items, and whether there are no more up to the head."""
        items: list[FeedItem] = []
        size = 0
        for row in session.execute(_rows(tuple(types), ids), {"after": after, "head": head, "limit": limit}):
            items.append(_item(row, ids))
            size += 0 if ids else len(row.body)
            if size > LARGEST_BODIES:
                return items, False
        return items, len(items) < limit


@lru_cache
def _rows(types: tuple[str, ...], ids: bool) -> Select[Any]:
    """The first rows of each type are found in the index (type, id), then merged: no part of this reads further."""
    bounds = (outbox.c.id > bindparam("after"), outbox.c.id <= bindparam("head"))
    most = bindparam("limit", type_=Integer)
    each = [
        select(select(outbox.c.id).where(outbox.c.type == kind, *bounds).order_by(outbox.c.id).limit(most).subquery())
        for kind in types
    ]
    wanted = union_all(*each).subquery("wanted")
    columns = [column for column in outbox.c if not (ids and column.name == "body")]
    return select(*columns).join(wanted, wanted.c.id == outbox.c.id).order_by(outbox.c.id).limit(most)


def _item(row: Any, ids: bool) -> FeedItem:
    return FeedItem(
        id=row.id,
        event_id=UUID(row.event_id),
        type=row.type,
        subject=row.subject,
        time=row.created_at,
        traceparent=row.traceparent,
        body=None if ids else row.body.decode(),
    )


def note_position(database: Database, producer: str, consumer: str, position: int) -> None:
    """Remember how far a consumer has got: what it has not applied is not purged."""
    mine = (subscription.c.consumer == consumer, subscription.c.source == producer)
    with database.read() as session:
        known = session.scalar(select(subscription.c.position).where(*mine))
    if known == position:
        return
    values = {"position": position, "updated_at": clock.now()}
    with database.write() as session:
        if not cast(CursorResult[Any], session.execute(update(subscription).where(*mine).values(values))).rowcount:
            session.execute(insert(subscription).values(consumer=consumer, source=producer, **values))
