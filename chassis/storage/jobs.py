"""What a part does by the clock: each job in its own thread, one process at a time, errors logged and counted."""

import fcntl
import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from sqlalchemy import text

from chassis import trace
from chassis.config import Settings
from chassis.storage.engine import Database

log = logging.getLogger(__name__)

LOCK = 0x4A4F4253
"""First key of the PostgreSQL advisory locks that let one process at a time run a job."""


@dataclass(frozen=True)
class Job:
    """Something a part does by the clock, in its worker: `run(database, settings)` every `every` seconds."""

    name: str
    every: float
    run: Callable[[Database, Settings], None]


class JobRunner:
    """Runs one job of a part every so often. `run` belongs to one thread."""

    def __init__(self, part: str, job: Job, database: Database, settings: Settings) -> None:
        self.job = job
        self.ran = self.failed = 0
        self._database, self._settings = database, settings
        self._name = f"{part}.{job.name}"

    def run(self, stop: threading.Event) -> None:
        """Run the job until `stop` is set; the pauses vary by a tenth, so that jobs do not march in step."""
        while not stop.wait(self.job.every * secrets.SystemRandom().uniform(0.9, 1.1)):
            self.run_once()

    def run_once(self) -> None:
        """Run the job now, unless another process does."""
        trace.start()
        try:
            with _alone(self._name, self._database, self._settings.data) as mine:
                if mine:
                    self.job.run(self._database, self._settings)
                    self.ran += 1
        except Exception:
            self.failed += 1
            log.exception("job %s failed", self._name)


@contextmanager
def _alone(name: str, database: Database, folder: Path) -> Iterator[bool]:
    """Whether no other process does this now: PostgreSQL knows for all hosts, a file lock for this one."""
    if database.sqlite:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / f".{name}.lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        return
    with database.engine.connect() as connection:
        keys = {"first": LOCK, "second": crc32(name.encode()) - 2**31}
        # Ends with the transaction, so also when this process dies.
        yield bool(connection.scalar(text("SELECT pg_try_advisory_xact_lock(:first, :second)"), keys))
