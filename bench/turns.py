"""What things cost beside each other: done by turns in one run, so that whatever else the machine does falls on all."""

from collections.abc import Callable, Hashable, Mapping
from statistics import median
from typing import TypeVar

from bench.usage import spent

TURNS = 5
"""How often everything has its turn; the median counts."""
ENOUGH, MOST = 0.25, 200
"""Seconds of processor time of one turn, and how often something is done in it at most."""
Act = tuple[int, Callable[[], object]]
"""Whose processor time counts, by the id of a process and with all it started; and what is done."""
Name = TypeVar("Name", bound=Hashable)


def costs(acts: Mapping[Name, Act]) -> dict[Name, float]:
    """Milliseconds of processor time of each."""
    for _pid, act in acts.values():
        act()
    found: dict[Name, list[float]] = {name: [] for name in acts}
    for _ in range(TURNS):
        for name, (pid, act) in acts.items():
            found[name].append(_turn(pid, act))
    return {name: median(turns) for name, turns in found.items()}


def _turn(pid: int, act: Callable[[], object]) -> float:
    """Milliseconds of each of many times: the clock of processor time counts in hundredths of a second."""
    before, used, times = spent(pid), 0.0, 0
    while used < ENOUGH and times < MOST:
        act()
        times += 1
        used = spent(pid) - before
    return used / times * 1e3
