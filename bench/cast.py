"""The processes of the fault benchmark: writers, two relays, two consumers. Each can be killed and started again."""

import logging
import multiprocessing
import os
import signal
import threading
import time
from typing import Any

from chassis.events.bus.amqp import AmqpBus
from chassis.events.consumer import Consumer
from chassis.events.feed import Log
from chassis.events.outbox import emit
from chassis.events.relay import Relay
from chassis.storage.commit_watch import Watch
from chassis.storage.engine import Database
from tests.faults import toy

SPAWN = multiprocessing.get_context("spawn")


class Actor:
    """One process that does the same thing every time it is started."""

    def __init__(self, name: str, run: Any, *args: Any) -> None:
        self.name, self._run, self._args = name, run, args
        self._process: Any = None
        self.start()

    def start(self) -> None:
        """Start it, if it does not run."""
        if self._process is None or not self._process.is_alive():
            self._process = SPAWN.Process(target=self._run, args=self._args, daemon=True)
            self._process.start()

    def signal(self, sign: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self._process.is_alive():
            os.kill(self._process.pid, sign)

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.signal(signal.SIGKILL)
        self._process.join()


def write(url: str, writer: int, rate: float) -> None:
    """Take steps for several walkers, going on where an earlier life of this writer was killed."""
    database = Database(url)
    numbers = {f"w{writer}-{walker}": _last(database, f"w{writer}-{walker}") for walker in range(10)}
    while True:
        for walker in numbers:
            numbers[walker] += 1
            with database.write() as session:
                emit(session, toy.StepTaken(walker=walker, number=numbers[walker]))
            time.sleep(1 / rate)


def _last(database: Database, walker: str) -> int:
    """How many steps of this walker are in the outbox: the next number, whatever was killed before its commit."""
    with database.read() as session:
        return toy.told(session, walker)


def relay(url: str, broker: str) -> None:
    """A relay, leading or standing by."""
    logging.disable(logging.ERROR)  # a lost broker is the point here
    database = Database(url)
    Watch(database).start()
    Relay(toy.TOY.name, database, AmqpBus(broker)).run(threading.Event())


def consumer(source: str, url: str, broker: str) -> None:
    """A consumer, active or standing by."""
    logging.disable(logging.ERROR)
    Consumer(toy.LEDGER, Database(url), AmqpBus(broker), {toy.TOY.name: Log(Database(source))}).run(threading.Event())
