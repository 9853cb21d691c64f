"""What passes between whoever wants a file opened and the process that opens it."""

from typing import BinaryIO

import msgspec

from chassis.files.opened import Opened


class Asked(msgspec.Struct, frozen=True):
    """A file to open."""

    path: str
    type: str
    page: int = 0
    """The page to be drawn for reading; 0 where the file is asked what it says."""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of it: why the file is unfit, or what it says."""

    unfit: str = ""
    opened: Opened | None = None


def write_message(file: BinaryIO, content: bytes) -> None:
    """Send a message: its length in four bytes, then what it says."""
    file.write(len(content).to_bytes(4) + content)
    file.flush()
