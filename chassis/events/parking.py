"""Parked events: those that could not be applied wait here, in the consumer's own database, and nothing is lost.

States: `retry` (due at next_at), `held` (behind an earlier event of its subject), `dead` (waits for a person),
`discarded` (a person gave it up; kept so that it stays known).
"""

import re
import traceback
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.bus import Message
from chassis.storage.engine import ring_once_committed
from chassis.storage.tables import parked

RETRY, HELD, DEAD, DISCARDED = "retry", "held", "dead", "discarded"
SCHEDULE = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600))
"""How long to wait after the first failure, the second …; one more failure and a person has to look."""

LONGEST_ERROR = 2000
"""Characters kept of an error."""

_VARIABLE = re.compile(r"0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|'[^']*'|\"[^\"]*\"|\d+")


def row(consumer: str, message: Message, state: str, reason: str, *, holds: bool) -> dict[str, Any]:
    """A new row of `parked`. Lazy events of its subject wait behind it if it `holds`."""
    now = clock.now()
    failed = state == RETRY
    return {
        "consumer": consumer,
        "source": message.source,
        "event_id": message.id,
        "subject": message.subject,
        "sequence": message.sequence,
        "type": message.type,
        "body": message.body,
        "traceparent": message.traceparent,
        "occurred_at": message.time,
        "holds": holds,
        "state": state,
        "attempts": int(failed),
        "next_at": now + SCHEDULE[0] if failed else None,
        "error": shorten(reason),
        "first_at": now,
        "last_at": now,
    }


def park(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows made by `row`."""
    if rows:
        connection.execute(insert(parked), rows)


def describe(error: BaseException) -> str:
    """An error as it is kept: what it says, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({frames[-1].name}, {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno})" if frames else ""
    first, *_ = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {first}{where}"


def shorten(error: str) -> str:
    """The error as a database can keep it."""
    return error[:LONGEST_ERROR].replace("\0", "?").encode(errors="replace").decode()


def fingerprint(error: str) -> str:
    """The same for errors that differ only in ids, numbers and quoted values: 12 hex digits."""
    return sha256(_VARIABLE.sub("*", error).encode()).hexdigest()[:12]


def message_of(found: Any) -> Message:
    """The message in a row of `parked`."""
    return Message(
        id=found.event_id,
        source=found.source,
        type=found.type,
        subject=found.subject,
        time=found.occurred_at,
        body=found.body,
        traceparent=found.traceparent,
        sequence=found.sequence,
    )


def first_of_subject(session: Session, found: Any) -> Any:
    """The parked event that all others about the same subject wait for; None if none holds."""
    mine = (parked.c.consumer == found.consumer, parked.c.source == found.source, parked.c.subject == found.subject)
    order = (parked.c.sequence.is_(None), parked.c.sequence, parked.c.id)
    return session.execute(select(parked).where(*mine, parked.c.holds).order_by(*order).limit(1)).first()


def release(session: Session, found: Any) -> None:
    """After `found` left: let the next event of its subject be tried, if it only waited."""
    following = first_of_subject(session, found)
    if following and following.state == HELD:
        change = update(parked).where(parked.c.id == following.id)
        session.execute(change.values(state=RETRY, next_at=clock.now(), attempts=0))
        ring_once_committed(session)  # the consumer looks at its parked events when it hears that
