"""How often something may be tried, counted in the database so that a restart forgives nothing.

A sliding window is estimated from two fixed ones: all of the running one, and of the one before it the share that still
reaches into the window, rounded up. That needs two numbers per key instead of a row per attempt.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.errors import Problem
from chassis.storage.locks import lock_names
from chassis.storage.upserts import upsert
from gateway.base import table
from gateway.credentials.models import RateWindow

LONGEST = 86400
"""Seconds of the longest window there is."""


class TooMany(Problem):
    """Tried too often; `seconds` until it may be tried again."""

    status = 429
    code = "too-many-attempts"
    title = _l("操作过于频繁")
    detail = _l("请在 %(minutes)d 分钟后再试。")

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds=seconds, minutes=max(1, math.ceil(seconds / 60)))
        self.headers = {"Retry-After": str(seconds)}


@dataclass(frozen=True)
class Limit:
    """At most `most` times in any `seconds` for one key; 0 sets no limit."""

    key: str
    most: int
    seconds: int


def key(name: str, value: str) -> str:
    """What attempts are counted under: nobody's address stands in this table."""
    return f"{name}:{hashlib.sha256(value.encode()).hexdigest()[:40]}"


def check(session: Session, limits: Sequence[Limit]) -> None:
    """Raises TooMany where one of the limits is reached. Counts nothing."""
    asked = [limit for limit in limits if limit.most]
    now = clock.now().timestamp()
    wanted = [(limit.key, _window(now, limit.seconds) - age) for limit in asked for age in (0, limit.seconds)]
    rows = select(RateWindow).where(tuple_(RateWindow.key, RateWindow.starts).in_(wanted))
    tries = {(row.key, row.starts): row.tries for row in session.scalars(rows)} if wanted else {}
    if worst := max((_wait(limit, tries, now) for limit in asked), default=0):
        raise TooMany(worst)


def count(session: Session, limits: Sequence[Limit]) -> None:
    """Count one attempt against each of the limits."""
    now = clock.now().timestamp()
    rows: list[dict[str, Any]] = sorted(
        ({"key": limit.key, "starts": _window(now, limit.seconds), "tries": 1} for limit in limits if limit.most),
        key=itemgetter("key"),  # in one order everywhere, so that two transactions never wait for each other
    )
    if rows:
        counted = upsert(session, table(RateWindow)).values(rows)
        more = {"tries": RateWindow.tries + 1}
        session.execute(counted.on_conflict_do_update(index_elements=["key", "starts"], set_=more))


def spend(session: Session, limits: Sequence[Limit]) -> None:
    """Check the limits, then count. Raises TooMany, and then counts nothing.

    One after the other for each key: else many at once would all be checked before the first of them counts.
    """
    lock_names(session, [limit.key for limit in limits if limit.most])
    check(session, limits)
    count(session, limits)


def purge(session: Session) -> None:
    """Forget windows that no limit looks at any more."""
    session.execute(delete(RateWindow).where(RateWindow.starts < int(clock.now().timestamp()) - 2 * LONGEST))


def _window(now: float, seconds: int) -> int:
    return int(now) // seconds * seconds


def _wait(limit: Limit, tries: Mapping[tuple[str, int], int], now: float) -> int:
    """Seconds until one more attempt fits; 0 where it does now."""
    starts = _window(now, limit.seconds)
    current = tries.get((limit.key, starts), 0)
    before = tries.get((limit.key, starts - limit.seconds), 0)
    left = 1 - (now - starts) / limit.seconds
    room = limit.most - 1 - current
    if room < 0:  # the rest of this window, then until enough of it has slid out
        return int((left + 1 - (limit.most - 1) / current) * limit.seconds) + 1
    return 0 if before * left <= room else int((left - room / before) * limit.seconds) + 1
