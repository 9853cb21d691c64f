"""How long the caller still waits. Computed once, at the edge; what is left of it travels downstream."""

import time
from contextvars import ContextVar

from chassis.words.numbers import whole

HEADER = "X-Deadline-Ms"
LONGEST = 3_600_000
"""Milliseconds anybody waits for an answer; whoever says more says nothing."""
_due: ContextVar[float | None] = ContextVar("deadline", default=None)


def start(header: str | None = None) -> None:
    """Begin serving a request whose caller waits `header` milliseconds more; without one there is no deadline."""
    wanted = whole(header or "", LONGEST)
    _due.set(None if wanted is None else time.monotonic() + wanted / 1000)


def left(most: float) -> float:
    """Seconds until the caller gives up, at most `most`; zero when it is too late."""
    due = _due.get()
    return most if due is None else max(0.0, min(most, due - time.monotonic()))
