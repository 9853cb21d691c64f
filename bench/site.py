"""The product as processes of its own, with the demo loaded, and a bare Flask beside it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import urllib3

from deploy.child import PARENT
from tests.provision.ports import free_ports

ROOT = Path(__file__).parents[1]
LIMITS = ("CODES", "CODES_NETWORK", "TRIES", "TRIES_NETWORK", "REGISTRATIONS")
"""Limits for one address or network; the benchmark is one network."""
BOOT = 180.0


@dataclass
class Site:
    """Where it answers, whom its links sign in, and where its data lies."""

    port: int
    links: Mapping[str, str]
    data: Path
    pid: int
    database: str = ""
    """Registration's own database, where it is not a file in the folder."""

    def link(self, role: str) -> str:
        """The path of the sign-in link of a demo role."""
        return next(link for label, link in self.links.items() if role in label)


@contextmanager
def starting(data: Path, root: Path) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """`egret up --demo` on this folder, just begun; its port."""
    (port,) = free_ports(1)
    command = ["-m", "deploy", "up", "--demo", "--port", str(port)]
    with _process(command, {"EGRET_DATA": str(data)}, data.parent / "output", root) as running:
        yield port, running


@contextmanager
def product(data: Path, database: str = "", broker: str = "", *, root: Path = ROOT) -> Iterator[Site]:
    """`egret up --demo` on this folder until the end of the block, of the source tree at `root`."""
    (port,) = free_ports(1)
    environ = {f"EGRET_LIMIT_{name}": "0" for name in LIMITS}
    environ |= {"EGRET_DATA": str(data), "EGRET_DATABASE": database, "EGRET_BROKER": broker or "memory://"}
    output = data.parent / f"{data.name}.output"
    with _process(["-m", "deploy", "up", "--demo", "--port", str(port)], environ, output, root) as running:
        text = _wait(running, output)
        found = re.findall(r"^\s*(\S.*?)\s+https?://[^/\s]+(/signin/\S+)", text, re.M)
        own = f"{database}_registration".replace("postgresql://", "postgresql+psycopg://") if database else ""
        yield Site(port, dict(found), data, running.pid, own)


@contextmanager
def hello(folder: Path) -> Iterator[Site]:
    """A bare Flask application under the product's own web server."""
    (port,) = free_ports(1)
    with _process(["-m", "bench.hello", str(port)], {}, folder / "hello.output") as running:
        _wait_for_answers(running, port)
        yield Site(port, {}, folder, running.pid)


@contextmanager
def bare(data: Path) -> Iterator[Site]:
    """A bare Flask with a database, under the product's own web server."""
    (port,) = free_ports(1)
    data.mkdir()
    with _process(["-m", "bench.bare", str(port), str(data)], {}, data / "output") as running:
        _wait_for_answers(running, port)
        yield Site(port, {}, data, running.pid)


def _wait_for_answers(running: "subprocess.Popen[bytes]", port: int) -> None:
    due = time.monotonic() + BOOT
    while not _answers(port):
        if running.poll() is not None or time.monotonic() > due:
            raise RuntimeError("the bare Flask did not start")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        return urllib3.request("GET", f"http://127.0.0.1:{port}/", retries=False).status < 500
    except urllib3.exceptions.HTTPError:
        return False


@contextmanager
def _process(
    arguments: list[str], environ: Mapping[str, str], output: Path, root: Path = ROOT
) -> Iterator["subprocess.Popen[bytes]"]:
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1", **environ}
    env[PARENT] = str(os.getpid())  # it ends itself should this benchmark be interrupted
    with output.open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-P", *arguments], cwd=root, env=env, stdout=said, stderr=said, start_new_session=True
        )
    try:
        yield running
    finally:
        running.terminate()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            running.kill()


def _wait(running: "subprocess.Popen[bytes]", output: Path) -> str:
    due = time.monotonic() + BOOT
    while "Stop with Ctrl-C" not in (text := output.read_text()):
        if running.poll() is not None or time.monotonic() > due:
            raise RuntimeError(f"the product did not start: {text[-2000:]}")
        time.sleep(0.1)
    return text
