"""How many messages the person looking has not read: in the head of every page."""

from flask import g

from chassis.http import auth
from gateway.clients.notify import NOTIFY


def unread_count() -> int | None:
    """Unread messages of the person looking; None for nobody, or while notify is away. Asked once for a page."""
    if "unread" not in g:
        found = NOTIFY.unread_if_known() if auth.identity().known else None
        g.unread = found.unread if found else None
    count: int | None = g.unread
    return count
