"""A TCP proxy that can go silent, stop in the middle of a frame, or cut: what networks do and brokers do not."""

import contextlib
import select
import socket
import threading


class Proxy:
    """Forwards to a port of this machine. Use `port`; `silent` swallows both ways, `after` only so many bytes pass."""

    def __init__(self, target: int) -> None:
        self.silent = threading.Event()
        self.remaining: int | None = None
        """Bytes that still reach the client; None means no limit."""
        self._target = target
        self._stop = threading.Event()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def heal(self) -> None:
        """Everything passes again; connections that lost bytes are cut."""
        self.silent.clear()
        self.remaining = None
        self.cut()

    def cut(self) -> None:
        """Close every connection."""
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End."""
        self._stop.set()
        self._thread.join()
        for end in (self._listener, *(end for pair in self._pairs for end in pair)):
            end.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            ends = {a: b for client, broker in self._pairs for a, b in ((client, broker), (broker, client))}
            watched = [self._listener] if self.silent.is_set() else [self._listener, *ends]
            for ready in select.select(watched, [], [], 0.02)[0]:
                if ready is self._listener:
                    self._accept()
                elif not self._forward(ready, ends[ready]):
                    self._drop(ready)

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        try:
            self._pairs.append((client, socket.create_connection(("127.0.0.1", self._target), timeout=5)))
        except OSError:
            client.close()

    def _forward(self, source: socket.socket, target: socket.socket) -> bool:
        try:
            content = source.recv(65_536)
            if self.remaining is not None and any(source is broker for _, broker in self._pairs):
                content, passed = content[: self.remaining], bool(content)
                self.remaining -= len(content)
                target.sendall(content)
                return passed
            target.sendall(content)
        except OSError:
            return False
        return bool(content)

    def _drop(self, end: socket.socket) -> None:
        for pair in [pair for pair in self._pairs if end in pair]:
            self._pairs.remove(pair)
            for one in pair:
                one.close()
