"""Events of the live feed as they go over the wire, and the last of them kept for those who come back."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

import msgspec

from chassis import shapes

END = b"\n\n"
DATA = b"\ndata: "


class Frame(NamedTuple):
    """One server-sent event: its id, its bytes up to and including the empty line, and what it belongs to."""

    id: int
    text: bytes
    scope: str = ""


class _Activity(msgspec.Struct):
    """Of what notify tells, what decides who may see it."""

    scope: str = ""


def frames(chunks: Iterable[bytes]) -> Iterator[list[Frame]]:
    """The events in a stream, those of each chunk together. Comments come as an empty list: a sign of life."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(END)
        yield [_frame(text) for text in whole if text.startswith(b"id: ")]


def _frame(text: bytes) -> Frame:
    told = shapes.read(text[text.index(DATA) + len(DATA) :], _Activity)
    return Frame(int(text[4 : text.index(b"\n")]), text + END, told.scope)


class Recent:
    """The newest events: everything after `floor`, at most `most` of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: deque[Frame] = deque()
        self.floor = self.newest = 0

    def begin(self, floor: int, newest: int) -> None:
        """Start anew: what comes after `floor` will be added, and up to `newest` somebody has seen it all."""
        self._kept.clear()
        self.floor, self.newest = floor, newest

    def add(self, news: Iterable[Frame]) -> list[Frame]:
        """Keep what is new; returns that."""
        added = [frame for frame in news if frame.id > max(self.floor, self._last)]
        self._kept.extend(added)
        self.newest = max(self.newest, self._last)
        while len(self._kept) > self._most:
            self.floor = self._kept.popleft().id
        return added

    def after(self, seen: int) -> list[Frame]:
        """What came after an id, oldest first. Complete only where `seen` is not below `floor`."""
        return [*takewhile(lambda frame: frame.id > seen, reversed(self._kept))][::-1]

    @property
    def _last(self) -> int:
        return self._kept[-1].id if self._kept else 0
