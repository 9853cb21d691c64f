"""W3C trace context, carried through HTTP calls and events so one action can be followed across parts."""

import os
import random
import re
from contextvars import ContextVar

_SHAPE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_random = random.Random()  # noqa: S311  nothing rests on these names being hard to guess
"""Names of traces must differ, and asking the system for each costs more than all else here."""
os.register_at_fork(after_in_child=_random.seed)
_current: ContextVar[str | tuple[str] | None] = ContextVar("traceparent", default=None)
"""The traceparent in force; in a tuple, one from outside that is still to be joined."""


def is_valid(traceparent: str) -> bool:
    """Whether this is a version 00 traceparent."""
    return _SHAPE.fullmatch(traceparent) is not None


def start(incoming: str | None = None) -> str:
    """Join the incoming trace with a new span, or start a trace; returns the traceparent now in force."""
    if incoming and is_valid(incoming):
        trace_id, flags = incoming[3:35], incoming[53:55]
    else:
        trace_id, flags = _random.randbytes(16).hex(), "01"
    traceparent = f"00-{trace_id}-{_random.randbytes(8).hex()}-{flags}"
    _current.set(traceparent)
    return traceparent


def follow(incoming: str) -> None:
    """Join the incoming trace once somebody asks for it: most handlers of events neither tell nor log anything."""
    _current.set((incoming,))


def current() -> str:
    """The traceparent in force; starts a trace where there is none."""
    found = _current.get()
    return found if isinstance(found, str) else start(*found or ())


def trace_id() -> str:
    """The 32 hex digits that name this trace: what a person quotes when asking for help."""
    return current()[3:35]
