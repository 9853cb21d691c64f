"""`egret bench face`: public pages as a browser meets them: bytes and requests, largest paint, how much things move."""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench import site
from bench.report import Report
from tests.provision import browser as found

PAGES = ("/", "/notices/call-for-entries", "/tracks/t2", "/winners")
WIDTHS = (390, 1280)
FIRST, REQUESTS, AFTERWARDS = 60 << 10, 10, 15 << 10
"""Bytes and requests of a first visit, and bytes of the next one."""
WATCH = """() => {
  window.seen = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (seen.paint = one.startTime)))
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (seen.shift += one.value)))
    .observe({ type: "layout-shift", buffered: true });
}"""
"""Remembers when the largest piece was painted, and how much moved (Web Vitals: LCP, CLS)."""


def visit(page: Any, address: str) -> dict[str, float]:
    """Open the page and look until nothing is on its way any more."""
    wire: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: wire.append(told["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.evaluate(WATCH)
    page.wait_for_timeout(300)
    seen: dict[str, float] = page.evaluate("seen")
    sent = [size for size in wire if size]
    return {**seen, "bytes": sum(sent), "requests": len(sent)}


def measure(report: Report, browser: Browser, origin: str, path: str, width: int) -> None:
    """One page at one width: a first visit, and one more with what the browser kept."""
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        first, again = (visit(page, origin + path) for _ in range(2))
    name = f"{path} at {width}"
    sent = f"{first['bytes'] / 1024:.1f} KB in {first['requests']:.0f} requests"
    report.figure(f"{name}: first visit", sent, f"<= {FIRST >> 10} KB, {REQUESTS} requests")
    report.figure(f"{name}: next visit", f"{again['bytes'] / 1024:.1f} KB", f"<= {AFTERWARDS >> 10} KB")
    report.figure(f"{name}: largest paint", f"{first['paint']:.0f} ms", "printed")
    report.figure(f"{name}: layout shift", f"{first['shift']:.4f}", "0")


def main() -> None:
    """Measure everything and print one table."""
    report = Report("Public pages in a browser")
    with (
        tempfile.TemporaryDirectory(prefix="egret-bench-") as name,
        site.product(Path(name) / "data") as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found.path(), args=["--no-sandbox"])
        for path in PAGES:
            for width in WIDTHS:
                measure(report, browser, f"http://localhost:{running.port}", path, width)
        browser.close()
    report.show()


if __name__ == "__main__":
    main()
