"""One AMQP connection, kept honest: waits that never spin, heartbeats, and every failure told as BusDown.

py-amqp under kombu's connection handling. A connection is used by one thread and thrown away at the first error: what
was outstanding is unknown then, and whoever used it connects again.
"""

import contextlib
import select
import socket
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

import amqp
import kombu

from chassis.events.bus import BusDown, MessageRefused

HEARTBEAT = 20
CONNECT = 5.0
STUCK = 5.0
"""Seconds the other side may take in the middle of a frame, in either direction."""

SILENCE = 15_000
"""Milliseconds that sent bytes may stay unacknowledged by the peer's kernel; py-amqp's 1 s cuts links that hiccup."""

REFUSED = (311, 406)
"""Channel errors over a message itself: content too large, precondition failed."""

CHUNK = 8 << 10
"""Bytes asked for at once. py-amqp asks for each part of a frame, nine times a message; it copies what it has left with
each, so more would not be quicker."""

NO_PROPERTIES = b"\0\0"


class Wire:
    """A connection with one channel."""

    def __init__(self, url: str, *, stuck: float | None = None) -> None:
        """`stuck` overrides STUCK for a call that is known to take long. Raises BusDown."""
        self._stuck = stuck or STUCK
        self.blocked = False
        self.broken = False
        self._ticked = monotonic()
        try:
            self._open(url)
        except Exception as error:
            failure = self.failure(error)
            self.close()
            raise failure from error

    def _open(self, url: str) -> None:
        options = {
            "socket_settings": {socket.TCP_USER_TIMEOUT: SILENCE} if sys.platform == "linux" else {},
            "on_blocked": lambda reason: self._block(True),
            "on_unblocked": lambda: self._block(False),
        }
        client = kombu.Connection(url, heartbeat=HEARTBEAT, connect_timeout=CONNECT, transport_options=options)
        self.connection: amqp.Connection = client.transport.establish_connection()
        # The broker's notices arrive all the same; without this py-amqp looks for one before every publish, and spins
        # when half a frame is there.
        self.connection.client_properties = {}
        self.connection.on_inbound_frame = lenient(self.connection.on_inbound_frame)
        self.channel: amqp.Channel = self.connection.channel()
        self.channel.auto_decode = False
        self._socket = self.connection.transport.sock
        self._socket.settimeout(self._stuck)
        self._transport = self.connection.transport
        recv = self._transport._quick_recv
        self._transport._quick_recv = lambda wanted: recv(max(wanted, CHUNK))
        self._poll = select.poll()
        self._poll.register(self._socket, select.POLLIN)

    def _block(self, blocked: bool) -> None:
        self.blocked = blocked

    def call(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call the channel. Raises BusDown or MessageRefused, nothing else."""
        if self.broken:
            raise BusDown("the connection was given up")
        try:
            return method(*args, **kwargs)
        except Exception as error:
            raise self.failure(error) from error

    def write(self, content: bytes) -> None:
        """Send frames made elsewhere. Raises BusDown."""
        self.call(self.connection.transport.write, content)
        self.connection.bytes_sent += 1

    def failure(self, error: Exception) -> Exception:
        """What an error means to the user of this connection, which ends with it."""
        self.broken = True
        if isinstance(error, amqp.ChannelError) and error.code in REFUSED:
            return MessageRefused(str(error))
        return BusDown(f"{type(error).__name__}: {error}")

    def receive(self, timeout: float, enough: Callable[[], bool]) -> None:
        """Handle what has arrived until it is enough, waiting at most `timeout` seconds for the first.

        Waits by poll and then reads whole frames, never with a timeout of 0. Raises BusDown or MessageRefused.
        """
        if self.broken:
            raise BusDown("the connection was given up")
        try:
            self._tick()
            while not enough() and self._readable(timeout):
                self.connection.on_inbound_frame(self._transport.read_frame())
                timeout = 0.0
        except Exception as error:
            raise self.failure(error) from error

    def _readable(self, timeout: float) -> bool:
        """Whether a frame, or its beginning, is there; no longer than a heartbeat may wait."""
        if self._transport._read_buffer:
            return True
        pending = getattr(self._socket, "pending", None)
        return bool(pending and pending()) or bool(self._poll.poll(min(timeout, 1.0) * 1000))

    def _tick(self) -> None:
        if (now := monotonic()) - self._ticked > 1.0:
            self._ticked = now
            self.connection.heartbeat_tick()

    def close(self) -> None:
        """Say goodbye if the other side listens; never raises, never waits long."""
        connection = getattr(self, "connection", None)
        if connection is None:
            return
        with contextlib.suppress(Exception):
            if not self.broken:
                self._socket.settimeout(1.0)
                connection.close()
        with contextlib.suppress(Exception):
            connection.collect()
        self.broken = True


def lenient(on_frame: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A frame handler that lets a message with unreadable properties arrive without any.

    Else one hostile message would end the connection, come again, and end it for ever.
    """

    def handle(frame: tuple[int, int, bytes]) -> Any:
        try:
            return on_frame(frame)
        except Exception:
            kind, channel, content = frame
            if kind != 2:
                raise
            return on_frame((kind, channel, bytes(content[:12]) + NO_PROPERTIES))

    return handle
