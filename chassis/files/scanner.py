"""A virus scanner that is asked over a socket: clamd, to which the content is streamed (INSTREAM)."""

import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

PATIENCE = 60.0
"""Seconds."""
_CLEAN, _FOUND = "OK", " FOUND"
_PORT = 3310
"""Where clamd listens unless told otherwise."""


class ScannerAway(Exception):
    """The scanner cannot be reached, or does not say what it found."""


class Scanner:
    """The scanner at an address: `tcp://host:port`, or `unix:/path` for a socket on this machine."""

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        """`patience`: seconds until a silent one counts as away. Raises ValueError for what is no such address."""
        parts = urlsplit(address)
        if parts.scheme not in ("tcp", "unix") or not (parts.hostname if parts.scheme == "tcp" else parts.path):
            raise ValueError(address)
        self._tcp = (parts.hostname or "", parts.port or _PORT) if parts.scheme == "tcp" else None
        self._path, self._patience = parts.path, patience

    def scan(self, pieces: Iterable[bytes]) -> str:
        """The name of what was found in the content; empty where it is clean. Raises ScannerAway."""
        try:
            with self._connected() as connection:
                told = _ask(connection, pieces)
        except OSError as error:
            raise ScannerAway(str(error)) from error
        verdict = told.rstrip("\0\r\n").partition(": ")[2]
        if verdict.endswith(_FOUND):
            return verdict.removesuffix(_FOUND)
        if verdict != _CLEAN:
            raise ScannerAway(told)
        return ""

    def _connected(self) -> socket.socket:
        if self._tcp:
            return socket.create_connection(self._tcp, self._patience)
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(self._patience)
            connection.connect(self._path)
        except OSError:
            connection.close()
            raise
        return connection


def _ask(connection: socket.socket, pieces: Iterable[bytes]) -> str:
    """Each piece behind its length, a length of nothing at the end. What it says when it stops early is its answer."""
    try:
        connection.sendall(b"zINSTREAM\0")
        for piece in pieces:
            connection.sendall(len(piece).to_bytes(4) + piece)
        connection.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass
    told = b""
    while (part := connection.recv(1024)) and len(told) < 4096:
        told += part
    return told.decode(errors="replace")
