"""How many messages are unread, for the script that keeps the head of the page up to date."""

import marshmallow

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow
from chassis.http.schemas import Schema
from gateway.shell.counts import unread_count

blp = Blueprint("unread", __name__, description="The unread count shown in the header")


class UnreadSchema(Schema):
    """How many messages are unread."""

    unread = marshmallow.fields.Integer(required=True)


@blp.route("/inbox/unread", methods=["GET"])
@allow(PERSON)
@blp.response(200, UnreadSchema)
def unread() -> dict[str, int]:
    """How many messages are unread."""
    return {"unread": unread_count()}
