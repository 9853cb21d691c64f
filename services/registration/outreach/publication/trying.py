"""A change made and taken back, to see what it would do to people."""

from collections.abc import Callable
from typing import Any

from chassis.http.auth import identity
from chassis.http.request_session import session
from chassis.storage import audit
from services.registration.outreach.programme.models import OutreachEvent
from services.registration.outreach.publication.effects import describe_effects, digest
from services.registration.outreach.publication.models import Effect


def tried(slug: str, change: Callable[[], tuple[OutreachEvent, list[Effect]]]) -> dict[str, Any]:
    """What a change would do, made and taken back; that somebody read who is on the event is recorded."""
    trial = session().begin_nested()
    try:
        _event, done = change()
        found = {"agreed": digest(done), "items": describe_effects(done)}
    finally:
        trial.rollback()
    audit.record(session(), identity().account_id, "event.effects", slug, people=len(found["items"]))
    return found
