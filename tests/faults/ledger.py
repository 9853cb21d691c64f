"""People who register and hand in entries over HTTP, and a ledger of what the product acknowledged to them.

Whatever was acknowledged must be there afterwards, once, everywhere; what was not may or may not be.
"""

import threading
from collections import Counter
from itertools import count
from typing import Self

from sqlalchemy import create_engine, text

from bench import visitor
from tests.deploy.running import Running
from tests.patience import until

SECONDS = 150.0
PARTS = ("registration", "judging")


class Ledger:
    """Two people after another hand in entries during a `with` block."""

    def __init__(self, running: Running, name: str, database: str = "") -> None:
        self._running, self._name, self._database = running, name, database
        self._mailbox = visitor.Mailbox(running.data / "mail")
        self._numbers, self._stop = count(), threading.Event()
        self._threads = [threading.Thread(target=self._come) for _ in range(2)]
        self.acknowledged: list[str] = []
        self.failed: list[str] = []

    def _come(self) -> None:
        while not self._stop.is_set():
            name = f"{self._name}-{next(self._numbers)}"
            try:
                visitor.enter(self._running.port, self._mailbox, name)
            except Exception as error:
                self.failed.append(str(error))
                self._stop.wait(0.2)
            else:
                self.acknowledged.append(name)

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def more(self, wanted: int = 2) -> None:
        """Wait until so many more were acknowledged."""
        due = len(self.acknowledged) + wanted
        until(lambda: len(self.acknowledged) >= due, seconds=SECONDS, say=lambda: (self.failed[-3:], self._said()))

    def check(self) -> None:
        """Every acknowledged entry is there once, in registration and, told by its event, in judging."""
        until(lambda: not any(map(self._differing, PARTS)), seconds=SECONDS, say=lambda: [*map(self._differing, PARTS)])

    def _differing(self, part: str) -> dict[str, int]:
        url = f"{self._database}_{part}" if self._database else f"sqlite:///{self._running.data}/{part}.db"
        query = "SELECT title FROM entry" + (" WHERE state = 'submitted'" if part == "registration" else "")
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            found = Counter(connection.execute(text(query)).scalars())
        engine.dispose()
        wanted = [visitor.TITLE.format(name) for name in self.acknowledged]
        return {title: found[title] for title in wanted if found[title] != 1}

    def _said(self) -> str:
        return self._running.said()[-3000:]
