"""`egret bench faults`: kills and freezes writers, relays, consumers and the broker at random, then checks the ledger.

Every committed event must be applied exactly once, in the order of its subject, with nothing left over.
"""

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from sqlalchemy import func, select

from bench import cast
from bench.cast import Actor
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.faults import toy
from tests.provision.rabbitmq import RabbitMQ
from tests.provision.vhosts import create

WRITERS, RATE = 3, 60.0
DRAIN = 120.0
FREEZE = 8.0
"""Seconds: longer than the relay's lease, so that a frozen leader wakes up deposed."""


class Nemesis:
    """Does one bad thing after another, each to something chosen by the seed."""

    def __init__(self, server: RabbitMQ, actors: list[Actor], seed: int) -> None:
        self._server, self._actors = server, actors
        self._random = random.Random(seed)
        self.done: Counter[str] = Counter()

    def strike(self) -> None:
        """One fault, and its repair."""
        faults: list[tuple[Callable[[], None], int]] = [
            (self._kill, 6),
            (self._freeze, 2),
            (self._kill_broker, 2),
            (self._freeze_broker, 1),
        ]
        fault = self._random.choices([fault for fault, _ in faults], [weight for _, weight in faults])[0]
        fault()
        time.sleep(self._random.uniform(0.2, 2))

    def _kill(self) -> None:
        victim = self._random.choice(self._actors)
        victim.kill()
        time.sleep(self._random.uniform(0, 1))
        victim.start()
        self.done[f"killed {victim.name}"] += 1

    def _freeze(self) -> None:
        victim = self._random.choice(self._actors)
        victim.signal(signal.SIGSTOP)
        time.sleep(self._random.choice([0.5, FREEZE]))
        victim.signal(signal.SIGCONT)
        self.done[f"froze {victim.name}"] += 1

    def _kill_broker(self) -> None:
        self._server.kill()
        time.sleep(self._random.uniform(0, 2))
        self._server.start()
        self.done["killed broker"] += 1

    def _freeze_broker(self) -> None:
        self._server.signal(signal.SIGSTOP)
        time.sleep(self._random.uniform(1, 4))
        self._server.signal(signal.SIGCONT)
        self.done["froze broker"] += 1


def drain(source: Database, own: Database) -> float:
    """Wait until everything told was applied; seconds it took, at most DRAIN."""
    begun = time.monotonic()
    told = select(func.count()).select_from(tables.outbox)
    while time.monotonic() - begun < DRAIN:
        with source.read() as one, own.read() as other:
            if one.scalar(told) == other.scalar(select(func.count(toy.applied.c.event_id.distinct()))):
                break
        time.sleep(0.2)
    return time.monotonic() - begun


def main() -> None:
    """Run, then print what was done and what the ledger says; exit 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="egret bench faults")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    server = RabbitMQ().start()
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as folder:
        try:
            sys.exit(_run(server, Path(folder), given))
        finally:
            server.close()


def _run(server: RabbitMQ, folder: Path, given: argparse.Namespace) -> int:
    source, own = (toy.create(Database(f"sqlite:///{folder / name}.db")) for name in ("toy", "ledger"))
    create(server.api_url, "faults")
    broker, console = f"{server.url}/faults", Console()
    writers = [Actor("writer", cast.write, str(source.url), number, RATE) for number in range(WRITERS)]
    readers = [Actor("relay", cast.relay, str(source.url), broker) for _ in range(2)]
    readers += [Actor("consumer", cast.consumer, str(source.url), str(own.url), broker) for _ in range(2)]
    nemesis, due = Nemesis(server, writers + readers, given.seed), time.monotonic() + given.seconds
    while time.monotonic() < due:
        nemesis.strike()
    for writer in writers:
        writer.kill()
    took, verdict = drain(source, own), toy.judge(source, own)
    for reader in readers:
        reader.kill()
    console.print(f"seed {given.seed}: " + ", ".join(f"{what} {n}x" for what, n in sorted(nemesis.done.items())))
    with source.read() as session:
        told = session.scalar(select(func.count()).select_from(tables.outbox))
    console.print(
        f"told {told:,}, drained in {took:.1f} s: lost {len(verdict.lost)}, twice {len(verdict.twice)}, "
        f"stuck {len(verdict.stuck)}, out of order {len(verdict.disordered)}"
    )
    return 0 if verdict.clean else 1


if __name__ == "__main__":
    main()
