"""One open stream: the browser's socket, what waits to be written to it, and how far it has been told."""

import contextlib
import socket
from collections import deque
from time import monotonic

MOST_WAITING = 256 << 10
"""Bytes that may wait for one browser. A slower one is hung up on; it comes back and names the last event it saw."""
Reach = frozenset[str]
"""The scopes of what somebody may see; `*` among them for everything, none for nothing at all."""
PATIENCE = 30.0
"""Seconds in which a browser must take something of what waits for it."""


class Slow(OSError):
    """The browser does not take what it is sent."""


class Watcher:
    """Used by the hub's thread alone, once it is made."""

    def __init__(self, connection: socket.socket, head: bytes, seen: int | None, ticket: str, reach: Reach) -> None:
        """`head` comes first; `seen` is the last event the browser saw; `ticket` says who watches, and `reach` what."""
        connection.setblocking(False)
        self.socket, self.seen, self.ticket, self.reach = connection, seen, ticket, reach
        self.joined = False
        """Whether it is told what happens from now on, having been told what happened before."""
        self.awaited = False
        """Whether the crowd is woken when it can be written to."""
        self.wrote = self.checked = monotonic()
        self._waiting: deque[bytes | memoryview] = deque([head] if head else [])
        self._bytes = len(head)

    @property
    def behind(self) -> bool:
        """Whether something waits for it."""
        return bool(self._waiting)

    def tell(self, text: bytes) -> None:
        """Put something in its queue. Raises Slow where too much waits already."""
        if not text:
            return
        self._waiting.append(text)
        self._bytes += len(text)
        if self._bytes > MOST_WAITING + len(text):
            raise Slow

    def write(self) -> None:
        """Send as much as the connection takes now. Raises OSError where it is gone, Slow where it is stuck."""
        try:
            while self._waiting:
                sent = self.socket.send(self._waiting[0])
                self._bytes -= sent
                self.wrote = monotonic()
                if sent < len(self._waiting[0]):
                    self._waiting[0] = memoryview(self._waiting[0])[sent:]
                else:
                    self._waiting.popleft()
        except BlockingIOError:
            if monotonic() - self.wrote > PATIENCE:
                raise Slow from None

    def listen(self) -> None:
        """Take in what the browser sent, which is nothing but its end. Raises OSError then."""
        with contextlib.suppress(BlockingIOError):
            if not self.socket.recv(1 << 16):
                raise ConnectionResetError

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
