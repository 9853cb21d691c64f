"""`egret bench rush`: the last minutes before the deadline, two hundred teams that change their minds.

Each team takes its entry back, looks it over and hands it in again, so many of them a second, whether or not the
product keeps up: an answer counts from the moment it was due.
"""

import argparse
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from bench import load, site, teams
from bench.report import Report


def rush(report: Report, rate: float, seconds: float) -> None:
    """Let the teams hand in first, then all rush."""
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name, site.product(Path(name) / "rush") as running:
        _judge_later(running.data)
        place = running.port, running.data / "mail", running.pid
        found: teams.Rushed = load.elsewhere(teams.rush, *place, rate, seconds)
    reached = f"{found.cycles / found.seconds:.1f} cycles/s"
    cost = f"{found.used / max(1, found.cycles) * 1e3:.0f} ms CPU a cycle"
    report.figure(f"deadline rush, {teams.TEAMS} teams", f"{reached}, {cost}", f">= {rate:.0f}/s")
    if found.latencies:
        report.latency("  an answer, from when it was due", found.latencies, "p99 <= 500 ms")
    report.figure("  errors", str(len(found.errors)), "0", found.errors[0] if found.errors else "")


def _judge_later(data: Path) -> None:
    """In the demo judging has begun, and teams can no longer take entries back."""
    with closing(sqlite3.connect(data / "registration.db", isolation_level=None)) as opened:
        opened.execute("UPDATE edition SET judging_opens_at = closes_at")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench rush")
    parser.add_argument("--rate", type=float, default=40, help="cycles a second")
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    report = Report("Deadline rush")
    rush(report, given.rate, given.seconds)
    report.show()


if __name__ == "__main__":
    main()
