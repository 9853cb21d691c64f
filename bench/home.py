"""`egret bench home`: processor time of a visitor's home page, now and at an earlier commit, beside a bare Flask.

In one run: the three are up side by side and are asked by turns, a page made anew each time and a page kept in memory.
"""

import argparse
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from statistics import median

from bench import commit, site, visitor
from bench.report import Report
from bench.usage import using

TURNS, VIEWS = 7, 150
"""How often each is asked by turns, and for how many pages at a time."""
Costs = dict[str, list[float]]
"""Milliseconds of processor time of a page, turn by turn."""


def measure(asked: dict[str, site.Site]) -> Costs:
    """What each page costs of each, by turns."""
    fresh = count()
    ways: dict[str, Callable[[], str]] = {"made anew": lambda: f"/?fresh={next(fresh)}", "kept": lambda: "/"}
    found: Costs = {}
    people = {name: visitor.Visitor(one.port) for name, one in asked.items()}
    for turn in range(TURNS + 1):
        for name, one in asked.items():
            for way, address in ways.items():
                with using(one.pid) as used:
                    for _ in range(VIEWS):
                        people[name].get(address())
                if turn:  # the first one warms up
                    found.setdefault(f"{name}, {way}", []).append(used.seconds / VIEWS * 1e3)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench home")
    parser.add_argument("--commit", default=commit.BASELINE, help="the commit to compare with")
    given = parser.parse_args()
    report = Report("Home page")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="egret-bench-")))
        root = stack.enter_context(commit.tree(given.commit))
        running = {
            "now": stack.enter_context(site.product(folder / "now")),
            "then": stack.enter_context(site.product(folder / "then", root=root)),
            "bare": stack.enter_context(site.hello(folder)),
        }
        costs = measure(running)
    for what in ("made anew", "kept"):
        now, then, bare = (median(costs[f"{name}, {what}"]) for name in running)
        against = f"then {then:.2f} ms, bare Flask {bare:.2f} ms"
        report.figure(f"home page, {what}", f"{now:.2f} ms CPU", "<= 1", against, f"{now / then:.2f}")
    report.show()


if __name__ == "__main__":
    main()
