"""What a product's processes have used of the processors."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil


@dataclass
class Used:
    """Seconds of processor time, once the block is over."""

    seconds: float = 0.0


@contextmanager
def using(pid: int) -> Iterator[Used]:
    """The processor time that a process and all it started spend during the block."""
    used, before = Used(), spent(pid)
    yield used
    used.seconds = spent(pid) - before


def spent(pid: int) -> float:
    """Seconds of processor time of a process and of all it started, the ended ones included."""
    root, total = psutil.Process(pid), 0.0
    for process in (root, *root.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total
