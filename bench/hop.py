"""What the gateway adds: a page's data asked for through its pages, beside the same call to the service itself."""

import time
from collections.abc import Callable
from pathlib import Path

from bench.report import Report, quantile
from chassis.auth import ANONYMOUS
from tests.deploy.product import product

ROUNDS, WARM = 1500, 200


def hop(report: Report, folder: Path) -> None:
    """Both in this process and over no network, so that what is left is what the gateway itself costs."""
    with product(folder) as running:
        client = running.app.test_client(use_cookies=False)
        direct = running.clients["registration"]
        headers = {"Sec-Fetch-Site": "same-origin"}
        through = timed(lambda: client.get("/calendar.ics", headers=headers).close())
        called = timed(lambda: direct.call("GET", "/front", identity=ANONYMOUS))
    report.latency("asked through the gateway, one at a time", through, "", called)
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
