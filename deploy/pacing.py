"""How long a request's body may take: a least rate, a deadline, and a cap on those who are waited for.

A thread reads a body as the application asks for it. Whoever sends a byte every few seconds would hold it for ever, so
the time that a body has grows with what has arrived, and only some of the threads ever wait.
"""

import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.exceptions import RequestTimeout, TooManyRequests

GRACE = 10.0
"""Seconds that every body may take."""
RATE = 2 << 10
"""Bytes a second that a longer one must come to: less than a bad mobile connection."""
LONGEST = 3600.0
"""Seconds after which even a steady body is given up."""
EACH = 16
"""Bodies of one network that one process waits for at a time."""


class Room:
    """How many threads of a process may wait for bodies, in all and for one network."""

    def __init__(self, most: int) -> None:
        self._most, self._waiting, self._networks = most, 0, Counter[str]()
        self._lock = threading.Lock()

    @contextmanager
    def waiting(self, network: str) -> Iterator[None]:
        """Wait inside the block; no network is one of ours. Raises TooManyRequests where there is no room."""
        with self._lock:
            if self._waiting >= self._most or (network and self._networks[network] >= EACH):
                raise TooManyRequests(retry_after=5)
            self._waiting += 1
            self._networks[network] += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1
                self._networks[network] -= 1
                if not self._networks[network]:
                    del self._networks[network]


class Paced:
    """The socket of a request whose body is read: receives as the socket does, within the time it has."""

    def __init__(self, connection: socket.socket, room: Room, network: str) -> None:
        self._socket, self._room, self._network = connection, room, network
        self._begun, self._received = time.monotonic(), 0
        self.refused = False
        """Whether the body was given up, so that nothing more can be read on this connection."""

    def recv(self, size: int) -> bytes:
        """What has arrived, or arrives in time. Raises RequestTimeout, TooManyRequests."""
        if not _readable(self._socket, 0.0):
            try:
                self._wait()
            except (RequestTimeout, TooManyRequests):
                self.refused = True
                raise
        received = self._socket.recv(size)
        self._received += len(received)
        return received

    def _wait(self) -> None:
        allowed = min(GRACE + self._received / RATE, LONGEST)
        with self._room.waiting(self._network):
            if self.refused or not _readable(self._socket, self._begun + allowed - time.monotonic()):
                raise RequestTimeout

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


def _readable(connection: socket.socket, seconds: float) -> bool:
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(max(0.0, seconds) * 1000))
