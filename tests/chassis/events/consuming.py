"""A consumer in its thread, and events for it, shared by the tests of what it does."""

import threading
from collections.abc import Callable

from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.consumer import Consumer
from chassis.events.feed import Feed
from chassis.storage.engine import Database
from tests.chassis.events.ledgers import message
from tests.faults import toy
from tests.patience import PATIENCE


class Running:
    """A consumer in its thread."""

    def __init__(self, database: Database, bus: object, feed: Feed) -> None:
        self.consumer = Consumer(toy.LEDGER, database, bus, {"toy": feed})  # type: ignore[arg-type]  # stands in
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self.consumer.run, args=(self._stop,))
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


Start = Callable[..., Consumer]


def publish(bus: EmbeddedBus, *numbers: int, mode: str = "") -> None:
    publisher = bus.publisher()
    for number in numbers:
        publisher.publish(message("ann", number, mode, sequence=None))
    publisher.close()
