"""Two ways to reach a part: a WSGI call within the process, and HTTP. Both stream in both directions."""

import contextvars
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, unquote_to_bytes, urlencode

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, TimeoutError
from werkzeug.datastructures import Headers

Body = bytes | Iterable[bytes] | io.IOBase | None
CHUNK = 1 << 16
CONNECT = 2.0
IDLE = 60.0
"""Seconds without a byte after which a streamed answer counts as broken; live streams send a comment every 15 s."""


class NotSent(Exception):
    """The part could not be reached; it has seen nothing of the request."""


class Broken(Exception):
    """The connection failed or timed out after the request was sent; whether it had an effect is unknown."""

    def __init__(self, reason: object, *, late: bool = False) -> None:
        super().__init__(str(reason))
        self.late = late


class Cut(Exception):
    """The body ended early for what happened where it comes from (`__cause__`), which is no fault of the part."""


@dataclass(frozen=True)
class Answer:
    """Status and headers, and a body that is read when asked for."""

    status: int
    headers: Headers
    chunks: Iterator[bytes]
    close: Callable[[], None]


class Transport(Protocol):
    """Sends one request; raises NotSent or Broken."""

    def send(
        self, method: str, target: str, headers: Mapping[str, str], body: Body, timeout: float, *, stream: bool
    ) -> Answer:
        """`target` is the quoted path with its query; `timeout` seconds may pass until the answer begins."""


def target(path: str, query: Mapping[str, Any] | None = None) -> str:
    """The path, quoted, with its query; parameters that are None are left out, lists are repeated."""
    wanted = {name: value for name, value in (query or {}).items() if value is not None}
    return quote(path) + (f"?{urlencode(wanted, doseq=True)}" if wanted else "")


def pieces(body: Body) -> Iterator[bytes]:
    """The body in chunks, read as they are wanted."""
    if body is None:
        return iter(())
    if isinstance(body, bytes):
        return iter((body,))
    read: Callable[[int], bytes] | None = getattr(body, "read", None)
    return iter(lambda: read(CHUNK), b"") if read else iter(body)


def _outgoing(body: Body) -> Iterator[bytes]:
    """The body in chunks; what goes wrong at its source is told apart from what goes wrong on the way."""
    try:
        yield from pieces(body)
    except Exception as error:
        raise Cut from error


class Http:
    """HTTP with connections that are kept."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self._pool = urllib3.PoolManager(maxsize=32, retries=False)

    def close(self) -> None:
        """Close the connections that are kept."""
        self._pool.clear()

    def send(
        self, method: str, target: str, headers: Mapping[str, str], body: Body, timeout: float, *, stream: bool
    ) -> Answer:
        """As Transport says."""
        try:
            response = self._pool.urlopen(
                method,
                self._base + target,
                body=body if body is None or isinstance(body, bytes) else _outgoing(body),
                headers=dict(headers),
                preload_content=False,
                redirect=False,
                timeout=urllib3.Timeout(connect=min(CONNECT, timeout), read=timeout),
            )
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise NotSent(error) from error
        except (HTTPError, OSError) as error:
            raise Broken(error, late=isinstance(error, TimeoutError)) from error
        if stream and (socket := getattr(response.connection, "sock", None)) is not None:
            socket.settimeout(IDLE)
        received = _Received(response)
        return Answer(response.status, Headers(response.headers.items()), iter(received), received.close)


class _Received:
    """A body as it arrives. Left half read, its connection is closed: nobody knows what would come next on it."""

    def __init__(self, response: urllib3.BaseHTTPResponse) -> None:
        self._response, self._finished = response, False

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._response.stream(CHUNK, decode_content=False)
            self._finished = True
        except (HTTPError, OSError) as error:
            raise Broken(error, late=isinstance(error, TimeoutError)) from error
        finally:
            self.close()

    def close(self) -> None:
        """Give the connection back, or up."""
        if not self._finished:
            self._response.close()
        self._response.release_conn()


class Wsgi:
    """A call within the process: the part sees a request of its own, in a context of its own."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def send(
        self, method: str, target: str, headers: Mapping[str, str], body: Body, timeout: float, *, stream: bool
    ) -> Answer:
        """As Transport says, except that nothing can stop a slow answer."""
        callee = contextvars.Context()
        begun: list[tuple[int, Headers]] = []

        def start_response(status: str, fields: list[tuple[str, str]], _exc_info: Any = None) -> Callable[..., None]:
            begun[:] = [(int(status[:3]), Headers(fields))]
            return lambda _written: None

        said = _Said(callee.run(self._app, _environ(method, target, headers, body), start_response), callee)
        if not begun:
            said.begin()
        return Answer(*begun[0], iter(said), said.close)


class _Said:
    """The body that a WSGI application yields, each piece in the application's own context; closed once."""

    def __init__(self, body: Iterable[bytes], callee: contextvars.Context) -> None:
        self._body, self._pieces, self._callee = body, iter(body), callee
        self._first: bytes | None = None
        self._closed = False

    def begin(self) -> None:
        """Some applications name the status only when their first piece is asked for."""
        self._first = self._callee.run(next, self._pieces, None)

    def __iter__(self) -> Iterator[bytes]:
        try:
            if self._first:
                yield self._first
            yield from iter(lambda: self._callee.run(next, self._pieces, None), None)
        finally:
            self.close()

    def close(self) -> None:
        """As WSGI wants it, whether all was read or not."""
        closing = getattr(self._body, "close", None)
        if closing is not None and not self._closed:
            self._closed = True
            self._callee.run(closing)


def _environ(method: str, target: str, headers: Mapping[str, str], body: Body) -> dict[str, Any]:
    path, _, query = target.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": _Input(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value
    if isinstance(body, bytes):
        environ["CONTENT_LENGTH"] = str(len(body))
    elif body is not None and "CONTENT_LENGTH" not in environ:
        environ |= {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    return environ


class _Input(io.RawIOBase):
    """The request body, read in the caller's context: it may be the body of the request the caller serves."""

    def __init__(self, body: Body) -> None:
        self._pieces, self._rest = pieces(body), b""
        self._caller = contextvars.copy_context()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = self._caller.run(next, self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)], self._rest = taken, self._rest[len(taken) :]
        return len(taken)
