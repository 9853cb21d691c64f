"""Where the pages about a change request are."""

from typing import Any
from uuid import UUID

from flask import redirect, url_for
from werkzeug import Response

from chassis.http.errors import NotFound
from gateway.clients.change_requests import CHANGES, ChangeRequest


def found_request(entry_id: UUID, request_id: UUID) -> ChangeRequest:
    """The request, which is of this entry. Raises NotFound."""
    found = CHANGES.request(request_id)
    if found.entry_id != entry_id:
        raise NotFound
    return found


def to_request(found: ChangeRequest) -> Response:
    """To the page of the request."""
    return redirect(at(found, "change_requests.show"), 303)


def to_list(entry_id: UUID) -> Response:
    """To the requests of the entry."""
    return redirect(url_for("change_requests.listing", entry_id=entry_id), 303)


def at(found: ChangeRequest, page: str, **more: Any) -> str:
    """The address of a page about the request."""
    return url_for(page, entry_id=found.entry_id, request_id=found.id, **more)
