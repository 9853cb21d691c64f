"""A file that a request sends as its body, taken in before there is a transaction."""

from flask import request

from chassis.forms.fields import File
from services.registration.config import own_settings
from services.registration.files.contents import serving, streams
from services.registration.files.contents.store import StoredFile


def sent_name() -> str:
    """What the request calls its file."""
    return streams.display_name(request.headers.get("X-File-Name", ""))


def receive(slot: File, name: str) -> StoredFile:
    """Store the body, checked by what the slot takes. Raises what `streams.pieces` raises."""
    limit = own_settings().upload_limit
    # The body's own limit lies above ours, so that ours can be told with both sizes.
    request.max_content_length = max(request.content_length or 0, 2 * limit) + streams.PIECE
    body = streams.pieces(request.stream, slot, name, declared=request.content_length, limit=limit)
    return serving.store().put(body)
