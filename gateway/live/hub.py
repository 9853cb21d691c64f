"""What happens, told to every open stream of this process; no stream holds a thread of its own.

Whoever comes back names the last event it saw and is given what came since, from the recent events kept here or, where
they do not reach back far enough, from notify.
"""

import logging
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from time import monotonic

from contracts.scopes import EVERYWHERE
from gateway.live.crowd import Crowd
from gateway.live.frames import Frame, Recent
from gateway.live.upstream import Feed, Subscription
from gateway.live.watcher import Reach, Watcher

log = logging.getLogger(__name__)
BEAT = 15.0
"""Seconds of silence after which a comment shows proxies, and us, that the connection still stands."""
CHECK = 30.0
"""Seconds after which it is looked up again whether somebody may still watch."""
KEPT = 1000
"""Recent events kept for those who come back."""
REPLAY = 500
"""Events that one look into notify's feed gives to somebody who was away for long; then comes the next look."""
GATHER = 0.1
"""Seconds in which events are put together where many happen: each round writes to every browser."""
TICK = 1.0
HELLO = b"retry: 1000\n\n"
COMMENT = b": still here\n\n"
STATES = {True: b"event: state\ndata: live\n\n", False: b"event: state\ndata: waiting\n\n"}
"""Whether what happens arrives here at the moment: shown by the page."""


class Hub:
    """The open streams of this process. Its threads begin with the first stream, never before a fork.

    `attach`, `full` and `close` are for any thread, `_replay` and `_check` for the pool, all else for the crowd's.
    """

    def __init__(self, feed: Feed, reach: Callable[[str], Reach], most: int) -> None:
        """`reach` tells what a ticket lets see at this moment; `most` streams are served at a time."""
        self._feed, self._reach, self._most = feed, reach, most
        self._lock = threading.Lock()
        self._open, self._closed = 0, False
        self._threads: tuple[Crowd, Subscription, ThreadPoolExecutor] | None = None
        self._recent, self._begun, self._live = Recent(KEPT), False, False
        self._fresh: list[Frame] = []
        self._told = self._ticked = 0.0

    @property
    def full(self) -> bool:
        """Whether the next stream would be one too many."""
        return self._open >= self._most

    def attach(self, connection: socket.socket, head: bytes, seen: int | None, ticket: str, reach: Reach) -> None:
        """Serve a stream on this connection: `head`, then what came after `seen` or, without one, from now on."""
        with self._lock:
            refused = self._closed or self.full
            if not refused:
                self._open += 1
                self._threads = self._threads or self._start()
        if refused:
            connection.close()
        else:
            self._crowd.post(self._admit, Watcher(connection, head + HELLO, seen, ticket, reach))

    def close(self) -> None:
        """Hang up on everybody and end the threads."""
        with self._lock:
            self._closed = True
        if self._threads is not None:
            crowd, subscription, pool = self._threads
            crowd.close()
            subscription.close()
            pool.shutdown(cancel_futures=True)

    def _start(self) -> tuple[Crowd, Subscription, ThreadPoolExecutor]:
        self._crowd = crowd = Crowd(self._wait, self._work, self._left)
        tell = (partial(crowd.post, step) for step in (self._begin, self._news, self._say))
        subscription, self._pool = Subscription(self._feed, KEPT, *tell), ThreadPoolExecutor(2, "live-side")
        crowd.start()
        subscription.start()
        return crowd, subscription, self._pool

    def _left(self) -> None:
        with self._lock:
            self._open -= 1

    def _wait(self) -> float:
        return max(0.0, self._told + GATHER - monotonic()) if self._fresh else TICK

    def _work(self) -> None:
        now = monotonic()
        if self._fresh and now >= self._told + GATHER:
            self._tell()
        if now >= self._ticked + TICK:
            self._tick(now)

    def _admit(self, watcher: Watcher) -> None:
        self._crowd.admit(watcher)
        self._crowd.each(self._greet, [watcher])

    def _greet(self, watcher: Watcher) -> None:
        watcher.tell(STATES[self._live])
        self._join(watcher)

    def _join(self, watcher: Watcher) -> None:
        """Tell what it missed, if that is known here, and what happens from now on; else find out what it missed."""
        if self._begun:
            newest = self._recent.newest
            watcher.seen = newest if watcher.seen is None else min(watcher.seen, newest)
            if watcher.seen < self._recent.floor:
                self._pool.submit(self._replay, watcher, watcher.seen, self._recent.floor)
            else:
                watcher.joined = True
                _pass_on(watcher, self._recent.after(watcher.seen))
        watcher.write()

    def _replay(self, watcher: Watcher, seen: int, floor: int) -> None:
        """Ask notify what came after `seen`. It knows everything up to `floor`: we have that from it."""
        found: list[Frame] = []
        try:
            with closing(self._feed.since(seen)) as feed:
                while len(found) < REPLAY and (some := next(feed, None)) is not None:
                    found += some
        except Exception as error:
            log.warning("what somebody missed could not be read: %s", error)
            self._crowd.post(self._crowd.drop, watcher)
            return
        whole = len(found) < REPLAY

        def caught_up(watcher: Watcher) -> None:
            _pass_on(watcher, found)
            watcher.seen = max(watcher.seen or 0, floor if whole else 0)
            self._join(watcher)

        self._crowd.post(self._crowd.each, caught_up, [watcher])

    def _begin(self, floor: int, newest: int) -> None:
        self._recent.begin(floor, newest)
        self._begun = True
        self._crowd.each(self._join, self._crowd.those(lambda watcher: not watcher.joined))

    def _news(self, news: list[Frame]) -> None:
        self._fresh += self._recent.add(news)

    def _tell(self) -> None:
        fresh, self._fresh, self._told = self._fresh, [], monotonic()
        first, last = fresh[0].id, fresh[-1].id
        together: dict[Reach, bytes] = {}

        def tell(watcher: Watcher) -> None:
            if watcher.seen is None or watcher.seen < first:
                if watcher.reach not in together:
                    together[watcher.reach] = _text(fresh, watcher.reach)
                watcher.tell(together[watcher.reach])
                watcher.seen = last
            else:
                _pass_on(watcher, fresh)
            watcher.write()

        self._crowd.each(tell, self._crowd.those(lambda watcher: watcher.joined))

    def _say(self, live: bool) -> None:
        def say(watcher: Watcher) -> None:
            watcher.tell(STATES[live])
            watcher.write()

        if live != self._live:
            self._live = live
            self._crowd.each(say, self._crowd.those(lambda _watcher: True))

    def _tick(self, now: float) -> None:
        """Comments where it has been silent; a look at who may still watch."""
        self._ticked = now
        silent = self._crowd.those(lambda watcher: watcher.behind or now - watcher.wrote >= BEAT)
        self._crowd.each(_beat, silent)
        due = self._crowd.those(lambda watcher: now - watcher.checked >= CHECK)
        for watcher in due:
            watcher.checked = now
        if due:
            self._pool.submit(self._check, {watcher.ticket for watcher in due})

    def _check(self, tickets: set[str]) -> None:
        """Find out who may watch what. What cannot be found out counts as nothing."""
        for ticket in tickets:
            try:
                reach = self._reach(ticket)
            except Exception as error:
                log.warning("cannot find out who may watch: %s", error)
                reach = frozenset()
            self._crowd.post(self._limit, ticket, reach)

    def _limit(self, ticket: str, reach: Reach) -> None:
        for watcher in self._crowd.those(lambda watcher: watcher.ticket == ticket):
            watcher.reach = reach
            if not reach:
                self._crowd.drop(watcher)


def _pass_on(watcher: Watcher, frames: list[Frame]) -> None:
    """Tell it those it has not seen and may see; it has then been told of all of them."""
    unseen = [frame for frame in frames if frame.id > (watcher.seen or 0)]
    if unseen:
        watcher.tell(_text(unseen, watcher.reach))
        watcher.seen = unseen[-1].id


def _text(frames: list[Frame], reach: Reach) -> bytes:
    return b"".join(frame.text for frame in frames if EVERYWHERE in reach or frame.scope in reach)


def _beat(watcher: Watcher) -> None:
    if not watcher.behind:
        watcher.tell(COMMENT)
    watcher.write()
