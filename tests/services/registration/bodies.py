"""Bodies of requests that go wrong on the way."""

import io


class Cut(io.RawIOBase):
    """A body whose sender goes away after some bytes."""

    def __init__(self, begin: bytes, *, silently: bool) -> None:
        self.rest, self.silently = io.BytesIO(begin), silently

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        if not (count := self.rest.readinto(buffer)) and not self.silently:
            raise ConnectionResetError
        return count
