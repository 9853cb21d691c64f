"""The in-app inbox of every signed-in person."""

from uuid import UUID

import marshmallow
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from chassis.http.api import Blueprint as ApiBlueprint
from chassis.http.auth import PERSON, allow
from chassis.http.schemas import Schema
from gateway.clients.notify import NOTIFY, Unread

blp = Blueprint("inbox", __name__)
api = ApiBlueprint("unread", __name__, description="The unread count shown in the header")


class UnreadSchema(Schema):
    """How many messages are unread."""

    unread = marshmallow.fields.Integer(required=True)


@blp.route("/inbox", methods=["GET"])
@allow(PERSON)
def messages() -> str:
    """Own messages, newest first."""
    found = NOTIFY.messages(request.args.get("after"))
    return render_template("inbox/messages.html", messages=found.items, next=found.next)


@api.route("/inbox/unread", methods=["GET"])
@allow(PERSON)
@api.response(200, UnreadSchema)
def unread() -> Unread:
    """How many messages are unread, for the script that keeps the header up to date."""
    return NOTIFY.unread()


@blp.route("/inbox/read", methods=["POST"])
@allow(PERSON)
def read_all() -> Response:
    """Mark every message read, up to the newest that was on the page."""
    NOTIFY.read_messages(request.form.get("through"))
    return redirect(url_for("inbox.messages"), 303)


@blp.route("/inbox/<uuid:message_id>/read", methods=["POST"])
@allow(PERSON)
def mark_read(message_id: UUID) -> Response:
    """Mark one message read."""
    NOTIFY.read_message(message_id)
    return redirect(url_for("inbox.messages"), 303)
