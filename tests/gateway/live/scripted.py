"""A feed that a test writes, and browsers at the other end of a socket."""

import socket
import threading
from collections.abc import Callable, Iterator
from time import monotonic
from typing import ClassVar

from gateway.live.frames import Frame, frames
from gateway.live.hub import Hub
from gateway.live.watcher import Reach
from tests.gateway.live.test_frames import frame
from tests.patience import PATIENCE

EVERYTHING: Reach = frozenset("*")
NOTHING: Reach = frozenset()


class Scripted:
    """What notify would be: a log of events, which can be cut off."""

    def __init__(self, recorded: int = 0) -> None:
        self.log = [frame(number) for number in range(1, recorded + 1)]
        self.changed = threading.Condition()
        self.away = False
        self.looks: list[int] = []
        """Where each look into the past began."""

    def record(self, count: int = 1, scope: str = "") -> None:
        with self.changed:
            self.log += [frame(len(self.log) + number, scope) for number in range(1, count + 1)]
            self.changed.notify_all()

    def cut(self, away: bool) -> None:
        with self.changed:
            self.away = away
            self.changed.notify_all()

    def latest(self) -> int:
        self._answer()
        return len(self.log)

    def since(self, seen: int) -> Iterator[list[Frame]]:
        self._answer()
        self.looks.append(seen)
        yield from ([found] for found in self.log[seen:])

    def follow(self, seen: int) -> Iterator[list[Frame]]:
        self._answer()
        return self._follow(seen)

    def _follow(self, seen: int) -> Iterator[list[Frame]]:
        while True:
            with self.changed:
                if len(self.log) == seen and not self.away:
                    self.changed.wait(0.05)
                self._answer()
                found = self.log[seen:]
            seen += len(found)
            yield found

    def _answer(self) -> None:
        if self.away:
            raise ConnectionError("notify is away")


class Viewer:
    """A browser that watches."""

    opened: ClassVar[list[socket.socket]] = []
    """To be closed at the end of the test."""

    def __init__(
        self, hub: Hub, seen: int | None = None, ticket: str = "good", head: bytes = b"", reach: Reach = EVERYTHING
    ) -> None:
        self.socket, theirs = socket.socketpair()
        self.socket.settimeout(PATIENCE)
        self.due = monotonic() + PATIENCE
        self.text = b""
        self.opened.append(self.socket)
        hub.attach(theirs, head, seen, ticket, reach)

    def read(self) -> bool:
        """Take in what came; False at the end."""
        assert monotonic() < self.due, self.text
        try:
            found = self.socket.recv(1 << 16)
        except ConnectionResetError:
            return False
        self.text += found
        return bool(found)

    def until(self, text: str | Callable[[bytes], bool]) -> "Viewer":
        """Read until this came."""
        arrived = text if callable(text) else lambda found: text.encode() in found
        while not arrived(self.text):
            assert self.read(), self.text
        return self

    def ended(self) -> bool:
        """Read to the end."""
        while self.read():
            pass
        return True

    @property
    def ids(self) -> list[int]:
        """The events that came whole."""
        return [found.id for some in frames([self.text]) for found in some]
