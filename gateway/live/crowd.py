"""The connections of all open streams, written to by one thread that waits for none of them."""

import logging
import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from gateway.live.watcher import Watcher

log = logging.getLogger(__name__)
PATIENCE = 3.0
"""Seconds that closing waits for the thread."""


class Crowd:
    """Everyone who watches. `post` may be called by any thread; all else is for the crowd's own."""

    def __init__(self, wait: Callable[[], float], work: Callable[[], None], left: Callable[[], None]) -> None:
        """Each round waits for the connections, at most `wait()` seconds, then does `work()`; `left()`: one is gone."""
        self._wait, self._work, self._left = wait, work, left
        self._watchers: dict[Watcher, None] = {}
        self._posted: deque[Callable[[], None]] = deque()
        self._ended = False
        self._selector = selectors.DefaultSelector()
        self._wake, self._woken = socket.socketpair()
        for end in (self._wake, self._woken):
            end.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="live-crowd", daemon=True)

    def start(self) -> None:
        """Begin; call after a fork."""
        self._thread.start()

    def close(self) -> None:
        """Hang up on everybody and end the thread. Any thread but the crowd's."""
        self.post(self._end)
        self._thread.join(PATIENCE)

    def post(self, step: Callable[..., None], *args: object) -> None:
        """Have the crowd's thread do something. Any thread."""
        self._posted.append(partial(step, *args))
        with suppress(OSError):  # full: it will look anyway; closed: it has ended
            self._wake.send(b"\0")

    def admit(self, watcher: Watcher) -> None:
        """Somebody new."""
        self._watchers[watcher] = None
        self._selector.register(watcher.socket, selectors.EVENT_READ, watcher)

    def those(self, wanted: Callable[[Watcher], bool]) -> list[Watcher]:
        """Everyone of whom this is true."""
        return [watcher for watcher in self._watchers if wanted(watcher)]

    def each(self, step: Callable[[Watcher], None], watchers: Iterable[Watcher]) -> None:
        """Do something with each that is still here; one whose connection fails, an OSError, leaves."""
        for watcher in watchers:
            if watcher in self._watchers:
                try:
                    step(watcher)
                    self._await(watcher)
                except OSError:
                    self.drop(watcher)

    def drop(self, watcher: Watcher) -> None:
        """Hang up on one; nothing happens where it left already."""
        if watcher in self._watchers:
            del self._watchers[watcher]
            self._selector.unregister(watcher.socket)
            watcher.close()
            self._left()

    def _await(self, watcher: Watcher) -> None:
        """Be woken when it can be written to, as long as something waits for it."""
        if watcher.behind != watcher.awaited:
            watcher.awaited = watcher.behind
            writing = selectors.EVENT_WRITE if watcher.behind else 0
            self._selector.modify(watcher.socket, selectors.EVENT_READ | writing, watcher)

    def _run(self) -> None:
        while not self._ended:
            try:
                self._round()
            except Exception:
                log.exception("a round of the live feed failed; its streams will be opened again")
                self._drop_all()
        self._drop_all()
        for end in (self._wake, self._woken):
            end.close()
        self._selector.close()

    def _round(self) -> None:
        for key, events in self._selector.select(self._wait()):
            if key.data is None:
                self._woken.recv(1 << 12)
            else:
                self.each(Watcher.listen if events & selectors.EVENT_READ else Watcher.write, [key.data])
        while self._posted:
            self._posted.popleft()()
        self._work()

    def _end(self) -> None:
        self._ended = True

    def _drop_all(self) -> None:
        for watcher in [*self._watchers]:
            self.drop(watcher)
