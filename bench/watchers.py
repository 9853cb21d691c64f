"""A thousand open live pages, in a process of their own: opened, kept, and what they were told counted."""

import multiprocessing
import resource
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event as Flag
from typing import Any

SPAWN = multiprocessing.get_context("spawn")
PATH = "/organizer/activity/stream"


@contextmanager
def watching(port: int, cookie: str, count: int) -> Iterator[Any]:
    """So many streams open during the block. Yields shared numbers: open, events told, ended."""
    stop, ready, told = SPAWN.Event(), SPAWN.Event(), SPAWN.Array("q", 3)
    process = SPAWN.Process(target=_watch, args=(port, cookie, count, stop, ready, told), daemon=True)
    process.start()
    try:
        if not ready.wait(120):
            raise RuntimeError(f"only {told[0]} of {count} streams could be opened")
        yield told
    finally:
        stop.set()
        process.join(20)


def _watch(port: int, cookie: str, count: int, stop: Flag, ready: Flag, told: Any) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    request = f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nAccept: text/event-stream\r\n\r\n"
    selector = selectors.DefaultSelector()
    for _ in range(count):
        opened = socket.create_connection(("127.0.0.1", port), 30)
        opened.sendall(request.encode())
        selector.register(opened, selectors.EVENT_READ)
        _listen(selector, told, 0)
    due = time.monotonic() + 60
    while told[0] < count and time.monotonic() < due:
        _listen(selector, told, 0.1)
    if told[0] == count:
        ready.set()
    while not stop.is_set():
        _listen(selector, told, 0.1)


def _listen(selector: selectors.BaseSelector, told: Any, timeout: float) -> None:
    for key, _ in selector.select(timeout):
        text = key.fileobj.recv(1 << 16)  # type: ignore[union-attr]  # ours are sockets
        told[0] += text.count(b"HTTP/1.1 200 OK")
        told[1] += text.count(b"\nevent: activity")
        if not text:
            told[2] += 1
            selector.unregister(key.fileobj)
