"""Asks for pages over kept connections from a process of its own, each connection again as soon as it is answered."""

import multiprocessing
import selectors
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

SPAWN = multiprocessing.get_context("spawn")
Headers = Mapping[str, str]


@dataclass
class Measured:
    """What a load came to: seconds per answer, how many were not 200, and the size of the last answer on the wire."""

    latencies: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0
    size: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds


class _Connection:
    """One connection, always with one request under way."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self._request, self._received, self._length = request, b"", -1
        self.begun = 0.0

    def ask(self) -> None:
        """Send the request."""
        self._received, self._length = b"", -1
        self.begun = time.perf_counter()
        self.socket.sendall(self._request)

    def hear(self) -> tuple[int, int] | None:
        """Status and size of the answer, once it is there."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError("hung up")
        self._received += piece
        if self._length < 0 and b"\r\n\r\n" in self._received:
            head = self._received[: self._received.index(b"\r\n\r\n") + 4]
            start = head.lower().index(b"content-length:") + 15
            self._length = len(head) + int(head[start : head.index(b"\r", start)])
        if self._length < 0 or len(self._received) < self._length:
            return None
        return int(self._received[9:12]), len(self._received)


def request(path: str, headers: Headers) -> bytes:
    """A GET as bytes."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {text}" for name, text in headers.items()), "", ""]
    return "\r\n".join(lines).encode()


def pages(port: int, path: str, concurrency: int, seconds: float, headers: Headers | None = None) -> Measured:
    """Load one page for a while, from another process."""
    found: Measured = elsewhere(_load, port, request(path, headers or {}), concurrency, seconds)
    return found


def elsewhere(run: Callable[..., Any], *args: Any) -> Any:
    """What `run(*args)` returns in a process of its own."""
    with SPAWN.Pool(1) as pool:
        return pool.apply(run, args)


def _load(port: int, sent: bytes, concurrency: int, seconds: float) -> Measured:
    measured, selector = Measured(), selectors.DefaultSelector()
    for _ in range(concurrency):
        connection = _Connection(port, sent)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.ask()
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        for key, _ in selector.select(5):
            if (found := key.data.hear()) is not None:
                measured.latencies.append(time.perf_counter() - key.data.begun)
                measured.failed += found[0] != 200
                measured.size = found[1]
                key.data.ask()
    measured.seconds = time.perf_counter() - begun
    for key in [*selector.get_map().values()]:
        key.data.socket.close()
    return measured
