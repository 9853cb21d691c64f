"""The bus inside one process: kombu's in-memory transport, nothing to install, gone with the process.

It is trusted with nothing: consumers catch up from the producers' outboxes, as they would after a broker was wiped.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any

import kombu
from kombu.transport import virtual

from chassis.events.bus import BusDown, Delivery, Message, Settled, cloudevents, memory, names

CAPACITY = 10_000
"""Messages a queue holds before it refuses more and events wait in the outbox."""


class EmbeddedBus:
    """One isolated in-memory broker. Its connections may be used from several threads, each from one."""

    def __init__(self, *, capacity: int = CAPACITY) -> None:
        self.broker = memory.Broker(capacity)

    def connection(self) -> kombu.Connection:
        """A kombu connection to this broker."""
        return kombu.Connection(
            transport=memory.Transport, transport_options={"broker": self.broker, "body_encoding": None}
        )

    def publisher(self) -> "EmbeddedPublisher":
        """A new connection to publish on."""
        return EmbeddedPublisher(self.connection())

    def subscriber(self, consumer: str, types: Sequence[str]) -> "EmbeddedSubscriber":
        """A new connection that consumes `consumer`'s queue, bound to exactly these types."""
        return EmbeddedSubscriber(self.connection(), consumer, types)


class EmbeddedPublisher:
    """Every message is settled the moment it is put."""

    blocked = False

    def __init__(self, connection: kombu.Connection) -> None:
        self._connection = connection
        self._channel = _open(connection)
        self._settled: list[Settled] = []
        self._tag = 0

    def publish(self, message: Message) -> int:
        """Put the message on every queue bound to its type."""
        if self._channel.closed:
            raise BusDown("closed")
        headers, properties = cloudevents.encode(message)
        prepared = self._channel.prepare_message(
            message.body, content_type=cloudevents.CONTENT_TYPE, headers=headers, properties=properties
        )
        outcome = self._channel.basic_publish(prepared, names.EXCHANGE, message.type)
        self._tag += 1
        self._settled.append(Settled(self._tag, outcome))
        return self._tag

    def settle(self, timeout: float) -> Sequence[Settled]:
        """What was put since the last call; there is nothing to wait for."""
        settled, self._settled = self._settled, []
        return settled

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


class EmbeddedSubscriber:
    """Consumes one queue. What is not acknowledged comes again when it closes."""

    def __init__(self, connection: kombu.Connection, consumer: str, types: Sequence[str]) -> None:
        self._connection = connection
        self._channel = _open(connection)
        self._arrived: deque[virtual.Message] = deque()
        self._unacked: deque[tuple[int, Any]] = deque()
        self._tag = 0
        queue = names.live(consumer).name
        self._channel.queue_declare(queue)
        _bind_exactly(self._channel, queue, set(types))
        self._channel.basic_consume(queue, no_ack=False, callback=self._arrived.append, consumer_tag=queue)

    def fetch(self, most: int, timeout: float) -> Sequence[Delivery]:
        """Up to `most` messages, waiting at most `timeout` seconds for the first."""
        if self._channel.closed:
            raise BusDown("closed")
        while len(self._arrived) < most:
            try:
                self._connection.drain_events(timeout=0 if self._arrived else timeout)
            except TimeoutError:
                break
        return [self._delivery(self._arrived.popleft()) for _ in range(len(self._arrived))]

    def _delivery(self, arrived: virtual.Message) -> Delivery:
        self._tag += 1
        self._unacked.append((self._tag, arrived.delivery_tag))
        redelivered = bool(arrived.properties.get("redelivered"))
        try:
            message = cloudevents.decode(arrived.body, arrived.content_type, arrived.headers)
        except cloudevents.Malformed as reason:
            return Delivery(self._tag, None, redelivered, raw=arrived.body, reason=str(reason))
        return Delivery(self._tag, message, redelivered)

    def ack(self, through: int) -> None:
        """Acknowledge every delivery up to this tag."""
        while self._unacked and self._unacked[0][0] <= through:
            self._channel.basic_ack(self._unacked.popleft()[1])

    def close(self) -> None:
        """Let go of the connection; what was not acknowledged comes again."""
        self._connection.close()


def _open(connection: kombu.Connection) -> Any:
    channel = connection.channel()
    channel.exchange_declare(names.EXCHANGE, "topic", durable=True)
    return channel


def _bind_exactly(channel: Any, queue: str, types: set[str]) -> None:
    bound = {key for name, exchange, key in channel.list_bindings() if (name, exchange) == (queue, names.EXCHANGE)}
    for stale in bound - types:
        channel.queue_unbind(queue, names.EXCHANGE, stale)
    for missing in types - bound:
        channel.queue_bind(queue, names.EXCHANGE, missing)
