"""The in-app inbox of every signed-in person."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, allow
from gateway.clients.notify import NOTIFY, Unread
from gateway.inbox.actions import keep

blp = Blueprint("inbox", __name__)


@blp.route("/inbox", methods=["GET"])
@allow(PERSON)
def messages() -> str:
    """Own messages, newest first; of one kind, or the unread alone, where that was chosen."""
    kind, unread_only = request.args.get("kind") or None, bool(request.args.get("unread"))
    inbox = NOTIFY.messages(request.args.get("after"), kind, unread=unread_only)
    return render_template("account/inbox.html", inbox=inbox, kind=kind, unread_only=unread_only)


@blp.route("/inbox/read", methods=["POST"])
@allow(PERSON)
def read_all() -> Response:
    """Mark messages read, all or those of one kind, up to the newest that was on the page."""
    kind = request.form.get("kind") or None
    _keep(NOTIFY.read_messages(request.form.get("through"), kind))
    return redirect(url_for("inbox.messages"), 303)


@blp.route("/inbox/<uuid:message_id>/read", methods=["POST"])
@allow(PERSON)
def mark_read(message_id: UUID) -> Response:
    """Mark one message read."""
    _keep(NOTIFY.read_message(message_id))
    kind, unread_only = request.form.get("kind") or None, request.form.get("unread") or None
    return redirect(url_for("inbox.messages", kind=kind, unread=unread_only), 303)


def _keep(told: Unread) -> None:
    """Let the next page show the count at once; the event that tells of it may come later."""
    keep(request_session.session(), auth.identity().account_id, told.unread, told.at)
