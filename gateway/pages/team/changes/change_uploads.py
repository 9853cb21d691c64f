"""Uploads in parts to a change request, for the script of its file pages."""

from uuid import UUID

from chassis.http.client import Reply
from gateway.clients.registration.uploads import UPLOADS
from gateway.pages.team.resumable import Facts, upload_pages


def _begin(facts: Facts, request_id: UUID, **_entry: UUID) -> Reply:
    return UPLOADS.begin_for_change(request_id, facts)


blp = upload_pages(
    "change_uploads", "/entries/<uuid:entry_id>/changes/<uuid:request_id>", _begin, back="change_requests.edit"
)
