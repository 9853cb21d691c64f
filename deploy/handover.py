"""gunicorn's threaded worker, which lets an application take a connection over (`chassis/http/handover.py`).

The application's answer is caught before a byte of it is written. gunicorn then sees the request end in an exception
without having answered, and the connection come back from the thread; instead of closing it, we give it to its taker.
Checked against gunicorn 27: `handle_request` raises on what it cannot answer if no head was sent, and `finish_request`
is the one place where a connection returns to the worker's own thread.
"""

import select
import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn

from chassis.http.handover import OFFER, Offer
from deploy.connections import Connections

Wsgi = Callable[..., Iterable[bytes]]


class Taken(Exception):
    """The application took the connection."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer


class Worker(Connections):
    """A gthread worker. A connection that was taken is neither counted nor closed nor read by it any more.

    The host is a worker that serves nobody; so it is started again, watched and stopped like the others.
    """

    hosting = False
    """Whether this is the host."""

    def load_wsgi(self) -> None:
        """Begin what this process is for, and offer the connection with every request."""
        super().load_wsgi()
        self.wsgi: Wsgi = offering(self.wsgi)
        (self.app.begin_host if self.hosting else self.app.begin_web)()

    def run(self) -> None:
        """Until told to stop."""
        if not self.hosting:
            super().run()
            return
        for listener in self.sockets:
            listener.close()
        while self.alive and self.is_parent_alive():
            self.notify()
            select.select([self.PIPE[0]], [], [], 1.0)

    def handle_request(self, req: Any, conn: TConn) -> bool:
        """Serve a request in a thread of the pool; False lets go of the connection."""
        try:
            return bool(super().handle_request(req, conn))
        except Taken as taken:
            conn.taken = taken.offer
            return False

    def finish_request(self, conn: TConn, fs: "Future[Any]") -> None:
        """Called in the worker's own thread when a thread of the pool is done with a connection."""
        offer = getattr(conn, "taken", None)
        if offer is None:
            super().finish_request(conn, fs)
            return
        self.nr_conns -= 1
        try:
            offer.taker(conn.sock, offer.head)
        except Exception:
            self.log.exception("A connection could not be handed over")
            conn.close()


def offering(app: Wsgi) -> Wsgi:
    """The application, offered each request's connection. An answer other than 200 is sent as always."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        connection = environ.get("gunicorn.socket")
        if not isinstance(connection, socket.socket) or isinstance(connection, ssl.SSLSocket):
            return app(environ, start_response)
        offer = environ[OFFER] = Offer()

        def begin(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            if offer.taker is not None and status.startswith("200"):
                offer.head = head(status, headers)
                return lambda _written: None
            offer.taker = None
            return start_response(status, headers, *exc_info)

        answer = app(environ, begin)
        if offer.taker is None:
            return answer
        close: Callable[[], None] = getattr(answer, "close", lambda: None)
        close()
        raise Taken(offer)

    return call


def head(status: str, headers: list[tuple[str, str]]) -> bytes:
    """The head of an answer whose body ends with the connection."""
    fields = [(name, value) for name, value in headers if name.lower() not in {"content-length", "connection"}]
    fields += [("Date", util.http_date()), ("Connection", "close")]
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in fields), "", ""]
    return "\r\n".join(lines).encode("latin-1")
