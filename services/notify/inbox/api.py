"""HTTP: one's own messages."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.paging import Page, PageSchema
from chassis.http.request_session import session
from services.notify.inbox import actions
from services.notify.inbox.schemas import MessageListSchema, ReadSchema, UnreadSchema

blp = Blueprint("inbox", __name__, description="One's own messages")


@blp.route("/inbox")
@allow(PERSON)
@blp.arguments(PageSchema, location="query")
@blp.response(200, MessageListSchema)
def list_messages(query: dict[str, Any]) -> Page:
    """List one's messages, newest first, in one's language"""
    caller = identity()
    return actions.shown(session(), caller.account_id, caller.locale, query["after"], query["limit"])


@blp.route("/inbox/unread")
@allow(PERSON)
@blp.response(200, UnreadSchema)
def count_unread() -> dict[str, int]:
    """Count one's unread messages"""
    return {"unread": actions.unread(session(), identity().account_id)}


@blp.route("/inbox/<uuid:message_id>/read", methods=["POST"])
@allow(PERSON)
@blp.response(200, UnreadSchema)
def read_message(message_id: UUID) -> dict[str, int]:
    """Mark one message as read; answers how many are unread now"""
    actions.read_one(session(), identity().account_id, message_id)
    return {"unread": actions.unread(session(), identity().account_id)}


@blp.route("/inbox/read", methods=["POST"])
@allow(PERSON)
@blp.arguments(ReadSchema, location="query")
@blp.response(200, UnreadSchema)
def read_messages(query: dict[str, Any]) -> dict[str, int]:
    """Mark all messages as read, or those up to one; answers how many are unread now"""
    actions.read_all(session(), identity().account_id, query["through"])
    return {"unread": actions.unread(session(), identity().account_id)}
