"""Declaring and consuming the queues of `names`, and replacing one that the broker can no longer serve.

RabbitMQ can lose the leader of a quorum queue for good, for example when it is killed within minutes of the queue's
first declaration (rabbitmq-server issue 15725). Such a queue accepts nothing, confirms nothing and delivers nothing.
Nothing is lost by deleting it: what it held stands in the producers' outboxes, and consumers find it there.
"""

import logging
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from chassis.events.bus import BusDown, MessageRefused, names
from chassis.events.bus.wire import Wire

PATIENCE = 30.0
"""Seconds of failing to consume a queue that stands, on a broker that answers, until the queue is replaced."""

ATTEMPTS = 3
"""Failures in these seconds, at least."""

DELETING = 60.0

log = logging.getLogger(__name__)


class Leaderless(BusDown):
    """The queue stands, but it cannot be consumed."""

    def __init__(self, queue: str, reason: str) -> None:
        super().__init__(f"{queue} cannot be consumed: {reason}")
        self.queue = queue


def declare_exchanges(wire: Wire) -> None:
    """The exchanges; nothing happens where they stand."""
    for name, kind in names.EXCHANGES.items():
        wire.call(wire.channel.exchange_declare, name, kind, durable=True, auto_delete=False)


def declare(wire: Wire, consumer: str, types: Sequence[str]) -> None:
    """The consumer's queue bound to these types, and its dead-letter queue. Stale bindings are topology.py's."""
    live, dead = names.live(consumer), names.dead(consumer)
    for queue in (dead, live):
        wire.call(wire.channel.queue_declare, queue.name, durable=True, auto_delete=False, arguments=queue.arguments)
    wire.call(wire.channel.queue_bind, dead.name, dead.exchange, live.name)
    for kind in types:
        wire.call(wire.channel.queue_bind, live.name, live.exchange, kind)


def consume(wire: Wire, queue: str, callback: Callable[[Any], None]) -> None:
    """Start consuming. Raises Leaderless."""
    try:
        wire.call(wire.channel.basic_consume, queue, callback=callback)
    except BusDown as error:
        raise Leaderless(queue, str(error)) from error


class Repair:
    """Remembers which queues fail, and replaces those that do so for long."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._failing: dict[str, tuple[float, int]] = {}

    def succeeded(self, consumer: str) -> None:
        """Both queues of the consumer are served."""
        for queue in (names.live(consumer), names.dead(consumer)):
            self._failing.pop(queue.name, None)

    def failed(self, queue: str) -> None:
        """The queue could not be consumed, once more."""
        since, times = self._failing.get(queue, (monotonic(), 0))
        self._failing[queue] = since, times + 1
        if times + 1 < ATTEMPTS or monotonic() - since < PATIENCE:
            return
        log.error("replacing %s: it could not be consumed %s times in %.0f s", queue, times + 1, monotonic() - since)
        del self._failing[queue]
        self._delete(queue)

    def _delete(self, queue: str) -> None:
        """Delete it; whoever subscribes next declares it again."""
        wire = Wire(self._url, stuck=DELETING)
        try:
            wire.call(wire.channel.queue_delete, queue)
        except MessageRefused as error:
            raise BusDown(f"{queue} cannot be deleted: {error}") from error
        finally:
            wire.close()
