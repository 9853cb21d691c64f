"""The gateway's one subscription to notify's feed, which outlives notify's restarts without a gap."""

import logging
import threading
from collections.abc import Callable, Generator
from typing import Protocol

from chassis.http.auth import service_identity
from chassis.http.client import Reply, ServiceClient
from gateway.live.frames import Frame, frames

log = logging.getLogger(__name__)
PATH = "/activity/stream"
ANSWER = 10.0
"""Seconds that notify gets to begin its answer."""
PATIENCE = 3.0
AGAIN = 1.0
"""Seconds until a lost subscription is tried again."""

Frames = Generator[list[Frame], None, None]
"""What happens, a few at a time; closed by whoever has heard enough."""


class Feed(Protocol):
    """Where events come from."""

    def latest(self) -> int:
        """The id of what was recorded last."""

    def since(self, seen: int) -> Frames:
        """What was recorded after an id, then the end."""

    def follow(self, seen: int) -> Frames:
        """What was recorded after an id, then what comes; an empty list now and then while nothing does."""


class NotifyFeed:
    """Notify's feed, in process or over HTTP."""

    def __init__(self, client: Callable[[], ServiceClient]) -> None:
        self._client = client

    def latest(self) -> int:
        """As Feed says. Raises Problem."""
        reply = self._client().call("GET", "/activity", identity=service_identity("gateway"), query={"limit": 1})
        return int(reply.json()["latest"])

    def since(self, seen: int) -> Frames:
        """As Feed says. Raises Problem, transports.Broken."""
        return self._open(seen, follow="false")

    def follow(self, seen: int) -> Frames:
        """As Feed says. Raises Problem, transports.Broken."""
        return self._open(seen, follow="true")

    def _open(self, seen: int, follow: str) -> Frames:
        sent, who = {"after": seen, "follow": follow}, service_identity("gateway")
        reply = self._client().call("GET", PATH, identity=who, query=sent, stream=True, timeout=ANSWER)
        return _read(reply)


def _read(reply: Reply) -> Frames:
    try:
        yield from frames(reply.iter())
    finally:
        reply.close()


class Subscription:
    """A thread that passes on what the feed tells; `begin(floor, newest)`, `news(frames)`, `live(bool)`."""

    def __init__(
        self,
        feed: Feed,
        keep: int,
        begin: Callable[[int, int], None],
        news: Callable[[list[Frame]], None],
        live: Callable[[bool], None],
    ) -> None:
        self._feed, self._keep = feed, keep
        self._begin, self._news, self._live = begin, news, live
        self._seen: int | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live-upstream", daemon=True)

    def start(self) -> None:
        """Subscribe, and keep at it."""
        self._thread.start()

    def close(self) -> None:
        """End as soon as notify gives a sign of life, for which it has a few seconds."""
        self._stop.set()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except Exception as error:
                if not self._stop.is_set():
                    log.warning("the live feed is interrupted: %s", error)
                self._live(False)
                self._stop.wait(AGAIN)

    def _follow(self) -> None:
        """Until notify ends the stream, as it does now and then. What is kept begins a little before now."""
        if self._seen is None:
            newest = self._feed.latest()
            self._seen = max(0, newest - self._keep)
            self._begin(self._seen, newest)
            self._pass_on(self._feed.since(self._seen))
        news = self._feed.follow(self._seen)
        self._live(True)
        self._pass_on(news)

    def _pass_on(self, news: Frames) -> None:
        for some in news:
            if self._stop.is_set():
                return
            if some:
                self._news(some)
                self._seen = max(self._seen or 0, some[-1].id)
