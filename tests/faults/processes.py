"""Toy parts in processes that can be killed, and the wait for what is bound to happen."""

import signal
from functools import partial
from pathlib import Path
from typing import Any

from chassis.events.worker import Worker
from chassis.storage import tables
from chassis.storage.engine import Database
from tests import patience
from tests.faults import run, toy
from tests.faults.forks import Fork
from tests.faults.run import make_workers
from tests.patience import PATIENCE

until = partial(patience.until, seconds=30)


class World:
    """The toy and the ledger: their databases, and the processes that run them."""

    def __init__(self, folder: Path, broker: str = "memory://") -> None:
        self.folder, self.broker = folder, broker
        self.toy = toy.create(Database(f"sqlite:///{folder / 'toy.db'}"))
        self.ledger = toy.create(Database(f"sqlite:///{folder / 'ledger.db'}"))
        self.running: list[Fork] = []
        self.threads: list[Worker] = []
        self.told = 0

    def start(self, *parts: str, crash_at: str = "", **environ: str) -> Fork:
        """Run these parts (both, unless named) in a process; returns once it runs, or has crashed."""
        names = parts or ("toy", "ledger")
        log = self.folder / "log"
        self.running.append(
            Fork(run.main, str(self.folder), self.broker, *names, log=log, EGRET_CRASH_AT=crash_at, **environ)
        )
        return self.running[-1]

    def take_steps(self, count: int, mode: str = "", walkers: int = 5) -> None:
        """The toy takes steps, each its own transaction."""
        for _ in range(count):
            self.told += 1
            toy.step(self.toy, f"w{self.told % walkers}", self.told, mode)

    def applied(self) -> int:
        """Effects in the ledger."""
        return len(self.rows())

    def rows(self) -> list[tuple[str, int]]:
        """The effects in the ledger, in order."""
        with self.ledger.read() as session:
            rows = session.execute(toy.applied.select().order_by(toy.applied.c.id))
            return [(row.subject, row.number) for row in rows]

    def parked(self) -> list[Any]:
        """What the ledger could not apply."""
        with self.ledger.read() as session:
            return list(session.execute(tables.parked.select().order_by(tables.parked.c.id)))

    def here(self, *parts: str) -> "list[Worker]":
        """Run these parts (both, unless named) in threads of this process; a test stops them by `halt`."""
        workers = make_workers(self.folder, self.broker, parts or ("toy", "ledger"))
        for worker in workers:
            worker.start()
        self.threads.extend(workers)
        return workers

    def halt(self) -> None:
        """End what runs in threads."""
        for worker in self.threads:
            worker.stop()
        assert all(worker.join(PATIENCE) for worker in self.threads)
        for worker in self.threads:
            worker.database.close()
        self.threads.clear()

    def drain(self, timeout: float = 30.0) -> None:
        """Wait until everything told is in the ledger."""

        def far() -> str:
            return f"{self.applied()} of {self.told}; {self.log()}"

        until(lambda: self.applied() >= self.told, seconds=timeout, say=far)

    def verdict(self) -> toy.Verdict:
        """What the two ledgers say."""
        return toy.judge(self.toy, self.ledger)

    def log(self) -> str:
        """The last lines that the processes wrote."""
        return (self.folder / "log").read_text()[-3000:]

    def close(self) -> None:
        """End what still runs."""
        self.halt()
        for process in self.running:
            process.close()
        self.toy.close()
        self.ledger.close()


def wait_killed(process: Fork, timeout: float = 30.0) -> None:
    """Wait until the process was killed by its crash point."""
    assert process.wait(timeout) == -signal.SIGKILL
