"""Waiting for a real broker without guessing how long it takes."""

import time
from collections.abc import Sequence

from chassis.events.bus import BusDown, Delivery, Message, Publisher, Settled, Subscriber
from chassis.events.bus.amqp import AmqpBus, AmqpPublisher, AmqpSubscriber
from tests import patience
from tests.rows import KIND

SECONDS = patience.PATIENCE
eventually = patience.eventually
running = patience.running


class TidyBus(AmqpBus):
    """Closes every connection it made."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._made: list[AmqpPublisher | AmqpSubscriber] = []

    def publisher(self) -> AmqpPublisher:
        """As AmqpBus."""
        self._made.append(made := super().publisher())
        return made

    def subscriber(self, consumer: str, types: Sequence[str]) -> AmqpSubscriber:
        """As AmqpBus."""
        self._made.append(made := super().subscriber(consumer, types))
        return made

    def __enter__(self) -> "TidyBus":
        return self

    def __exit__(self, *_: object) -> None:
        for made in self._made:
            made.close()


def outcomes(publisher: Publisher, messages: Sequence[Message]) -> list[str]:
    """Publish and wait until all are settled; what became of each, in the order given."""
    tags = [publisher.publish(message) for message in messages]
    settled: dict[int, str] = {}
    assert eventually(lambda: not _more(publisher.settle(0.5), settled, len(tags)))
    return [settled[tag] for tag in tags]


def _more(found: Sequence[Settled], settled: dict[int, str], count: int) -> bool:
    settled.update((one.tag, one.outcome) for one in found)
    return len(settled) < count


def take(subscriber: Subscriber, count: int, seconds: float = SECONDS) -> list[Delivery]:
    """The next `count` deliveries, not acknowledged; fewer if they do not come in time."""
    taken: list[Delivery] = []
    eventually(lambda: taken.extend(subscriber.fetch(count - len(taken), 0.2)) or len(taken) >= count, seconds=seconds)
    return taken


def connected(bus: AmqpBus, consumer: str, types: Sequence[str]) -> AmqpSubscriber:
    """A subscriber, as soon as the broker lets us."""
    found: list[AmqpSubscriber] = []

    def connect() -> bool:
        try:
            found.append(bus.subscriber(consumer, types))
        except BusDown:
            return False
        return True

    assert eventually(connect)
    return found[0]


def everything(bus: AmqpBus, count: int) -> list[Delivery]:
    """Take and acknowledge until so many different events have come."""
    subscriber, taken, seen = connected(bus, "notify", [KIND]), [], set()
    deadline = time.monotonic() + 60
    while len(seen) < count and time.monotonic() < deadline:
        if batch := subscriber.fetch(200, 0.2):
            taken += batch
            seen |= {delivery.message.sequence for delivery in batch}
            subscriber.ack(batch[-1].tag)
    return taken


def check(deliveries: Sequence[Delivery], count: int) -> None:
    """Lost none; first arrivals of every subject in the order of their commits."""
    order: dict[str, list[int]] = {}
    for delivery in deliveries:
        order.setdefault(delivery.message.subject, []).append(delivery.message.sequence)
    assert sorted({number for numbers in order.values() for number in numbers}) == list(range(1, count + 1))
    for numbers in order.values():
        assert list(dict.fromkeys(numbers)) == sorted(set(numbers))


def subjects(count: int) -> list[str]:
    return [str(number % 97) for number in range(count)]
