"""Parts of a file as a script sends them: passed on as they come, what the service says handed back to the script."""

from collections.abc import Callable, Iterable

from flask import jsonify, request
from werkzeug import Response
from werkzeug.exceptions import BadRequest

from chassis.http.client import Refused, Reply
from gateway.forms.multipart import drain
from gateway.forms.taking import ANY_LENGTH, DRAINED, check_token

PIECE = 64 << 10
"""Bytes that are read at a time."""


def begin(send: Callable[[dict[str, object]], Reply]) -> Response:
    """Hand on what the script says of the file."""
    sent = request.get_json(silent=True)
    return answer(lambda: send(dict(sent) if isinstance(sent, dict) else {}))


def append(send: Callable[[str, Iterable[bytes]], Reply]) -> Response:
    """Hand on where the part begins and the part. The view is marked `csrf_by_view`. Raises CSRFError."""
    request.max_content_length = ANY_LENGTH
    check_token(request.headers.get("X-CSRFToken"))
    offset = request.headers.get("Upload-Offset", "")
    said = answer(lambda: send(offset, _pieces()))
    if said.status_code >= 400:
        drain(request.stream, DRAINED)
    return said


def answer(ask: Callable[[], Reply]) -> Response:
    """What the service says, refusals included, for a script to read."""
    try:
        reply = ask()
    except Refused as refused:
        said: Response = jsonify(problem=refused.problem)
        said.status_code = refused.status
        if "offset" in refused.problem:
            said.headers["Upload-Offset"] = str(refused.problem["offset"])
        return said
    said = Response(reply.content(), reply.status, content_type="application/json")
    if "Upload-Offset" in reply.headers:
        said.headers["Upload-Offset"] = reply.headers["Upload-Offset"]
    said.headers["Cache-Control"] = "no-store"
    return said


def _pieces() -> Iterable[bytes]:
    """The raw body; raises BadRequest where the browser stops before the length it announced."""
    arrived = 0
    while piece := request.stream.read(PIECE):
        arrived += len(piece)
        yield piece
    if request.content_length not in (None, arrived):
        raise BadRequest
