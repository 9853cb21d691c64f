"""The shapes of overviews. Nothing here is stored: they are counted when looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.notify.activity.feed import Page


@dataclass(frozen=True)
class Desk:
    """Notify in numbers: what somebody has to see to."""

    undelivered: int
    undelivered_since: datetime | None
    """Since when the oldest of them is known not to have arrived."""
    waiting: int
    """Deliveries that the other side refused for now, or that found no server."""
    waiting_since: datetime | None
    reason: str
    """What the other side said last about one of those."""
    parked: Mapping[str, int]
    feed: Page
    """What happened last, as far as the caller may know of it."""
