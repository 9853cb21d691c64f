"""`egret bench memory`: what the product's processes hold at rest and after a storm, and how soon it is there again."""

import argparse
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

import psutil
import urllib3

from bench import clones, commit, flow, site, visitor
from bench.report import Report
from bench.usage import spent
from tests.provision.ports import free_ports

ROOT = Path(__file__).parents[1]
RANKINGS, STARTS = 16, 3
SETTLE = 8.0
"""Seconds in which memory that is not needed is given back."""
PAGES = ("/", "/signin", "/volunteer", "/?lang=en")


def embedded_memory(views: int) -> int:
    """Bytes held by all processes of `egret up --demo` after so many page views; shared pages counted once (PSS)."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as data:
        command = [sys.executable, "-P", "-m", "deploy", "up", "--demo", "--port", str(port)]
        env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "EGRET_DATA": data, "LANG": "C.UTF-8"}
        running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        try:
            _wait(running)
            _view(port, views)
            return held(running.pid)
        finally:
            running.terminate()
            running.wait(20)


def held(pid: int) -> int:
    """Bytes held by a process and all it started; shared pages counted once (PSS)."""
    root = psutil.Process(pid)
    return sum(process.memory_full_info().pss for process in (root, *root.children(recursive=True)))


def resting(report: Report, *, separate: bool) -> None:
    """Memory with the demo loaded and nobody there; embedded, also after many rankings at once."""
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name, ExitStack() as stack:
        way = "separate" if separate else "embedded"
        running = stack.enter_context(flow.product(site.ROOT, Path(name) / way, separate=separate))
        time.sleep(SETTLE)
        report.figure(f"memory idle, {way}", _mb(running.pid), "<= 550 MB" if separate else "<= 230 MB")
        if not separate:
            clones.fill(running.data, 1000)
            person = visitor.Visitor(running.port)
            visitor.sign_in(person, running.link("organizer"))
            with ThreadPoolExecutor(RANKINGS) as pool:
                list(pool.map(lambda _: person.fresh().get("/organizer/ranking"), range(RANKINGS)))
            time.sleep(SETTLE)
            report.figure(f"memory after {RANKINGS} ranking pages at once", _mb(running.pid), "<= 220 MB")


def _mb(pid: int) -> str:
    return f"{held(pid) / 2**20:.0f} MB"


def first_page(report: Report, earlier: str) -> None:
    """Seconds and processor time from the start on a folder with data until the first page, now and then."""
    now = _starts(site.ROOT)
    with commit.tree(earlier) as root:
        then = _starts(root)
    told = f"{now[0]:.2f} s, {now[1]:.2f} s CPU"
    report.figure(
        "first page after start, data there",
        told,
        "<= 0.69",
        f"then: {then[0]:.2f}, {then[1]:.2f}",
        f"{now[0] / then[0]:.2f}",
    )


def _starts(root: Path) -> tuple[float, float]:
    """The best of several starts."""
    with tempfile.TemporaryDirectory(prefix="egret-bench-") as name:
        folder = Path(name) / "data"
        with site.product(folder, root=root):
            pass
        found = []
        for _ in range(STARTS):
            begun = time.perf_counter()
            with site.starting(folder, root) as (port, running):
                _first(port)
                found.append((time.perf_counter() - begun, spent(running.pid)))
        return min(found)


def _first(port: int) -> None:
    while True:
        try:
            if urllib3.request("GET", f"http://127.0.0.1:{port}/", retries=False).status == 200:
                return
        except urllib3.exceptions.HTTPError:
            time.sleep(0.01)


def _wait(running: "subprocess.Popen[str]") -> None:
    """Until the demo is loaded, which is the last thing it says."""
    assert running.stdout
    if not any("Stop with Ctrl-C" in line for line in running.stdout):
        raise RuntimeError("the product did not start")


def _view(port: int, views: int) -> None:
    pool = urllib3.HTTPConnectionPool("127.0.0.1", port)
    for page in islice(cycle(PAGES), views):
        if (status := pool.request("GET", page).status) != 200:
            raise RuntimeError(f"{page} answered {status}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="egret bench memory")
    parser.add_argument("--commit", default=commit.BASELINE, help="the commit to compare the start with")
    given = parser.parse_args()
    report = Report("Memory and start")
    resting(report, separate=False)
    resting(report, separate=True)
    first_page(report, given.commit)
    report.show()


if __name__ == "__main__":
    main()
