"""gunicorn's threaded worker, patient with slow connections at no cost: none of its threads waits for them.

A connection gets a thread when the head of its request has arrived whole, and is seen off by the worker's own loop. For
bodies, which the application reads, see `deploy/pacing.py`. Checked against gunicorn 27.
"""

import contextlib
import socket
import time
from concurrent.futures import Future
from functools import partial
from ipaddress import ip_address, ip_network
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from deploy.pacing import Paced, Room

HEAD = 15.0
"""Seconds in which the head of a request must arrive, from its first byte."""
LONGEST_HEAD = 64 << 10
"""Bytes of a head after which a thread takes it, to refuse it."""
SILENCE = 60.0
"""Seconds after which a client that does not take its answer is given up."""
REST = 0.1
"""Seconds in which the rest of a body that nobody read must come for the connection to be kept."""
LINGER = 2.0
"""Seconds in which a client may take the last answer before its connection is closed."""
EACH = 100
"""Connections of one network without a whole request that one process keeps; the oldest goes for the next one."""
RESERVED = 16
"""Threads that never wait for bodies: for everybody else, and for whoever asks whether the process is well."""
END = b"\r\n\r\n"


class Connections(ThreadWorker):
    """Connections without a thread: those whose request is on its way, and those that are leaving."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._room = Room(max(1, self.cfg.threads - RESERVED))
        self._leaving: dict[TConn, float] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection a thread, or wait until its head has arrived. In the worker's own thread, as all here."""
        arrived = _unfinished(conn)
        if arrived is None:
            conn.head_due = None
            super().enqueue_req(conn)
            return
        now = time.monotonic()
        if arrived and getattr(conn, "head_due", None) is None:
            conn.head_due = now + HEAD
        conn.timeout = conn.head_due if arrived else now + self.cfg.keepalive
        conn.sock.setblocking(False)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, arrived + 1)  # readable once more has arrived
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))
        self._make_room(_network(conn.client))

    def _make_room(self, network: str) -> None:
        if len(self.pending_conns) > EACH:
            found = [conn for conn in self.pending_conns if _network(conn.client) == network]
            for conn in found[:-EACH]:
                self._give_up(conn)

    def _give_up(self, conn: TConn) -> None:
        self.pending_conns.remove(conn)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        with contextlib.suppress(OSError):
            conn.sock.recv(LONGEST_HEAD)  # what is left unread would turn the end into a reset
        conn.close()

    def murder_pending(self) -> None:
        """Hang up on those whose head is late."""
        now = time.monotonic()
        for conn in [conn for conn in self.pending_conns if conn.timeout <= now]:
            self._give_up(conn)
        for conn in [conn for conn, due in self._leaving.items() if due <= now]:
            self._close(conn)

    def handle_request(self, req: Any, conn: TConn) -> bool:
        """Serve a request in a thread of the pool; False lets go of the connection."""
        conn.sock.settimeout(SILENCE)
        paced = Paced(conn.sock, self._room, self._asking(req, conn))
        req.unreader.sock = paced
        try:
            return bool(super().handle_request(req, conn)) and not paced.refused
        finally:
            req.unreader.sock = conn.sock

    def _asking(self, req: Any, conn: TConn) -> str:
        """The network that asks; empty where all who ask are parts of ours, behind the gateway."""
        proxies: int | None = self.app.proxies
        if not proxies:
            return "" if proxies is None else _network(conn.client)
        told = [text for name, text in req.headers if name == "X-FORWARDED-FOR"]
        hops = [hop.strip() for hop in ",".join(told).split(",")]
        return _network((hops[-proxies],)) if len(hops) >= proxies else _network(conn.client)

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        """Whether the connection can serve again: not where the rest of a body that nobody read is yet to come."""
        return keepalive and bool(conn.parser.finish_body(deadline=time.monotonic() + REST))

    def finish_request(self, conn: TConn, fs: "Future[Any]") -> None:
        """A thread is done with a connection. gunicorn would wait here for the client to take the end of its answer."""
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
            return
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_READ, partial(self._drain, conn))
        except (OSError, ValueError):
            self.nr_conns -= 1
            conn.close()
        else:
            self._leaving[conn] = time.monotonic() + LINGER

    def _drain(self, conn: TConn, _client: socket.socket) -> None:
        try:
            ended = not conn.sock.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            ended = True
        if ended:
            self._close(conn)

    def _close(self, conn: TConn) -> None:
        if self._leaving.pop(conn, None) is not None:
            self.poller.unregister(conn.sock)
            self.nr_conns -= 1
            conn.close()


def _unfinished(conn: TConn) -> int | None:
    """How many bytes of an unfinished head have arrived; None where a thread can go on."""
    if conn.initialized and conn.parser.unreader.buf.getvalue():
        return None
    try:
        arrived = conn.sock.recv(LONGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return 0
    except OSError:
        return None
    return None if not arrived or END in arrived or len(arrived) >= LONGEST_HEAD else len(arrived)


def _network(client: Any) -> str:
    """Whom an address belongs to, as far as it tells: all of an IPv6 site's addresses are one network."""
    try:
        address = ip_address(str(client[0]))
    except (ValueError, IndexError):
        return str(client)
    return str(address if address.version == 4 else ip_network((address, 64), strict=False))
