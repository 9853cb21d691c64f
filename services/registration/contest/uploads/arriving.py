"""A part of an upload as it arrives: what came before a cut is kept, what begins like something else is not."""

from collections.abc import Iterator

from flask import request

from chassis.files.kinds import SIGNATURE, type_of
from chassis.forms.fields import File
from services.registration.contest.uploads.parts import PIECE
from services.registration.files.contents.errors import UploadIncomplete, WrongType
from services.registration.files.contents.streams import Stream


def checked_part(stream: Stream, at: int, slot: File, name: str, size: int) -> Iterator[bytes]:
    """The part as it arrives. The beginning must fit the slot; whether the end came, Content-Length says.

    Raises WrongType before anything is kept, UploadIncomplete after everything that came was.
    """
    arriving = _arriving(stream)
    if at == 0:
        first, cut = _beginning(arriving)
        if len(first) >= min(SIGNATURE, size) and type_of(first, name) not in slot.types:
            raise WrongType(slot)
        if first:
            yield first
        if cut:
            raise cut
    yield from arriving


def _beginning(arriving: Iterator[bytes]) -> tuple[bytes, UploadIncomplete | None]:
    """As much as tells what it is, and the cut, if that came before."""
    first = b""
    try:
        while len(first) < SIGNATURE and (piece := next(arriving, b"")):
            first += piece
    except UploadIncomplete as cut:
        return first, cut
    return first, None


def _arriving(stream: Stream) -> Iterator[bytes]:
    """Whatever the network brings, at once; raises UploadIncomplete at a cut."""
    came = 0
    while piece := _read(stream):
        came += len(piece)
        yield piece
    if request.content_length not in (None, came):
        raise UploadIncomplete


def _read(stream: Stream) -> bytes:
    try:
        return stream.read(PIECE)
    except Exception as error:  # every server has its own way to say that the client went away
        raise UploadIncomplete from error
