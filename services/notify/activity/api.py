"""HTTP: the organizers' feed of what happens, in pages and live."""

from typing import Any

from flask import Flask, Response, current_app, request

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import database, session
from chassis.words.numbers import whole
from contracts.roles import OVERSEEING, SERVICE
from contracts.scopes import Scope
from services.notify.activity import feed
from services.notify.activity.errors import StreamsFull
from services.notify.activity.schemas import FRAME, LARGEST, ActivityListSchema, ActivityQuery, StreamQuery
from services.notify.activity.stream import MOST, Slots, lines
from services.notify.config import NotifySettings

blp = Blueprint("activity", __name__, description="What happens, live")
READERS = (*OVERSEEING, SERVICE)


def init_app(app: Flask) -> None:
    """Limit how many read the live feed at the same time."""
    app.extensions["egret_streams"] = Slots(MOST)


@blp.route("/activity")
@allow(*READERS)
@blp.arguments(ActivityQuery, location="query")
@blp.response(200, ActivityListSchema)
def list_activity(query: dict[str, Any]) -> feed.Page:
    """List what happened as far as the caller's roles reach, newest first"""
    return feed.page(session(), _reach(), identity().locale, query)


@blp.route("/activity/stream")
@allow(*READERS)
@blp.arguments(StreamQuery, location="query")
@blp.response(200, FRAME, content_type="text/event-stream")
def stream_activity(query: dict[str, Any]) -> Response:
    """Watch what happens within the caller's roles, as server-sent events; replays what came after `Last-Event-ID`"""
    slots: Slots = current_app.extensions["egret_streams"]
    settings: NotifySettings = current_app.extensions["egret_settings"]
    slot = slots.take()
    if slot is None:
        raise StreamsFull
    life = settings.stream_life if query["follow"] else 0.0
    response = Response(lines(database(), _reach(), _start(query), life), content_type="text/event-stream")
    response.call_on_close(lambda: slots.give_back(slot))
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _reach() -> set[Scope]:
    return identity().scopes(*READERS)


def _start(query: dict[str, Any]) -> int:
    """The id to go on after."""
    if (seen := whole(request.headers.get("Last-Event-ID", ""), LARGEST)) is not None:
        return seen
    if query["after"] is not None:
        return int(query["after"])
    with database().read() as reading:
        return feed.latest(reading)
