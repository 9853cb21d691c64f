"""Answers that are streams: the connection goes to the hub, and the thread that served the request is free again."""

import socket
from collections.abc import Callable, Iterator
from typing import cast

from flask import Flask, current_app, request
from werkzeug import Response

from chassis.http import handover
from chassis.http.errors import answer
from chassis.words.numbers import whole
from gateway.config import GatewaySettings
from gateway.live.errors import StreamsFull
from gateway.live.hub import Hub
from gateway.live.upstream import NotifyFeed
from gateway.live.watcher import Reach

LARGEST = 2**63 - 1
CHUNK = 1 << 16


def init_app(app: Flask, own: GatewaySettings, reach: Callable[[str], Reach]) -> None:
    """Give the app a hub. `reach` tells, in any thread, what a ticket lets see at this moment."""
    feed = NotifyFeed(lambda: app.extensions["egret_clients"]["notify"])
    app.extensions["egret_live"] = Hub(feed, reach, own.streams)


def last_seen() -> int | None:
    """The last event the browser saw: what it says on coming back wins over what the page knew."""
    for given in (request.headers.get("Last-Event-ID", ""), request.args.get("after", "")):
        if (seen := whole(given, LARGEST)) is not None:
            return seen
    return None


def stream(ticket: str, reach: Reach) -> Response:
    """What happens within reach, for whoever holds this ticket, until it no longer counts."""
    hub = cast(Hub, current_app.extensions["egret_live"])
    if hub.full:
        return answer(StreamsFull())
    seen = last_seen()
    response = handover.offered(lambda connection, head: hub.attach(connection, head, seen, ticket, reach))
    if response is None:
        response = _held(hub, seen, ticket, reach)
    response.content_type = "text/event-stream; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _held(hub: Hub, seen: int | None, ticket: str, reach: Reach) -> Response:
    """The same where the web server cannot hand the connection over: this thread passes on what the hub writes."""
    ours, theirs = socket.socketpair()
    hub.attach(theirs, b"", seen, ticket, reach)

    def chunks() -> Iterator[bytes]:
        with ours:
            yield from iter(lambda: ours.recv(CHUNK), b"")

    response = Response(chunks())
    response.call_on_close(ours.close)
    return response
