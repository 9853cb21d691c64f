"""Waiting for what is bound to happen, without guessing how long it takes; and a relay in a thread of its own."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from chassis.events.relay import Relay

PATIENCE = 120.0
"""Seconds that are never used up but by a failure: enough for a machine with twenty times the work it can do."""


def eventually(holds: Callable[[], bool], *, seconds: float = PATIENCE) -> bool:
    """Whether it comes to hold in time; who asks something costly leaves more time to those who bring it about."""
    due = time.monotonic() + seconds
    while True:
        began = time.monotonic()
        if holds():
            return True
        if time.monotonic() > due:
            return False
        time.sleep(max(0.005, 2 * (time.monotonic() - began)))


def until(holds: Callable[[], bool], *, seconds: float = PATIENCE, say: Callable[[], object] = lambda: "") -> None:
    """Wait until it holds; `say` tells afterwards what stood in the way."""
    assert eventually(holds, seconds=seconds), f"it never happened: {say()}"


@contextmanager
def running(relay: Relay, *, seconds: float = PATIENCE) -> Iterator[Relay]:
    """The relay in a thread, which has `seconds` to end."""
    stop = threading.Event()
    thread = threading.Thread(target=relay.run, args=(stop,))
    thread.start()
    try:
        yield relay
    finally:
        stop.set()
        relay._database.doorbell.ring()
        thread.join(seconds)
        assert not thread.is_alive()
