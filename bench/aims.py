"""`egret bench aims`: every aim of speed and memory beside what this machine does now, in one table.

Takes a quarter of an hour. Run it on a machine that does nothing else.
"""

import argparse
import tempfile
from pathlib import Path

from bench import commit, flow, growth, memory, rush, submission
from bench.report import Report


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="egret bench aims")
    parser.add_argument("--seconds", type=float, default=10, help="how long each measurement lets people come")
    parser.add_argument("--largest", type=int, default=100_000, help="entries of the largest contest")
    parser.add_argument("--commit", default=commit.BASELINE, help="the commit to compare with")
    given = parser.parse_args()
    report = Report("Aims")
    try:
        measure(report, given)
    finally:  # what was measured before something failed took minutes
        report.show()


def measure(report: Report, given: argparse.Namespace) -> None:
    """Everything that has an aim."""
    growth.compare(report, [1000, given.largest], given.commit)
    for separate in (False, True):
        flow.compare(report, given.seconds, given.commit, separate=separate)
    rush.rush(report, 40, 2 * given.seconds)
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name:
        submission.submission(report, Path(name))
    for separate in (False, True):
        memory.resting(report, separate=separate)
    memory.first_page(report, given.commit)


if __name__ == "__main__":
    main()
