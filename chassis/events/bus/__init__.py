"""The bus: how outbox rows reach consumers. A fast pipe that may lose or duplicate; the databases hold the truth."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec


class Message(msgspec.Struct, frozen=True):
    """A CloudEvents 1.0 event in binary mode: attributes beside an untouched JSON body."""

    id: str
    source: str
    """The producing part, such as `registration`; on the wire `/egret/registration`."""
    type: str
    subject: str
    time: datetime
    body: bytes
    traceparent: str = ""
    sequence: int | None = None
    """The producer's outbox id; None for producers that are not ours."""


class Delivery(msgspec.Struct, frozen=True):
    """A message as it arrived. `message` is None where it could not be understood; `raw` then says what came."""

    tag: int
    message: Message | None
    redelivered: bool = False
    raw: bytes = b""
    reason: str = ""
    """Why it could not be understood, or why the broker gave it up (dead letter)."""
    dead: bool = False
    """Came from the dead-letter queue: the broker gave it up before any handler could settle it."""


class Settled(msgspec.Struct, frozen=True):
    """What became of one published message: `confirmed`, `refused` (send again later) or `unroutable`."""

    tag: int
    outcome: str


class BusDown(Exception):
    """The broker cannot be reached or the connection broke; everything unsettled is unknown. Connect again."""


class MessageRefused(Exception):
    """The broker closed the channel over one message (such as too large); send the window one by one to find it."""


class Publisher(Protocol):
    """Publishing side of one connection. Used by one thread. Every method raises BusDown."""

    def publish(self, message: Message) -> int:
        """Send without waiting; returns the tag that a later `Settled` names."""

    def settle(self, timeout: float) -> Sequence[Settled]:
        """What was settled since the last call, waiting at most `timeout` seconds for the first; keeps heartbeats."""

    @property
    def blocked(self) -> bool:
        """The broker asked us to stop publishing; keep calling `settle`."""

    def close(self) -> None:
        """Let go of the connection; never raises."""


class Subscriber(Protocol):
    """Consuming side of one connection, for one consumer's queue. Used by one thread. Every method raises BusDown."""

    def fetch(self, most: int, timeout: float) -> Sequence[Delivery]:
        """Up to `most` buffered deliveries, waiting at most `timeout` seconds for the first; keeps heartbeats."""

    def ack(self, through: int) -> None:
        """Acknowledge every delivery up to this tag."""

    def close(self) -> None:
        """Let go of the connection; what was not acknowledged comes again. Never raises."""


class Bus(Protocol):
    """Where messages travel."""

    def publisher(self) -> Publisher:
        """A new connection to publish on. Raises BusDown."""

    def subscriber(self, consumer: str, types: Sequence[str]) -> Subscriber:
        """A new connection that consumes `consumer`'s queue, declared and bound to exactly these types."""
