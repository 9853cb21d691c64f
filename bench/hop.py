"""What the gateway adds to a call: the same question asked through it, and of the service itself."""

import time
from collections.abc import Callable
from pathlib import Path

from bench.report import Report, quantile
from contracts.roles import LEADER
from tests.deploy.product import product
from tests.gateway.browsing import Contest

PATH = "/inbox/unread"
ROUNDS, WARM = 1500, 200


def hop(report: Report, folder: Path) -> None:
    """The number of unread messages, asked by a signed-in browser and asked of notify itself, in one process.

    No network is between them, so that what is left is the gateway: finding out who it is, guards, the signed call.
    """
    with product(folder) as running:
        contest = Contest(running)
        person = contest.person(LEADER)
        client, notify = contest.browser(person).client, running.clients["notify"]
        through = timed(lambda: client.get(PATH).close())
        called = timed(lambda: notify.call("GET", PATH, identity=person).content())
    report.latency("unread messages through the gateway", through, "", called)
    added = (quantile(through, 0.5) - quantile(called, 0.5)) * 1e3
    report.figure("added by the gateway, p50", f"{added:.2f} ms", "<= 2 ms")


def timed(act: Callable[[], object]) -> list[float]:
    """Seconds of each of many rounds."""
    found = []
    for _ in range(WARM + ROUNDS):
        begun = time.perf_counter()
        act()
        found.append(time.perf_counter() - begun)
    return found[WARM:]
