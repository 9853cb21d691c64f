"""The body of an upload, checked while it streams: size, kind, completeness."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol
from urllib.parse import unquote

from chassis.files.kinds import type_of
from chassis.forms.fields import File
from services.registration.files.contents.errors import FileEmpty, FileTooLarge, UploadIncomplete, WrongType
from services.registration.files.contents.store import FileStore
from services.registration.files.contents.store import StoredFile as StoredContent

PIECE = 1 << 16
NAME_LENGTH = 120
LONGEST_ENDING = 5
"""Letters of a file's ending."""
_QUOTES = '"<>'
"""Not allowed in file names where most people work."""


class Stream(Protocol):
    """What a request's body looks like."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


def pieces(stream: Stream, slot: File, name: str, *, declared: int | None, limit: int) -> Iterator[bytes]:
    """The body in pieces, checked by what the slot takes. `declared` is its Content-Length, None where chunked.

    `limit` in bytes, beside that of the slot. Raises FileTooLarge, WrongType, FileEmpty, UploadIncomplete. A refused
    body is read on for a while and thrown away, because a client that is still sending does not hear the answer.
    """
    most = min(slot.size, limit)
    try:
        yield from _checked(stream, slot, name, declared, most)
    except (FileTooLarge, WrongType):
        discard(stream, most)
        raise


def display_name(encoded: str) -> str:
    """The original name of a percent-encoded file name: no folders, no control characters, for display only."""
    name = unquote(encoded, errors="replace").replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if c.isprintable() and c not in _QUOTES).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > LONGEST_ENDING:
        stem, ending = name, ""
    return f"{stem.strip(' .')[:NAME_LENGTH] or '附件'}{'.' if ending else ''}{ending}"


def type_of_stored(store: FileStore, stored: StoredContent, name: str) -> str:
    """The type of a file that is stored whole."""
    return type_of(next(store.read(stored.sha256), b""), name)


def _checked(stream: Stream, slot: File, name: str, declared: int | None, limit: int) -> Iterator[bytes]:
    if declared is not None and declared > limit:
        raise FileTooLarge(limit, declared)
    size = 0
    for piece in _read(stream):
        if size == 0 and type_of(piece, name) not in slot.types:
            raise WrongType(slot)
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
