"""HTTP: one's own messages."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.request_session import session
from contracts.notify import InboxChanged
from services.notify.inbox import actions, listing
from services.notify.inbox.schemas import InboxQuery, MessageListSchema, ReadSchema, UnreadSchema

blp = Blueprint("inbox", __name__, description="One's own messages")


@blp.route("/inbox")
@allow(PERSON)
@blp.arguments(InboxQuery, location="query")
@blp.response(200, MessageListSchema)
def list_messages(query: dict[str, Any]) -> dict[str, Any]:
    """List one's messages, newest first, in one's language, and the kinds there are"""
    own, locale = identity().account_id, identity().locale
    which = listing.Which(query["kind"], query["bundled"], query["unread"])
    page = listing.shown(session(), own, locale, query["after"], query["limit"], which)
    unread = actions.unread(session(), [own]).get(own, 0)
    found = {"kinds": listing.kinds(session(), own), "newest": listing.newest(session(), own), "unread": unread}
    return {"items": page.items, "next": page.next, **found}


@blp.route("/inbox/<uuid:message_id>/read", methods=["POST"])
@allow(PERSON)
@blp.response(200, UnreadSchema)
def read_message(message_id: UUID) -> InboxChanged:
    """Mark one message as read; answers how many are unread now"""
    return actions.read_one(session(), identity().account_id, message_id)


@blp.route("/inbox/read", methods=["POST"])
@allow(PERSON)
@blp.arguments(ReadSchema, location="query")
@blp.response(200, UnreadSchema)
def read_messages(query: dict[str, Any]) -> InboxChanged:
    """Mark messages as read: all or those of one kind, up to one; answers how many are unread now"""
    return actions.read_all(session(), identity().account_id, query["kind"], query["through"])
