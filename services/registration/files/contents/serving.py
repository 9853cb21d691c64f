"""How files travel over HTTP: what a request says of one that comes, and the answer that is one."""

from typing import Protocol, cast
from urllib.parse import quote

from flask import Response, current_app, request

from chassis.files.kinds import MEDIA
from services.registration.files.contents.store import FileStore

BINARY = {"type": "string", "format": "binary"}
FILE_NAME = {
    "name": "X-File-Name",
    "in": "header",
    "schema": {"type": "string"},
    "description": "Original file name, percent-encoded UTF-8; shown, never used as a path.",
}
UPLOADED = {"content": {"application/octet-stream": {"schema": BINARY}}}
"""A body that is a file."""


class Readable(Protocol):
    """A file that is stored, as it is told."""

    @property
    def sha256(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def size(self) -> int: ...


def store() -> FileStore:
    """Where the content of files lies."""
    return cast(FileStore, current_app.extensions["registration_files"])


def answer(file: Readable, *, plain: str, shown: str, kept: str) -> Response:
    """The file, whole or in part.

    `plain` is its name without an ending, for clients that know ASCII alone; `shown` is `inline` or `attachment`, and
    `kept` says how long it may be kept (Cache-Control).
    """
    response = Response(store().read(file.sha256), content_type=MEDIA[file.type])
    response.content_length = file.size
    response.set_etag(file.sha256)
    response.headers["Cache-Control"] = kept
    response.headers["X-Content-Type-Options"] = "nosniff"
    names = {"filename": f"{plain}.{file.type}", "filename*": f"UTF-8''{quote(file.name, safe='')}"}
    response.headers.set("Content-Disposition", shown, **names)
    return cast(Response, response.make_conditional(request, accept_ranges=True, complete_length=file.size))
