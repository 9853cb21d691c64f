"""The parts of uploads under way: a file each on this machine's disk, which only grows, until it is whole.

Nothing is held while the network is waited for: a lock is taken for each piece, and whoever finds that the part has
grown meanwhile is told so. A connection that died unnoticed therefore never stands in the way of its successor.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from services.registration.contest.uploads.errors import PartTooLong, WrongOffset

PIECE = 1 << 16


class Parts:
    """A folder of parts, each named by its upload."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def offset(self, upload: UUID) -> int:
        """How many bytes have arrived; durable once told."""
        try:
            with open(self._path(upload), "rb") as file:
                os.fsync(file.fileno())
                return os.fstat(file.fileno()).st_size
        except FileNotFoundError:
            return 0

    def append(self, upload: UUID, at: int, pieces: Iterable[bytes], *, most: int) -> int:
        """Add pieces from byte `at` on, each kept as soon as it came; the new offset.

        Raises WrongOffset where the part does not end at `at`, PartTooLong beyond `most` bytes.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(self._path(upload), "ab") as file:
            _expect(file, at)
            try:
                for piece in pieces:
                    at = _add(file, at, piece, most)
            finally:
                os.fsync(file.fileno())
        return at

    def read(self, upload: UUID) -> BinaryIO:
        """What has arrived. Raises FileNotFoundError."""
        return open(self._path(upload), "rb")

    def remove(self, upload: UUID) -> None:
        """Forget what arrived."""
        self._path(upload).unlink(missing_ok=True)

    def idle_before(self, moment: datetime) -> Iterator[UUID]:
        """Uploads whose part was last added to before `moment`."""
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if written < moment:
                yield UUID(path.name)

    def _path(self, upload: UUID) -> Path:
        return self.folder / str(upload)


@contextmanager
def _alone(file: BinaryIO) -> Iterator[int]:
    """Nobody else adds to the part meanwhile; gives its size."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield os.fstat(file.fileno()).st_size
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _expect(file: BinaryIO, at: int) -> None:
    with _alone(file) as size:
        if size != at:
            raise WrongOffset(size)


def _add(file: BinaryIO, at: int, piece: bytes, most: int) -> int:
    with _alone(file) as size:
        if size != at:
            raise WrongOffset(size)
        if at + len(piece) > most:
            raise PartTooLong(at, most)
        file.write(piece)
        file.flush()
    return at + len(piece)
