"""HTTP API of pictures and documents of the public site; until they are public, for those who may read the drafts."""

from flask import Response

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow, identity
from chassis.http.errors import NotFound
from chassis.http.request_session import session
from services.registration.files.collections import actions, pictures
from services.registration.files.collections.models import SiteFile
from services.registration.files.contents import serving

blp = Blueprint("collections", __name__, description="Pictures and documents of the public site.")
FOR_GOOD = "public, max-age=31536000, immutable"
"""How long a content may be kept (Cache-Control): it never changes."""
NOT_KEPT = "private, no-cache"
"""The same of a file that is not public yet."""


@blp.route("/files/<sha256>")
@allow(PUBLIC)
@blp.response(200, serving.BINARY, content_type="application/octet-stream")
def read(sha256: str) -> Response:
    """A file, by its content."""
    found = actions.find_readable(session(), identity(), sha256)
    shown = "inline" if found.type in pictures.TYPES else "attachment"
    return serving.answer(found, plain="file", shown=shown, kept=_kept(found))


@blp.route("/files/<sha256>/preview")
@allow(PUBLIC)
@blp.response(200, serving.BINARY, content_type="image/webp")
def read_preview(sha256: str) -> Response:
    """A picture in small, as pages show it."""
    found = actions.find_readable(session(), identity(), sha256)
    if found.preview is None:
        raise NotFound
    return serving.answer(found.preview, plain="preview", shown="inline", kept=_kept(found))


def _kept(file: SiteFile) -> str:
    return FOR_GOOD if file.is_public else NOT_KEPT
