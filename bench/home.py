"""`egret bench home`: processor time of a visitor's home page, now and at an earlier commit, beside a bare Flask.

In one run: the three are up side by side and are asked by turns, a page made anew each time and a page kept in memory.
"""

import argparse
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

from bench import commit, site, turns, visitor
from bench.report import Report


def pages(asked: Mapping[str, site.Site]) -> dict[tuple[str, str], turns.Act]:
    """The page made anew and the page kept, of each that is asked."""
    fresh = count()

    def anew(person: visitor.Visitor) -> str:
        return person.get(f"/?fresh={next(fresh)}")

    found: dict[tuple[str, str], turns.Act] = {}
    for name, one in asked.items():
        person = visitor.Visitor(one.port)
        found[name, "made anew"] = one.pid, partial(anew, person)
        found[name, "kept"] = one.pid, partial(person.get, "/")
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
        costs = turns.costs(pages(running))
    for what in ("made anew", "kept"):
        now, then, bare = (costs[name, what] for name in running)
        against = f"then {then:.2f} ms, bare Flask {bare:.2f} ms"
        report.figure(f"home page, {what}", f"{now:.2f} ms CPU", "<= 1", against, f"{now / then:.2f}")
    report.show()


if __name__ == "__main__":
    main()
