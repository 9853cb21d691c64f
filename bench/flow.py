"""`egret bench flow`: a new person from registering to submitting, now, at an earlier commit, and in a bare Flask.

Each of them in the same run: processor time of one flow, the rate of one visitor and of sixteen at once.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import commit, crowd, site
from bench.pages import postgres, rabbitmq
from bench.report import Report
from bench.usage import using

SETTLE = 1.5
"""Seconds after the last flow in which its events are still applied, which counts as its cost."""
WARM = 4.0
"""Seconds in which people come first: templates are read then, in each process, and threads start."""
AT_ONCE = 16


@dataclass
class Flows:
    """What handing in an entry costs at one place."""

    requests: float
    milliseconds: float
    """Processor time of one flow, its events included."""
    alone: float
    together: float
    """Flows a second, one after another and sixteen at once."""
    errors: list[str]


def measure(running: site.Site, root: Path, seconds: float) -> Flows:
    """Let people of that tree come: a few first, then one after another, then many at once."""
    mail = running.data / "mail"
    crowd.come(root, running.port, mail, "warm", 8, WARM)
    time.sleep(SETTLE)
    with using(running.pid) as used:
        alone = crowd.come(root, running.port, mail, "alone", 1, seconds)
        time.sleep(SETTLE)
    together = crowd.come(root, running.port, mail, "together", AT_ONCE, seconds)
    cost = used.seconds / max(1, alone.flows) * 1e3
    errors = [*alone.errors, *together.errors]
    return Flows(alone.requests / max(1, alone.flows), cost, alone.rate, together.rate, errors)


def tell(report: Report, what: str, flows: Flows, against: Flows | None = None, name: str = "") -> None:
    """Print one place, beside another."""
    ratio = f"{flows.milliseconds / against.milliseconds:.2f}" if against else ""
    than = f"{name} {against.milliseconds:.1f} ms" if against else ""
    spent = f"{flows.milliseconds:.1f} ms CPU, {flows.requests:.0f} requests"
    report.figure(what, spent, "<= 0.5 of then" if name == "then" else "", than, ratio)
    faster = f"{name} {against.alone:.1f}, {against.together:.1f}/s" if against else ""
    times = f"{flows.together / against.together:.2f}" if against else ""
    aim = ">= 0.3 of bare" if name == "bare" else ""
    report.figure("  rate of one, of sixteen", f"{flows.alone:.1f}, {flows.together:.1f} flows/s", aim, faster, times)
    grown, failed = flows.together / flows.alone, len(flows.errors)
    report.figure("  sixteen over one", f"{grown:.2f}, {failed} errors", ">= 1.6, 0 errors")
    for error in flows.errors[:1]:
        report.figure("  first error", error, "none")


@contextmanager
def product(root: Path, folder: Path, *, separate: bool) -> Iterator[site.Site]:
    """The product of a tree: in one folder, or over RabbitMQ and PostgreSQL."""
    with ExitStack() as stack:
        database = stack.enter_context(postgres()) if separate else ""
        broker = stack.enter_context(rabbitmq()) if separate else ""
        yield stack.enter_context(site.product(folder, database, broker, root=root))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench flow")
    parser.add_argument("--seconds", type=float, default=8, help="how long each of the measurements lets people come")
    parser.add_argument("--commit", default=commit.BASELINE, help="the commit to compare with")
    parser.add_argument("--separate", action="store_true", help="over RabbitMQ and PostgreSQL")
    parser.add_argument("--only-now", action="store_true", help="compare with the bare Flask alone")
    given = parser.parse_args()
    report = Report("Register to submit")
    compare(report, given.seconds, "" if given.only_now else given.commit, separate=given.separate)
    report.show()


def compare(report: Report, seconds: float, earlier: str, *, separate: bool) -> None:
    """People at the bare Flask, now and, if one is named, at an earlier commit."""
    way = ", RabbitMQ and PostgreSQL" if separate else ""
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        with site.bare(folder / "bare") as running:
            bare = measure(running, site.ROOT, seconds)
        with product(site.ROOT, folder / "now", separate=separate) as running:
            now = measure(running, site.ROOT, seconds)
        tell(report, "register to submit, bare Flask + sqlite3", bare)
        tell(report, f"register to submit, now{way}", now, bare, "bare")
        if earlier:
            root = stack.enter_context(commit.tree(earlier))
            with product(root, folder / "then", separate=separate) as running:
                then = measure(running, root, seconds)
            tell(report, f"register to submit, at {earlier}{way}", then, bare, "bare")
            tell(report, f"register to submit, now{way}", now, then, "then")


if __name__ == "__main__":
    main()
