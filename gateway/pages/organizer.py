"""The organizer's live activity page."""

from datetime import timedelta
from functools import partial

from flask import Blueprint, Flask, render_template, request
from werkzeug import Response

from chassis import auth
from chassis.auth import EVERYWHERE, allow
from chassis.errors import Unauthenticated
from contracts.roles import OVERSEEING
from gateway.accounts import sessions
from gateway.config import GatewaySettings
from gateway.live import streaming
from gateway.pages import access, asking

blp = Blueprint("organizer", __name__)
BEARER = "Bearer "


@blp.route("/organizer/activity", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def activity() -> str:
    """What happened last, newest first; the script adds what happens while the page is open."""
    found = asking.read(asking.NOTIFY, "/activity", after=request.args.get("after"), limit=50)
    return render_template("organizer/activity.html", feed=found, live="after" not in request.args)


@blp.route("/organizer/activity/stream", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def stream() -> Response:
    """Server-sent events of what happens, as long as this person may see it."""
    authorization = request.headers.get("Authorization", "")
    return streaming.stream(authorization if authorization.startswith(BEARER) else access.session_secret())


def may_watch(app: Flask, ticket: str) -> bool:
    """Whether the holder of a session, or of a token (`Bearer …`), may watch at this moment."""
    if ticket.startswith(BEARER):
        try:
            token, secret = ticket.removeprefix(BEARER), app.extensions["egret_settings"].secret
            return auth.verify(token, audience="gateway", secret=secret).has_any(OVERSEEING, EVERYWHERE)
        except Unauthenticated:
            return False
    with app.extensions["egret_database"].read() as session:
        idle = timedelta(hours=app.extensions["egret_settings"].session_idle_hours)
        person = sessions.identity_of(session, ticket, idle=idle)
    return person is not None and person.has_any(OVERSEEING, EVERYWHERE)


def init_app(app: Flask, own: GatewaySettings) -> None:
    """Let the app serve live streams."""
    streaming.init_app(app, own, partial(may_watch, app))
