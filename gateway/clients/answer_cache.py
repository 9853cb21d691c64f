"""Public answers of the services, kept for a second: what every page shows is not asked for by every page.

Kept as bytes, so that nobody can change what others are given; and for ten minutes while the service does not answer.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import msgspec

from chassis.http.errors import Unavailable

FRESH, STALE = 1.0, 600.0
"""Seconds an answer counts as fresh, and seconds it may still be given while there is no other."""


@dataclass
class _Answer:
    content: bytes = b""
    since: float = -STALE
    asking: threading.Lock = field(default_factory=threading.Lock)


class Answers:
    """What was answered, by address. Only for what anybody may read, asked for as nobody."""

    def __init__(self) -> None:
        self._kept: dict[str, _Answer] = {}

    def get(self, address: str, ask: Callable[[], bytes]) -> Any:
        """The answer as JSON data: one thread asks anew, others take the last. Raises what `ask` raises."""
        kept = self._kept.setdefault(address, _Answer())
        old = monotonic() - kept.since < STALE
        if monotonic() - kept.since >= FRESH and kept.asking.acquire(blocking=not old):
            try:
                self._renew(kept, ask)
            except Unavailable:
                if not old:
                    raise
            finally:
                kept.asking.release()
        return msgspec.json.decode(kept.content)

    @staticmethod
    def _renew(kept: _Answer, ask: Callable[[], bytes]) -> None:
        if monotonic() - kept.since >= FRESH:  # else somebody else did it meanwhile
            try:
                kept.content = ask()
            except Unavailable:
                raise
            except Exception:
                kept.since = -STALE
                raise
            kept.since = monotonic()
