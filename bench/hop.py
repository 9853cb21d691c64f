"""What the gateway knows without a call: the number in the head of every page, beside a question to the service."""

import time
from collections.abc import Callable
from pathlib import Path

from bench.report import Report, quantile
from contracts.roles import LEADER
from tests.deploy.product import product
from tests.gateway.browsing import Contest
from tests.provision import shared

KNOWN = "/inbox/unread"
ROUNDS, WARM = 1500, 200


def hop(report: Report, folder: Path) -> None:
    """The number of unread messages, asked by a signed-in browser, and a question to notify itself, in one process.

    The gateway keeps the number as events tell it: the page's own work is all there is, and no call is made.
    """
    with shared.run(), product(folder) as running:
        contest = Contest(running)
        person = contest.person(LEADER)
        client, notify = contest.browser(person).client, running.clients["notify"]
        known = timed(lambda: client.get(KNOWN).close())
        asked = timed(lambda: notify.call("GET", "/inbox", query={"limit": 1}, identity=person).content())
    report.latency("unread messages, known by the gateway", known, "", asked)
    report.figure("unread messages, p50", f"{quantile(known, 0.5) * 1e3:.2f} ms", "<= 2 ms")


def timed(act: Callable[[], object]) -> list[float]:
    """Seconds of each of many rounds."""
    found = []
    for _ in range(WARM + ROUNDS):
        begun = time.perf_counter()
        act()
        found.append(time.perf_counter() - begun)
    return found[WARM:]
