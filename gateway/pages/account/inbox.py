"""The in-app inbox of every signed-in person, and the unread count in the header."""

from typing import Any
from uuid import UUID

import marshmallow
from flask import Blueprint, g, redirect, render_template, request
from werkzeug import Response

from chassis.http import auth
from chassis.http.api import Blueprint as ApiBlueprint
from chassis.http.auth import PERSON, allow
from chassis.http.schemas import Schema
from gateway.clients import calls

blp = Blueprint("inbox", __name__)
api = ApiBlueprint("unread", __name__, description="The unread count shown in the header")


class Unread(Schema):
    """How many messages are unread."""

    unread = marshmallow.fields.Integer(required=True)


@blp.route("/inbox", methods=["GET"])
@allow(PERSON)
def messages() -> str:
    """Own messages, newest first."""
    found = calls.read(calls.NOTIFY, "/inbox", after=request.args.get("after"))
    return render_template("inbox/messages.html", messages=found["items"], next=found.get("next"))


@api.route("/inbox/unread", methods=["GET"])
@allow(PERSON)
@api.response(200, Unread)
def unread() -> dict[str, Any]:
    """How many messages are unread, for the script that keeps the header up to date."""
    return calls.read(calls.NOTIFY, "/inbox/unread")


@blp.route("/inbox/read", methods=["POST"])
@allow(PERSON)
def read_all() -> Response:
    """Mark every message read, up to the newest that was on the page."""
    seen = request.form.get("through") or None
    calls.call(calls.NOTIFY, "POST", "/inbox/read", query={"through": seen})
    return redirect("/inbox", 303)


@blp.route("/inbox/<uuid:message_id>/read", methods=["POST"])
@allow(PERSON)
def mark_read(message_id: UUID) -> Response:
    """Mark one message read."""
    calls.call(calls.NOTIFY, "POST", f"/inbox/{message_id}/read")
    return redirect("/inbox", 303)


def unread_count() -> int | None:
    """Unread messages of the person looking; None for nobody, or while notify is away."""
    if "unread" not in g:
        found = calls.glance(calls.NOTIFY, "/inbox/unread") if auth.identity().known else None
        g.unread = found["unread"] if found else None
    return g.unread if g.unread is None else int(g.unread)
