"""Rings between processes of one host that share a SQLite file: whoever watches binds a socket in a folder beside it.

Looking at the file instead is either late or costly. A ring that gets lost costs one look, which watchers take anyway.
"""

import contextlib
import os
import secrets
import socket
import threading
from collections.abc import Iterator
from pathlib import Path


class Bell:
    """What a watcher waits on. Without a socket (the path is too long, the folder not ours) nobody can ring it."""

    def __init__(self, opened: socket.socket | None) -> None:
        self._socket = opened
        self._never = threading.Event()

    @property
    def hangs(self) -> bool:
        """Whether others can ring it."""
        return self._socket is not None

    def wait(self, seconds: float) -> bool:
        """Wait for one ring, at most so long; True if it came."""
        if self._socket is None:
            return self._never.wait(seconds)
        self._socket.settimeout(seconds)
        try:
            return bool(self._socket.recv(1))
        except (TimeoutError, BlockingIOError):
            return False


class Bells:
    """The bells beside one database file, as one `Database` rings them and hangs its own."""

    def __init__(self, file: Path | None) -> None:
        """None: the database is on a server, or in memory; there is nothing to hang and nobody to ring."""
        self._folder = Path(f"{file}.bells") if file else None
        self._own: set[str] = set()

    @contextlib.contextmanager
    def hang(self) -> Iterator[Bell]:
        """A bell for the others to ring, taken down at the end."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as opened:
            path = self._bind(opened)
            if path is None:
                yield Bell(None)
                return
            self._own.add(path.name)
            try:
                yield Bell(opened)
            finally:
                self._own.discard(path.name)
                path.unlink(missing_ok=True)

    def _bind(self, opened: socket.socket) -> Path | None:
        if self._folder is None:
            return None
        path = self._folder / secrets.token_hex(4)
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            opened.bind(str(path))
        except OSError:
            return None
        return path

    def ring(self) -> None:
        """Wake everybody who watches, but for ourselves. Never waits and never raises."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            others = [name for name in os.listdir(self._folder) if name not in self._own]
            if others:
                with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
                    sender.setblocking(False)
                    for name in others:
                        _strike(sender, self._folder / name)


def _strike(sender: socket.socket, path: Path) -> None:
    try:
        sender.sendto(b"!", str(path))
    except ConnectionRefusedError:
        path.unlink(missing_ok=True)  # who hung it was killed
    except OSError:
        pass  # it has rings enough, or is being taken down
