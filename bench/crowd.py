"""People who hand in an entry one after another, in a process of their own: `crowd.py PORT MAIL LABEL AT_ONCE SECONDS`.

Run by its path, it visits with the `bench.visitor` of whatever tree stands on PYTHONPATH, as pages differ between them.
"""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path

from bench import visitor


@dataclass
class Came:
    """What a crowd did."""

    flows: int = 0
    requests: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Entries handed in, a second."""
        return self.flows / self.seconds


def come(root: Path, port: int, mail: Path, label: str, at_once: int, seconds: float) -> Came:
    """Let a crowd come, which knows the pages of the tree at `root`, to the product at `port`."""
    command = [sys.executable, "-P", str(Path(__file__).absolute()), str(port), str(mail), label]
    environ = {**os.environ, "PYTHONPATH": str(root)}
    ended = subprocess.run([*command, str(at_once), str(seconds)], env=environ, stdout=subprocess.PIPE, check=True)
    return Came(**json.loads(ended.stdout))


def _crowd(port: int, mail: Path, label: str, at_once: int, seconds: float) -> Came:
    came, mailbox, numbers = Came(), visitor.Mailbox(mail), count()
    begun = time.perf_counter()

    def queue(_number: int) -> None:
        while time.perf_counter() - begun < seconds:
            try:
                came.requests += visitor.enter(port, mailbox, f"{label}-{next(numbers)}")
                came.flows += 1
            except Exception as error:
                came.errors.append(str(error)[:300])

    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(queue, range(at_once)))
    came.seconds = time.perf_counter() - begun
    return came


if __name__ == "__main__":
    _, port, mail, label, at_once, seconds = sys.argv
    print(json.dumps(asdict(_crowd(int(port), Path(mail), label, int(at_once), float(seconds)))))
