"""How long the caller still waits. Computed once, at the edge; what is left of it travels downstream."""

import time
from contextvars import ContextVar

HEADER = "X-Deadline-Ms"
_due: ContextVar[float | None] = ContextVar("deadline", default=None)


def start(header: str | None = None) -> None:
    """Begin serving a request whose caller waits `header` milliseconds more; without one there is no deadline."""
    wanted = header.strip() if header else ""
    _due.set(time.monotonic() + int(wanted) / 1000 if wanted.isascii() and wanted.isdigit() else None)


def left(most: float) -> float:
    """Seconds until the caller gives up, at most `most`; zero when it is too late."""
    due = _due.get()
    return most if due is None else max(0.0, min(most, due - time.monotonic()))
