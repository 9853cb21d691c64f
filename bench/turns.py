"""What things cost beside each other: done by turns in one run, so that whatever else the machine does falls on all."""

import time
from collections.abc import Callable, Hashable, Mapping
from statistics import median
from typing import TypeVar

from bench.usage import using

TURNS = 5
"""How often everything has its turn; the median counts."""
ENOUGH, MOST = 0.3, 150
"""Seconds of one turn, and how often something is done in it at most."""
Act = tuple[int, Callable[[], object]]
"""Whose processor time counts, by the id of a process and with all it started; and what is done."""
Name = TypeVar("Name", bound=Hashable)


def costs(acts: Mapping[Name, Act]) -> dict[Name, float]:
    """Milliseconds of processor time of each."""
    rounds = {name: _rounds(act) for name, (_pid, act) in acts.items()}
    found: dict[Name, list[float]] = {name: [] for name in acts}
    for _ in range(TURNS):
        for name, (pid, act) in acts.items():
            with using(pid) as used:
                for _ in range(rounds[name]):
                    act()
            found[name].append(used.seconds / rounds[name] * 1e3)
    return {name: median(spent) for name, spent in found.items()}


def _rounds(act: Callable[[], object]) -> int:
    """How often something is done in a turn, once it is warm."""
    act()
    begun = time.perf_counter()
    act()
    return max(1, min(MOST, int(ENOUGH / (time.perf_counter() - begun))))
