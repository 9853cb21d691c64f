"""What pages ask registration of files on their way to an entry: whole ones, and such as come in parts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.http.client import Reply
from gateway.clients.registration.entries import Entry
from gateway.clients.service import SENDING, Answer, Service

FINISHING = 60.0
"""Seconds; the whole file is read once more and stored."""


class Upload(Answer, frozen=True):
    """An upload in parts and how far it has come."""

    id: UUID
    slot: str
    name: str
    size: int
    offset: int
    """Bytes that have arrived."""
    modified: int
    """Last change of the sender's file, milliseconds since 1970."""
    created_at: datetime
    expires_at: datetime


class Unfinished(Answer, frozen=True):
    """What somebody has begun to upload to an entry, or to a change request."""

    items: tuple[Upload, ...]


class Uploads(Service):
    """Registration's uploads, asked as the person who looks. What a script will read is handed on as it is."""

    part = "registration"

    def unfinished(self, entry_id: UUID) -> Unfinished:
        """What the person has begun to upload to the entry."""
        return self._get(Unfinished, f"/entries/{entry_id}/uploads")

    def unfinished_of_change(self, request_id: UUID) -> Unfinished:
        """What the person has begun to upload to a change request."""
        return self._get(Unfinished, f"/change-requests/{request_id}/uploads")

    def put(self, entry_id: UUID, slot: str, name: str, body: Iterable[bytes]) -> Entry:
        """Send a whole file, in place of an earlier one where the slot takes one; the entry with it."""
        return self._add_file(Entry, "PUT", f"/entries/{entry_id}/files/{slot}", name, body)

    def begin(self, entry_id: UUID, facts: dict[str, Any]) -> Reply:
        """Begin an upload in parts, or go on with the one of the same file."""
        return self._ask("POST", f"/entries/{entry_id}/uploads", Upload, json=facts)

    def begin_for_change(self, request_id: UUID, facts: dict[str, Any]) -> Reply:
        """The same for a change request; an empty `slot` among the facts is for what proves why."""
        return self._ask("POST", f"/change-requests/{request_id}/uploads", Upload, json=facts)

    def progress(self, upload_id: UUID) -> Reply:
        """How far an upload has come."""
        return self._ask("GET", f"/uploads/{upload_id}", Upload)

    def append(self, upload_id: UUID, offset: str, body: Iterable[bytes]) -> Reply:
        """Send a part that begins at `offset`; refused with 409 where another is expected."""
        headers = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": offset}
        return self._ask("PATCH", f"/uploads/{upload_id}", None, headers=headers, body=body, timeout=SENDING)

    def finish(self, upload_id: UUID) -> Reply:
        """Make the whole upload a file of what it is for."""
        return self._ask("POST", f"/uploads/{upload_id}/completion", None, timeout=FINISHING)

    def abort(self, upload_id: UUID) -> Reply:
        """Give an upload up."""
        return self._ask("DELETE", f"/uploads/{upload_id}", None)


UPLOADS = Uploads()
