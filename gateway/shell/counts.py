"""The numbers in the frame of a page: messages not read, and what waits behind each entry of the navigation."""

from collections.abc import Mapping
from typing import cast

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


def note_waiting(counts: Mapping[str, int]) -> None:
    """Let the frame of this page show these numbers, by the words of `Item.waits`."""
    g.waiting = counts


def noted_waiting() -> Mapping[str, int] | None:
    """What was noted for this page; None where nobody counted."""
    return cast("Mapping[str, int] | None", g.get("waiting"))
