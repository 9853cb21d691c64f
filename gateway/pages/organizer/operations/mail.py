"""Mail that was written to files because no mail server is set, for organizers to look at."""

from flask import Blueprint, render_template, request
from werkzeug import Response

from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from gateway.clients import calls

blp = Blueprint("mail", __name__)
SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""A mail may look as it likes, and do nothing."""


@blp.route("/organizer/mail", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def messages() -> str:
    """Mail, newest first."""
    found = calls.read(calls.NOTIFY, "/mail", after=request.args.get("after"))
    return render_template("organizer/mail.html", messages=found["items"], next=found.get("next"))


@blp.route("/organizer/mail/<message_id>", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def message(message_id: str) -> str:
    """One mail: its text, and how it looks."""
    return render_template("organizer/message.html", message=calls.read(calls.NOTIFY, f"/mail/{message_id}"))


@blp.route("/organizer/mail/<message_id>/html", methods=["GET"])
@allow(*OVERSEEING, everywhere=True)
def html(message_id: str) -> Response:
    """The mail's HTML, sealed off, for the frame on its page."""
    found = calls.read(calls.NOTIFY, f"/mail/{message_id}")
    response = Response(found.get("html") or "", content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
