"""`egret bench growth`: what pages cost with a thousand, ten thousand and a hundred thousand entries.

Processor time of one page, and how long it took, beside those at the least number; and, in the same run, at an earlier
commit. A page that took long is not asked for where there is more.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Mapping, Set
from functools import partial
from pathlib import Path

from bench import clones, commit, site, visitor
from bench.report import Report
from bench.usage import using

PAGES = {
    "desk": "/organizer",
    "search": "/organizer/search?q=%E9%99%B6%E7%93%B7",
    "search, not there": "/organizer/search?q=%E6%9C%AA%E6%9B%BE%E6%9C%89",
    "list of 50": "/organizer/entries",
    "screening queue": "/organizer/screening",
    "ranking": "/organizer/ranking",
}
NEW = frozenset({"screening queue"})
"""Pages that the first release did not have."""
AIMS = {"judge saves a sheet": "<= 0.4", "list of 50": "<= 0.8", "ranking": "<= 0.1"}
"""Ratios to the first release at the least number of entries."""
SHEET = re.compile(r'href="(/judging/[0-9a-f-]{32,36})"')
MARK = re.compile(r'<input[^>]*name="(mark-[^"]+)"')
ROUNDS, ENOUGH = 40, 2.0
"""How often a page is asked for at most, and seconds of asking that are enough."""
LONG = 15.0
"""Seconds of one page after which it is not asked for with more entries."""
Costs = dict[str, tuple[float, float]]
"""Milliseconds of processor time, and of waiting, of each page."""


def measure(running: site.Site, visitors: Mapping[str, visitor.Visitor], slow: set[str]) -> Costs:
    """What each page costs now, but for the slow ones; what took long joins them."""
    for person in visitors.values():
        person.close()  # whoever says nothing for long is hung up on
    acts: dict[str, Callable[[], object]] = {"judge saves a sheet": sheet(visitors["judge"])}
    acts |= {name: partial(visitors["organizer"].get, path) for name, path in PAGES.items()}
    costs = {name: cost(running.pid, act) for name, act in acts.items() if name not in slow}
    slow |= {name for name, (_, waited) in costs.items() if waited > LONG * 1e3}
    return costs


def cost(pid: int, act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of processor time and of waiting for one, after a first that warms up."""
    begun = time.perf_counter()
    act()
    rounds = max(1, min(ROUNDS, int(ENOUGH / (time.perf_counter() - begun))))
    with using(pid) as used:
        begun = time.perf_counter()
        for _ in range(rounds):
            act()
        waited = time.perf_counter() - begun
    return used.seconds / rounds * 1e3, waited / rounds * 1e3


def sheet(judge: visitor.Visitor) -> Callable[[], object]:
    """Saves the marks of one open sheet."""
    for address in SHEET.findall(judge.get("/judging")):
        page = judge.get(address)
        if marks := dict.fromkeys(MARK.findall(page), "1"):
            break
    else:
        raise RuntimeError("no sheet is open")

    def save() -> None:
        judge.press(judge.get(address), address, action="save", **marks)

    return save


def grown(root: Path, folder: Path, sizes: list[int], without: Set[str] = frozenset()) -> dict[int, Costs]:
    """Costs at each size, of the product of one tree and the pages it has."""
    found: dict[int, Costs] = {}
    slow = set(without)
    with site.product(folder, root=root) as running:
        visitors = {role: visitor.Visitor(running.port) for role in ("organizer", "judge")}
        for role, person in visitors.items():
            visitor.sign_in(person, running.link(role))
        for size in sizes:
            clones.fill(running.data, size)
            time.sleep(1)
            found[size] = measure(running, visitors, slow)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench growth")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--commit", default=commit.BASELINE, help="the commit to compare with, at the least size")
    parser.add_argument("--only-now", action="store_true", help="leave the comparison out")
    given = parser.parse_args()
    sizes = sorted(int(size) for size in given.sizes.split(","))
    report = Report("Growth")
    compare(report, sizes, "" if given.only_now else given.commit)
    report.show()


def compare(report: Report, sizes: list[int], earlier: str) -> None:
    """Each page at each size and, if one is named, at an earlier commit and the least size."""
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name:
        now = grown(site.ROOT, Path(name) / "now", sizes)
        then: dict[int, Costs] = {}
        if earlier:
            with commit.tree(earlier) as root:
                then = grown(root, Path(name) / "then", sizes[:1], NEW)
    for size, costs in now.items():
        least = size == sizes[0]
        tell(report, size, costs, then.get(size, {}) if least else now[sizes[0]], "then" if least else f"{sizes[0]:,}")


def tell(report: Report, size: int, costs: Costs, beside: Costs, name: str) -> None:
    """Print what each page costs at one size, beside what it cost elsewhere."""
    for what, (used, waited) in costs.items():
        base = beside.get(what, (0.0, 0.0))[0]
        against, ratio = (f"{name}: {base:,.1f} ms CPU", f"{used / base:.2f}") if base else ("", "")
        spent = f"{used:,.1f} ms CPU, {waited:,.1f} ms"
        aim = AIMS.get(what, "") if name == "then" else "<= 2" if what != "ranking" else ""
        report.figure(f"{what}, {size:,} entries", spent, aim, against, ratio)


if __name__ == "__main__":
    main()
