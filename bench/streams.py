"""`egret bench streams`: how long pages take while a thousand live pages are open, beside how long without them."""

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from bench import load, site, visitor
from bench.report import Report, quantile
from bench.watchers import watching

AT_ONCE = 4
PAUSE = 0.5
"""Seconds between people who hand in an entry meanwhile: each is several events for every open page."""


def streams(report: Report, running: site.Site, open_streams: int, seconds: float) -> None:
    """The same load of pages, the same events, without and with open streams."""
    organizer = visitor.Visitor(running.port)
    visitor.sign_in(organizer, running.link("organizer"))
    cookie = f"egret_session={organizer.cookies['egret_session']}"
    mailbox = visitor.Mailbox(running.data / "mail")
    headers = {"Cookie": cookie, "Accept-Language": "zh-CN"}

    def loaded() -> load.Measured:
        with happening(running.port, mailbox):
            return load.pages(running.port, "/organizer/activity", AT_ONCE, seconds, headers)

    loaded()
    without = loaded()
    with watching(running.port, cookie, open_streams) as told:
        with_streams = loaded()
        time.sleep(1)
        state = f"{told[0] - told[2]:,} open, {told[1]:,} events told"
    aim = "p99 <= 1.5 of that without"
    report.latency(f"a page with {open_streams:,} streams open", with_streams.latencies, aim, without.latencies)
    ratio = quantile(with_streams.latencies, 0.99) / quantile(without.latencies, 0.99)
    failed = without.failed + with_streams.failed
    report.figure("its p99, and the streams", f"{state}, {failed} errors", "<= 1.5", "", f"{ratio:.2f}")


numbers = count()


@contextmanager
def happening(port: int, mailbox: visitor.Mailbox) -> Iterator[None]:
    """People hand in entries during the block."""
    stop = threading.Event()

    def people() -> None:
        while not stop.wait(PAUSE):
            visitor.enter(port, mailbox, f"stream-{next(numbers)}")

    thread = threading.Thread(target=people)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench streams")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--streams", type=int, default=1000)
    given = parser.parse_args()
    report = Report("Live streams")
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name, site.product(Path(name) / "data") as running:
        streams(report, running, given.streams, given.seconds)
    report.show()


if __name__ == "__main__":
    main()
