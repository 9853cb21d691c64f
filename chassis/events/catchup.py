"""Checks what a consumer has against the producers' logs, moves its positions by that alone, and gets what is missing.

A subscription's position is the id in the producer's log up to which every event of interest is applied or parked.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from chassis import clock, crash
from chassis.events import inbox
from chassis.events.applier import Applier
from chassis.events.bus import Delivery
from chassis.events.feed import Feed, FeedItem
from chassis.storage.tables import subscription

log = logging.getLogger(__name__)

IDS, PAGE, PRUNE = 500, 200, 1000
"""Items: of a page that is only checked; of a page that is applied; forgotten in one transaction."""


class Subscriptions:
    """One consumer's subscriptions, by the part it listens to. Used by the thread that applies its events."""

    def __init__(self, applier: Applier, feeds: Mapping[str, Feed], types: Mapping[str, Sequence[str]]) -> None:
        self.applier, self.feeds, self.types = applier, feeds, types
        self.consumer, self.database = applier.consumer, applier.database
        self.behind: dict[str, int] = {}
        """Ids between the position and the end of the producer's log when it was last looked at."""

    def positions(self) -> dict[str, int]:
        """Position by source, 0 for one never read."""
        mine = select(subscription.c.source, subscription.c.position).where(subscription.c.consumer == self.consumer)
        with self.database.read() as session:
            stored = {source: position for source, position in session.execute(mine)}
        return {source: stored.get(source, 0) for source in self.types}

    def verify(self, source: str) -> datetime | None:
        """Move the position over everything that is there; when the first missing event was written, if one is.

        Raises what the feed raises.
        """
        position, missing, more = self.positions()[source], None, True
        while more and missing is None:
            page = self.feeds[source].read(position, self.types[source], IDS, ids=True)
            missing = next(iter(self._unknown(source, page.items)), None)
            reached = page.head if missing is None else missing.id - 1
            more = page.more
            self.behind[source] = max(0, page.head - reached)
            position = self._move(source, position, reached)
        return missing.time if missing else None

    def missing(self, source: str) -> int:
        """How many events of the source's log above the position are neither applied nor parked. Any thread may ask."""
        position, count, more = self.positions()[source], 0, True
        while more:
            page = self.feeds[source].read(position, self.types[source], IDS, ids=True)
            count += len(self._unknown(source, page.items))
            position, more = page.head, page.more
        return count

    def _unknown(self, source: str, items: Sequence[FeedItem]) -> list[FeedItem]:
        """Those neither applied nor parked. The position is not asked: it is what is being checked."""
        with self.database.read() as session:
            known = inbox.known(session, self.consumer, [item.message(source) for item in items])
        return [item for item in items if (source, str(item.event_id)) not in known.ids]

    def catch_up(self, source: str, *, suspects: int = 0) -> int:
        """Apply what is missing above the position, in order; returns how many were read.

        The first `suspects` go one by one, as one of them may have killed this process before.
        """
        position, read, more = self.positions()[source], 0, True
        while more:
            page = self.feeds[source].read(position, self.types[source], PAGE)
            deliveries = [Delivery(0, item.message(source)) for item in page.items]
            if deliveries:
                self.applier.apply(deliveries, suspect=read < suspects)
                crash.point("catchup.applied")
            more, read = page.more, read + len(deliveries)
            position = self._move(source, position, page.head)
        if read:
            log.info("%s caught up with %s: %s events read", self.consumer, source, read)
        self.behind[source] = 0
        return read

    def _move(self, source: str, position: int, to: int) -> int:
        """Move the position forwards and forget applied events it now vouches for; returns where it stands."""
        if to <= position:
            return position
        with self.database.write() as session:
            inbox.lock(session, self.consumer)
            _store(session, self.consumer, source, to)
        more = True
        while more:
            with self.database.write() as session:
                more = inbox.prune(session, self.consumer, source, to, PRUNE)
        return to


def _store(session: Session, consumer: str, source: str, position: int) -> None:
    mine = (subscription.c.consumer == consumer, subscription.c.source == source)
    known = session.scalar(select(subscription.c.position).where(*mine))
    values = {"position": position, "updated_at": clock.now()}
    if known is None:
        session.execute(insert(subscription).values(consumer=consumer, source=source, **values))
    elif known < position:
        session.execute(update(subscription).where(*mine).values(values))
