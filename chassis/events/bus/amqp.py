"""The bus over RabbitMQ, 3.10 to 4.x: confirmed publishing, acknowledged consuming, dead letters read along."""

import struct
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import amqp

from chassis.events.bus import BusDown, Delivery, Message, MessageRefused, Settled, cloudevents, frames, names, queues
from chassis.events.bus.wire import Wire

Connected = TypeVar("Connected")

PREFETCH = 250

COALESCE = 16 << 10
"""Bytes of messages that go out in one write."""


class AmqpBus:
    """The broker at an `amqp://` or `amqps://` URL. Connections are made when asked for: fork first."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._repair = queues.Repair(url)

    def publisher(self) -> "AmqpPublisher":
        """A new connection to publish on. Raises BusDown."""
        return self._connect(AmqpPublisher)

    def subscriber(self, consumer: str, types: Sequence[str]) -> "AmqpSubscriber":
        """A new connection that consumes `consumer`'s queue, declared and bound to these types. Raises BusDown."""
        try:
            made = self._connect(lambda wire: AmqpSubscriber(wire, consumer, types))
        except queues.Leaderless as error:
            self._repair.failed(error.queue)
            raise
        self._repair.succeeded(consumer)
        return made

    def _connect(self, make: Callable[[Wire], Connected]) -> Connected:
        wire = Wire(self._url)
        try:
            return make(wire)
        except (BusDown, MessageRefused) as error:
            wire.close()
            if isinstance(error, BusDown):
                raise
            raise BusDown(f"the broker refuses what we declare: {error}") from error


class AmqpPublisher:
    """Pipelined publisher confirms on one channel."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._tag = 0
        self._out: dict[int, str] = {}
        self._returned: set[str] = set()
        self._settled: list[Settled] = []
        self._unsent: list[bytes] = []
        self._unsent_bytes = 0
        queues.declare_exchanges(wire)
        wire.call(wire.channel.confirm_select)
        wire.channel.events["basic_ack"].add(self._on_ack)
        wire.channel.events["basic_nack"].add(self._on_nack)
        wire.channel.events["basic_return"].add(self._on_return)

    @property
    def blocked(self) -> bool:
        """The broker asked us to stop publishing; keep calling `settle`."""
        return self._wire.blocked

    def publish(self, message: Message) -> int:
        """Send without waiting, with its neighbours if they follow at once: `settle` sends the last ones.

        Raises MessageRefused where the message does not fit into frames.
        """
        try:
            content = frames.publish(message, self._wire.connection.frame_max)
        except (ValueError, OverflowError, struct.error) as error:
            raise MessageRefused(f"cannot be sent: {error}") from error
        self._unsent.append(content)
        self._unsent_bytes += len(content)
        if self._unsent_bytes > COALESCE:
            self._flush()
        self._tag += 1
        self._out[self._tag] = message.id
        return self._tag

    def _flush(self) -> None:
        content, self._unsent, self._unsent_bytes = b"".join(self._unsent), [], 0
        self._wire.write(content)

    def settle(self, timeout: float) -> Sequence[Settled]:
        """What was settled since the last call, waiting at most `timeout` seconds for the first."""
        if self._unsent:
            self._flush()
        if not self._settled:
            self._wire.receive(timeout, enough=lambda: False)
        settled, self._settled = self._settled, []
        return settled

    def close(self) -> None:
        """Let go of the connection."""
        self._wire.close()

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._note(tag, multiple, "confirmed")

    def _on_nack(self, tag: int, multiple: bool) -> None:
        self._note(tag, multiple, "refused")

    def _on_return(self, _error: Exception, _exchange: str, _key: str, message: amqp.Message) -> None:
        """No queue is bound. A return names no tag, but it comes before the confirm of its message."""
        self._returned.add(message.properties.get("message_id", ""))

    def _note(self, tag: int, multiple: bool, outcome: str) -> None:
        for settled in self._through(tag) if multiple else (tag,):
            if (identity := self._out.pop(settled, None)) is None:
                continue
            if identity in self._returned:
                self._returned.discard(identity)
                self._settled.append(Settled(settled, "unroutable"))
            else:
                self._settled.append(Settled(settled, outcome))

    def _through(self, tag: int) -> list[int]:
        through = []
        for outstanding in self._out:
            if outstanding > tag:
                break
            through.append(outstanding)
        return through


class AmqpSubscriber:
    """Consumes a consumer's queue and, on the same channel, the dead letters of that queue."""

    def __init__(self, wire: Wire, consumer: str, types: Sequence[str]) -> None:
        self._wire = wire
        self._arrived: deque[Delivery] = deque()
        self._delivered = self._acked = 0
        live, dead = names.live(consumer), names.dead(consumer)
        queues.declare_exchanges(wire)
        queues.declare(wire, consumer, types)
        wire.call(wire.channel.basic_qos, 0, PREFETCH, False)
        queues.consume(wire, live.name, self._on_live)
        queues.consume(wire, dead.name, self._on_dead)

    def fetch(self, most: int, timeout: float) -> Sequence[Delivery]:
        """Up to `most` buffered deliveries, waiting at most `timeout` seconds (and never above 1) for the first."""
        self._wire.receive(0.0 if self._arrived else timeout, enough=lambda: len(self._arrived) >= most)
        return [self._arrived.popleft() for _ in range(min(most, len(self._arrived)))]

    def ack(self, through: int) -> None:
        """Acknowledge every delivery up to this tag; tags of this connection only, and each once."""
        through = min(through, self._delivered)
        if through > self._acked:
            self._wire.call(self._wire.channel.basic_ack, through, multiple=True)
            self._acked = through

    def close(self) -> None:
        """Let go of the connection; what was not acknowledged comes again."""
        self._wire.close()

    def _on_live(self, content: amqp.Message) -> None:
        self._arrive(content, "")

    def _on_dead(self, content: amqp.Message) -> None:
        self._arrive(content, _why_dead(content))

    def _arrive(self, content: amqp.Message, dead: str) -> None:
        properties, info = content.properties, content.delivery_info
        body = content.body or b""
        message, reason = None, dead
        try:
            message = cloudevents.decode(
                body, properties.get("content_type"), properties.get("application_headers") or {}
            )
        except cloudevents.Malformed as error:
            reason = f"{dead}; {error}" if dead else str(error)
        self._delivered = info["delivery_tag"]
        raw = b"" if message else body
        self._arrived.append(Delivery(self._delivered, message, info["redelivered"], raw, reason, bool(dead)))


def _why_dead(content: amqp.Message) -> str:
    """The broker's own words for giving the message up."""
    headers = content.properties.get("application_headers") or {}
    deaths = headers.get("x-death")
    last: Any = deaths[0] if isinstance(deaths, list) and deaths else {}
    reason = last.get("reason") if isinstance(last, dict) else None
    return f"given up by the broker: {reason or 'no reason given'}"
