"""Opens archives, and reads a little of their parts, however much those say they hold."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chassis.files.opened import CUT_OFF, EMPTY, ENCRYPTED, UNREADABLE, Opened, Unfit

MOST_READ = 4 << 20
"""Bytes that are unpacked of one part of an archive, however much there is."""
_ENCRYPTED = 1
"""Flag of a part of an archive that a password opens."""
_END, _TAIL = b"PK\5\6", 70 << 10
"""What stands at the end of an archive, and how far from it."""


def open_archive(path: Path) -> Opened:
    """That the archive is whole and holds something. Raises Unfit."""
    with archive_of(path):
        return Opened()


@contextmanager
def archive_of(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises Unfit, also for what goes wrong while it is read."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if not any(part.file_size for part in parts):
                raise Unfit(EMPTY)
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise Unfit(ENCRYPTED)
            yield archive
    except zipfile.BadZipFile as error:
        raise Unfit(UNREADABLE if _END in _tail(path) else CUT_OFF) from error
    except (RuntimeError, NotImplementedError, EOFError, zlib.error, OSError, ValueError) as error:
        raise Unfit(UNREADABLE) from error


def beginning_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part: it may say that it is much longer than anybody has room for."""
    with archive.open(name) as part:
        return part.read(MOST_READ)


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read()
