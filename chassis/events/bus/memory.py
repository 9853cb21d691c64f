"""kombu's in-memory transport, as a broker would behave. What it puts right, compared with kombu's own:

- a message put on several queues is a copy for each, with its own delivery tag (there: one dict, one tag for all);
- a message given back returns to the head of its own queue (there: through the exchange, to every queue bound);
- what was not acknowledged when a channel closes comes again (there: it is gone);
- a consumer wakes when a message arrives (there: it looks once a second);
- queues belong to one `Broker` (there: to the process) and hold a limited number; the sender learns what became of it.
"""

import itertools
import threading
from collections import deque
from queue import Empty
from time import monotonic
from typing import Any

from kombu.transport import memory, virtual

from chassis.storage.doorbell import Doorbell

CONFIRMED, REFUSED, UNROUTABLE = "confirmed", "refused", "unroutable"


class Broker:
    """What a broker holds: exchanges, bindings, queues. Shared by the connections of one bus."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.state = virtual.BrokerState()
        self.queues: dict[str, deque[dict[str, Any]]] = {}
        self.lock = threading.RLock()
        self.waiting: dict[str, list[Doorbell]] = {}
        """Who wants to know of a message, by queue."""
        self.tags = itertools.count(1)

    def ring(self, *queues: str) -> None:
        """Wake those who consume these queues, and nobody else."""
        for queue in queues:
            for bell in self.waiting.get(queue, ()):
                bell.ring()


class Channel(memory.Channel):  # type: ignore[misc]  # kombu carries no types
    """Publishing and consuming on one broker."""

    @property
    def broker(self) -> Broker:
        broker: Broker = self.connection.broker
        return broker

    @property
    def queues(self) -> dict[str, deque[dict[str, Any]]]:
        return self.broker.queues

    def basic_publish(self, message: dict[str, Any], exchange: str, routing_key: str, **kwargs: Any) -> str:
        """Put a copy on every queue bound, or on none; says what a real broker would answer."""
        with self.broker.lock:
            targets = self._lookup(exchange, routing_key)
            if not targets:
                return UNROUTABLE
            if any(self._size(queue) >= self.broker.limit for queue in targets):
                return REFUSED
            super().basic_publish(message, exchange, routing_key, **kwargs)
        self.broker.ring(*targets)
        return CONFIRMED

    def basic_consume(self, queue: str, *args: Any, **kwargs: Any) -> None:
        """Be woken when a message arrives in the queue."""
        with self.broker.lock:
            self.broker.waiting.setdefault(queue, []).append(self.connection.arrivals)
        super().basic_consume(queue, *args, **kwargs)

    def queue_bind(self, *args: Any, **kwargs: Any) -> None:
        with self.broker.lock:
            super().queue_bind(*args, **kwargs)

    def queue_unbind(self, *args: Any, **kwargs: Any) -> None:
        with self.broker.lock:
            super().queue_unbind(*args, **kwargs)

    def close(self) -> None:
        """Give back what was not acknowledged, in its order, then close."""
        if not self.closed and self._qos is not None:
            self.qos.restore_unacked()
            self.qos.restore_at_shutdown = False
            self.broker.ring(*self.broker.waiting)
        virtual.Channel.close(self)

    def _new_queue(self, queue: str, **kwargs: Any) -> None:
        self._queue_for(queue)

    def _queue_for(self, queue: str) -> deque[dict[str, Any]]:
        return self.queues.setdefault(queue, deque())

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        try:
            return self._queue_for(queue).popleft()
        except IndexError:
            raise Empty from None

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        self._queue_for(queue).append(self._copy(message, queue))

    def _copy(self, message: dict[str, Any], queue: str) -> dict[str, Any]:
        properties = message["properties"]
        info = {**properties["delivery_info"], "queue": queue}
        return {
            **message,
            "headers": dict(message["headers"]),
            "properties": {**properties, "delivery_tag": self._next_delivery_tag(), "delivery_info": info},
        }

    def _restore(self, message: Any) -> None:
        given_back = self._copy(message.serializable(), queue := message.delivery_info["queue"])
        given_back["redelivered"] = given_back["properties"]["redelivered"] = True
        self._queue_for(queue).appendleft(given_back)

    def _size(self, queue: str) -> int:
        return len(self.queues.get(queue, ()))

    def _purge(self, queue: str) -> int:
        size = self._size(queue)
        self._queue_for(queue).clear()
        return size

    def _next_delivery_tag(self) -> int:
        return next(self.broker.tags)


class Transport(memory.Transport):  # type: ignore[misc]  # kombu carries no types
    """Connections to the broker given as the transport option `broker`."""

    Channel = Channel

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self.broker: Broker = client.transport_options["broker"]
        self.state = self.broker.state
        self.arrivals = Doorbell()

    def close_connection(self, connection: Any) -> None:
        """Hear of nothing any more."""
        super().close_connection(connection)
        with self.broker.lock:
            for bells in self.broker.waiting.values():
                bells[:] = [bell for bell in bells if bell is not self.arrivals]

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:
        """Deliver one message, waiting for it at most `timeout` seconds. Raises TimeoutError."""
        deadline = monotonic() + (86_400 if timeout is None else timeout)
        while True:
            seen = self.arrivals.rings
            try:
                self.cycle.get(self._deliver, timeout=timeout)
                return
            except Empty:
                if (left := deadline - monotonic()) <= 0:
                    raise TimeoutError from None
                self.arrivals.wait(seen, left)
