"""Optimistic locking (RFC 9110): whoever saves says which version was read, so that no work is overwritten unseen."""

import hashlib

from flask import after_this_request, request
from werkzeug import Response

from chassis.http.errors import PreconditionRequired, Stale


def etag_of(*parts: object) -> str:
    """The strong tag, quoted, of a version told by `parts`, such as id and revision. Goes into a header as it is."""
    version = "\x1f".join(map(str, parts)).encode()
    return f'"{hashlib.sha256(version).hexdigest()[:32]}"'


def check(etag: str) -> None:
    """Compare the request's `If-Match` with the tag of what stands. Raises PreconditionRequired or Stale.

    `*` means "whatever stands there", which is what we must not overwrite: it counts as missing. Weak tags never match.
    """
    wanted = [tag.strip() for tag in request.headers.get("If-Match", "").split(",") if tag.strip()]
    if not wanted or "*" in wanted:
        raise PreconditionRequired
    if etag.strip('"') not in {tag.strip('"') for tag in wanted}:
        raise Stale


def tag(etag: str) -> None:
    """Put the tag on the answer to this request."""

    @after_this_request
    def put(response: Response) -> Response:
        response.headers["ETag"] = etag
        return response
