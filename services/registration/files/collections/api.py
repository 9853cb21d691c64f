"""HTTP API of pictures and documents of the public site, which everybody may read."""

from flask import Response

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.request_session import session
from services.registration.files.collections import actions, pictures
from services.registration.files.contents import serving

blp = Blueprint("site-files", __name__, description="Pictures and documents of the public site.")
FOR_GOOD = "public, max-age=31536000, immutable"
"""How long a content may be kept (Cache-Control): it never changes."""


@blp.route("/files/<sha256>")
@allow(PUBLIC)
@blp.response(200, serving.BINARY, content_type="application/octet-stream")
def read(sha256: str) -> Response:
    """A file, for everybody who knows its address."""
    found = actions.find_public(session(), sha256)
    shown = "inline" if found.type in pictures.TYPES else "attachment"
    return serving.answer(found, plain="file", shown=shown, kept=FOR_GOOD)


@blp.route("/files/<sha256>/preview")
@allow(PUBLIC)
@blp.response(200, serving.BINARY, content_type="image/webp")
def read_preview(sha256: str) -> Response:
    """A picture in small, as pages show it."""
    return serving.answer(actions.find_preview(session(), sha256), plain="preview", shown="inline", kept=FOR_GOOD)
