"""How the broker does, as a part's relay wrote it into its database last: for health, status and organizers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage.tables import relay_state

WELL, BLOCKED, AWAY, UNKNOWN = "", "blocked", "away", "unknown"
"""It takes events; it takes none for want of memory or disk; it cannot be reached; no relay of this part is running."""
SILENT = timedelta(seconds=30)
"""How long ago a relay's lease must have ended for nobody to be relaying."""


@dataclass(frozen=True)
class Broker:
    """What a relay said of it, and since when it has been so."""

    state: str
    since: datetime | None


def last_told(session: Session, *, embedded: bool) -> Broker:
    """What the part's relay wrote last. Embedded, there is no broker that could be away."""
    row = None if embedded else session.execute(select(relay_state)).first()
    if row is None:
        return Broker(WELL if embedded else UNKNOWN, None)
    if row.lease_until < clock.now() - SILENT:
        return Broker(UNKNOWN, row.lease_until)
    return Broker(row.broker, row.broker_since if row.broker else None)
