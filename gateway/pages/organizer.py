"""The organizer's live activity page."""

from flask import Blueprint, redirect, render_template, request
from werkzeug import Response

from chassis.auth import allow
from contracts.roles import OVERSEEING
from gateway.pages import asking

blp = Blueprint("organizer", __name__)
SILENCE = 60.0
"""Seconds without a byte after which the stream is given up; notify sends a comment every 15."""


@blp.route("/organizer", methods=["GET"])
@allow(*OVERSEEING)
def desk() -> Response:
    """The organizer's pages begin with what is going on."""
    return redirect("/organizer/activity")


@blp.route("/organizer/activity", methods=["GET"])
@allow(*OVERSEEING)
def activity() -> str:
    """What happened last, newest first; the script adds what happens while the page is open."""
    found = asking.read(asking.NOTIFY, "/activity", after=request.args.get("after"), limit=50)
    return render_template("organizer/activity.html", feed=found, live="after" not in request.args)


@blp.route("/organizer/activity/stream", methods=["GET"])
@allow(*OVERSEEING)
def stream() -> Response:
    """Server-sent events, passed on from notify as they come."""
    headers = {"Accept": "text/event-stream"}
    if seen := request.headers.get("Last-Event-ID") or request.args.get("after"):
        headers["Last-Event-ID"] = seen
    reply = asking.call(asking.NOTIFY, "GET", "/activity/stream", headers=headers, stream=True, timeout=SILENCE)
    response = Response(reply.iter(), reply.status, content_type="text/event-stream; charset=utf-8")
    response.call_on_close(reply.close)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response
