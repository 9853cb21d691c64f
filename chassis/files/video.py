"""Looks at the boxes of which a video consists, without playing it."""

from pathlib import Path
from typing import BinaryIO

from chassis.files.opened import CUT_OFF, UNREADABLE, Opened, Unfit

MOST_BOXES = 10_000
"""Boxes that are looked at; a recording in pieces has one for every few seconds."""
_PICTURES, _INDEX = b"mdat", b"moov"
_LONG, _TO_THE_END = 1, 0
"""Sizes of a box that mean something else: eight more bytes say it; it goes on to the end of the file."""


def open_video(path: Path) -> Opened:
    """That the video is whole. Raises Unfit."""
    found, size = set(), path.stat().st_size
    with path.open("rb") as file:
        at = 0
        for _ in range(MOST_BOXES):
            if at >= size:
                break
            kind, length = _box(file, at, size)
            if at + length > size:
                raise Unfit(CUT_OFF)
            found.add(kind)
            at += length
    if _INDEX not in found:
        raise Unfit(CUT_OFF if _PICTURES in found else UNREADABLE)
    return Opened()


def _box(file: BinaryIO, at: int, size: int) -> tuple[bytes, int]:
    """The kind of the box that begins here, and its length."""
    file.seek(at)
    head = file.read(16)
    if len(head) < 8:
        raise Unfit(CUT_OFF)
    length, kind = int.from_bytes(head[:4]), head[4:8]
    if length == _LONG:
        length = int.from_bytes(head[8:16])
    if length == _TO_THE_END:
        length = size - at
    if length < 8:
        raise Unfit(UNREADABLE)
    return kind, length
