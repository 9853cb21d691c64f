"""The store of uploaded files: addressed by their SHA-256, whole and durable before a row refers to them."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from chassis.storage import ids

INCOMING = "incoming"
"""Folder of uploads under way."""
PIECE = 1 << 16


@dataclass(frozen=True)
class StoredFile:
    """A file in the store."""

    sha256: str
    size: int


class FileStore:
    """A folder, or anything fsspec can write to."""

    def __init__(self, url: str) -> None:
        self.system, root = url_to_fs(url)
        self.root = str(root).rstrip("/")
        self.local = isinstance(self.system, LocalFileSystem)
        self._durable: set[str] = set()
        """Folders whose own names have been written to the disk by us."""

    def put(self, pieces: Iterable[bytes]) -> StoredFile:
        """Store what comes, piece by piece. Whatever the pieces raise goes through, and nothing stays behind."""
        arriving = f"{self.root}/{INCOMING}/{ids.new_id()}"
        self._make_folder(arriving)
        try:
            stored = self._write(arriving, pieces)
            self._settle(arriving, self.path(stored.sha256))
        except BaseException:
            with suppress(FileNotFoundError):
                self.system.rm_file(arriving)
            raise
        return stored

    def read(self, sha256: str) -> Iterator[bytes]:
        """The file in pieces, opened when the first one is asked for. Raises FileNotFoundError."""
        with self.system.open(self.path(sha256), "rb") as file:
            while piece := file.read(PIECE):
                yield piece

    @contextmanager
    def on_disk(self, sha256: str) -> Iterator[Path]:
        """The file on this machine's disk: a copy for the time being, where it lies elsewhere.

        Raises FileNotFoundError.
        """
        if self.local:
            yield Path(self.path(sha256))
            return
        with tempfile.NamedTemporaryFile() as file:
            for piece in self.read(sha256):
                file.write(piece)
            file.flush()
            yield Path(file.name)

    def holds(self, sha256: str) -> bool:
        """Whether the file is in the store."""
        path = self.path(sha256)
        return os.path.exists(path) if self.local else bool(self.system.exists(path))

    def path(self, sha256: str) -> str:
        """Where a file stands."""
        return f"{self.root}/{sha256[:2]}/{sha256}"

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Paths of files and abandoned uploads last written before `moment`."""
        with suppress(FileNotFoundError):
            for path in self.system.find(self.root):
                if self.written_before(path, moment):
                    yield path

    def written_before(self, path: str, moment: datetime) -> bool:
        """Whether the file still exists and was last written before `moment`."""
        with suppress(FileNotFoundError):
            written: Any = self.system.modified(path)
            return bool((written if written.tzinfo else written.replace(tzinfo=UTC)) < moment)
        return False

    def remove(self, path: str) -> None:
        """Delete a file, if it is there."""
        with suppress(FileNotFoundError):
            self.system.rm_file(path)

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if self.local:
            os.makedirs(folder, exist_ok=True)
        else:
            self.system.makedirs(folder, exist_ok=True)

    def _write(self, path: str, pieces: Iterable[bytes]) -> StoredFile:
        digest, size = hashlib.sha256(), 0
        with open(path, "wb") if self.local else self.system.open(path, "wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
            if self.local:
                file.flush()
                os.fsync(file.fileno())
        return StoredFile(digest.hexdigest(), size)

    def _settle(self, arriving: str, final: str) -> None:
        """Move into place at once, replacing the same content; on a disk the names are made durable too."""
        self._make_folder(final)
        if not self.local:
            self.system.mv(arriving, final)
            return
        os.replace(arriving, final)
        folder = os.path.dirname(final)
        _sync(folder)
        if folder not in self._durable:
            _sync(self.root)
            self._durable.add(folder)


def _sync(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
