"""Runs toy parts in this process until SIGTERM."""

import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from chassis.app import create_app
from chassis.config import Settings
from chassis.events.bus import Bus
from chassis.events.bus.amqp import AmqpBus
from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.worker import Worker
from chassis.http.clients import clients
from chassis.storage.engine import Database
from tests.faults import toy

PARTS = {"toy": toy.TOY, "ledger": toy.LEDGER}


def make_workers(folder: Path, broker: str, names: Sequence[str]) -> list[Worker]:
    """The workers of these parts, over the databases in the folder. The ledger reads the toy's log by its API."""
    settings = Settings(data=folder, broker=broker, secret="0123456789abcdef" * 4)
    bus: Bus = EmbeddedBus() if settings.embedded else AmqpBus(broker)
    databases = {name: Database(settings.database_url(name)) for name in PARTS}
    reach = clients(settings, {"toy": create_app(toy.TOY, settings, databases["toy"])})
    return [Worker(PARTS[name], settings, bus, reach, databases[name], heard_by=()) for name in names]


def main(ready: Callable[[], object], data: str, broker: str, *names: str) -> None:
    """Run the workers of these parts until told to end; says `ready` once they run."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    workers = make_workers(Path(data), broker, names)
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    for worker in workers:
        worker.start()
    ready()
    ended.wait()
    for worker in workers:
        worker.stop()
    sys.exit(0 if all(worker.join() for worker in workers) else 1)
