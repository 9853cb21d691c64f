"""How many messages the person looking has not read: in the head of every page."""

from flask import g

from chassis.http import auth, request_session
from gateway.inbox.actions import unread


def unread_count() -> int:
    """Unread messages of the person looking; 0 for nobody."""
    if "unread" not in g:
        person = auth.identity()
        g.unread = unread(request_session.database(), person.account_id) if person.known else 0
    count: int = g.unread
    return count
