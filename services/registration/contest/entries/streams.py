"""The body of an upload, checked while it streams: size, kind, completeness."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol
from urllib.parse import unquote

from filetype.types.archive import Pdf

from services.registration.contest.entries.errors import FileEmpty, FileNotPdf, FileTooLarge, UploadIncomplete

PIECE = 1 << 16
NAME_LENGTH = 120
_PDF = Pdf()
_QUOTES = '"<>'
"""Not allowed in file names where most people work."""


class Stream(Protocol):
    """What a request's body looks like."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


def pieces(stream: Stream, *, declared: int | None, limit: int) -> Iterator[bytes]:
    """The body in pieces. `declared` is its Content-Length, None where chunked; `limit` in bytes.

    Raises FileTooLarge, FileNotPdf, FileEmpty, UploadIncomplete. A refused body is read on for a while and thrown
    away, because a client that is still sending does not hear the answer.
    """
    try:
        yield from _checked(stream, declared, limit)
    except (FileTooLarge, FileNotPdf):
        discard(stream, limit)
        raise


def display_name(encoded: str) -> str:
    """The original name of a percent-encoded file name: no folders, no control characters, for display only."""
    name = unquote(encoded, errors="replace").replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if c.isprintable() and c not in _QUOTES)
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    return f"{stem.strip(' .')[:NAME_LENGTH] or '申报书'}.pdf"


def is_pdf(beginning: bytes) -> bool:
    """Whether a file that begins so is a PDF by its content."""
    return bool(_PDF.match(beginning))


def _checked(stream: Stream, declared: int | None, limit: int) -> Iterator[bytes]:
    if declared is not None and declared > limit:
        raise FileTooLarge(limit, declared)
    size = 0
    for piece in _read(stream):
        if size == 0 and not is_pdf(piece):
            raise FileNotPdf
        size += len(piece)
        if size > limit:
            raise FileTooLarge(limit, declared)
        yield piece
    if declared not in (None, size):
        raise UploadIncomplete
    if size == 0:
        raise FileEmpty


def _read(stream: Stream) -> Iterator[bytes]:
    """Full pieces, however small the parts in which the network brings them; the last one may be shorter."""
    while True:
        piece = bytearray()
        while len(piece) < PIECE and (part := _part(stream, PIECE - len(piece))):
            piece += part
        if not piece:
            return
        yield bytes(piece)


def _part(stream: Stream, most: int) -> bytes:
    try:
        return stream.read(most)
    except Exception as error:  # every server has its own way to say that the client went away
        raise UploadIncomplete from error


def discard(stream: Stream, most: int) -> None:
    """Read what is still being sent, at most `most` bytes, and throw it away: then the sender hears the answer."""
    with suppress(UploadIncomplete):
        for piece in _read(stream):
            most -= len(piece)
            if most <= 0:
                return
