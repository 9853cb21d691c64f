"""The outbox: an event is a row in the same transaction as the change it tells of. Never lost, never told in vain."""

import msgspec
from sqlalchemy import insert
from sqlalchemy.orm import Session

from chassis import clock, crash, trace
from chassis.storage import ids
from chassis.storage.engine import ring_once_committed
from chassis.storage.tables import outbox
from contracts.events import Event

MAX_BODY = 1 << 20
"""Bytes. Brokers refuse large messages; whatever is larger belongs into a file, with its hash in the event."""

_EMIT = insert(outbox)


class EventTooLarge(ValueError):
    """An event's body exceeds MAX_BODY."""


def emit(session: Session, event: Event) -> None:
    """Tell the other parts, if and when the caller's transaction commits. Raises EventTooLarge."""
    body = msgspec.json.encode(event, enc_hook=str)
    if len(body) > MAX_BODY:
        raise EventTooLarge(f"{event.TYPE} holds {len(body)} bytes, {MAX_BODY} are allowed")
    row = {
        "event_id": str(ids.new_id()),
        "type": event.TYPE,
        "subject": event.subject,
        "body": body,
        "traceparent": trace.current(),
        "created_at": clock.now(),
    }
    session.execute(_EMIT, row)
    ring_once_committed(session)
    crash.point("outbox.emitted")
