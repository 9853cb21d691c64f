"""`egret bench likeness`: what it costs to compare one entry with all that were handed in, in the job that does it.

Processor time of one comparison and of storing what it found, beside a hundred entries and beside ten thousand whose
texts are made of pieces of the demo's, so that every one shares something with many.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench import site
from bench.report import Report
from chassis.storage import ids
from chassis.storage.engine import Database
from deploy.demo.entries import TEXTS
from services.registration import app  # noqa: F401  every table that an entry refers to
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.likeness import finding, index
from services.registration.contest.likeness.models import EntryText
from services.registration.contest.likeness.traces import plain, traces_of

AIM = "<= 200 ms"
PIECE, PIECES = 24, (60, 120)
"""Characters of a piece, and how many pieces an entry says."""
TOGETHER = 500
"""Entries stored in one commit."""


def texts(chance: random.Random) -> Iterator[str]:
    """What entries say: pieces of the demo's texts, any number of them, in any order."""
    known = plain("".join(part for one in TEXTS.values() for part in one.values() if isinstance(part, str)))
    while True:
        starts = (chance.randrange(len(known) - PIECE) for _ in range(chance.randint(*PIECES)))
        yield "\n".join(known[start : start + PIECE] for start in starts)


def fill(database: Database, count: int, said: Iterator[str]) -> None:
    """Let so many more entries stand, each with its text in the index."""
    with database.read() as session:
        like = session.execute(select(Entry.__table__).where(Entry.state == SUBMITTED)).mappings().first()
    for start in range(0, count, TOGETHER):
        with database.write() as session:
            for at in range(start, min(start + TOGETHER, count)):
                _store(session, dict(like or {}), next(said), at)


def _store(session: Session, like: dict[str, Any], text: str, at: int) -> None:
    entry_id, title = ids.new_id(), f"{text[:12]}{at}"
    session.execute(insert(Entry), like | {"id": entry_id, "number": f"N{entry_id.hex[:16]}", "title": title,
                                           "title_key": f"{title}{entry_id.hex}"})  # fmt: skip
    traces = traces_of(plain(title), text)
    led = Counter(trace for trace, _number in index.leading(session, traces))
    full = {trace for trace, entries in led.items() if entries >= index.MOST_LED_TO}
    index.put_in(session, entry_id, int(like["version"]), text, [trace for trace in traces if trace not in full])
    session.expunge_all()


def cost(database: Database, entries: list[Any]) -> tuple[float, float]:
    """Milliseconds of processor time of comparing one entry and storing that: the mean and the most."""
    spent = [_spent(database, one) for one in entries]
    return sum(spent) / len(spent), max(spent)


def _spent(database: Database, entry_id: Any) -> float:
    begun = time.process_time()
    with database.read() as session:
        found = finding.examine(session, session.get_one(Entry, entry_id))
    with database.write() as session:
        finding.keep(session, found)
    return (time.process_time() - begun) * 1e3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench likeness")
    parser.add_argument("--entries", type=int, default=10_000)
    given = parser.parse_args()
    report, said = Report("Likeness"), texts(random.Random(20241117))
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name:
        with site.product(Path(name) / "data") as running:
            pass
        with closing(Database(f"sqlite:///{running.data / 'registration.db'}")) as database:
            with database.read() as session:
                own = list(session.scalars(select(Entry.id).where(Entry.state == SUBMITTED)))
            fill(database, 100, said)
            few = cost(database, own)
            fill(database, given.entries - 100, said)
            mean, most = cost(database, own)
            with database.read() as session:
                stored = len(session.scalars(select(EntryText.number)).all())
    beside = f"100: {few[0]:,.1f} ms CPU"
    report.figure(
        f"one against {stored:,}", f"{mean:,.1f} ms CPU, {most:,.1f} at most", AIM, beside, f"{mean / few[0]:.2f}"
    )
    report.show()


if __name__ == "__main__":
    main()
