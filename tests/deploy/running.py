"""The product as a process of its own, as an operator starts it."""

import contextlib
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result

from deploy import supervisor
from deploy.child import PARENT
from deploy.cli import egret

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds; generous, as machines that run tests are busy."""


class Running:
    """`egret up` with its own data folder."""

    def __init__(self, data: Path, *arguments: str, port: int, **environ: str) -> None:
        self.data, self.port = data, port
        data.parent.mkdir(parents=True, exist_ok=True)
        self.environ = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "EGRET_DATA": str(data),
            "EGRET_LIMIT_CREATIONS": "0",
            **environ,
        }
        self.environ[PARENT] = str(os.getpid())  # it ends itself should this run be interrupted
        self.start(*arguments)

    def start(self, *arguments: str) -> None:
        """Start it; also again, after it ended, on the same data and port."""
        self.output = self.data.parent / f"output-{time.monotonic_ns()}"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "deploy", "up", "--port", str(self.port), *arguments],
                env=self.environ,
                stdout=output,
                stderr=output,
                cwd=self.data.parent,
                start_new_session=True,
            )

    def said(self) -> str:
        """Everything it printed."""
        return self.output.read_text()

    def wait_for(self, text: str) -> str:
        """Wait until it has printed this; returns all of it."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)
        return self.said()

    def links(self) -> list[str]:
        """The sign-in links, once it is ready."""
        return re.findall(r"http://\S+/signin/\S+", self.wait_for("Stop with Ctrl-C"))

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a page."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.status or 0, refusal.read().decode()

    def command(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Another command on the same data."""
        return command(*arguments, **{**self.environ, **environ})

    def ask(self, *arguments: str, **environ: str) -> Result:
        """The same within this process: what is asked until it comes true must not start a Python each time."""
        return invoke(*arguments, **{**self.environ, **environ})

    def end(self, sign: int) -> int:
        """Send a signal and wait; returns the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        return self.process.wait(PATIENCE)


def command(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run one command of ours to its end, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environ}
    return subprocess.run(
        [sys.executable, "-P", "-m", "deploy", *arguments], env=env, capture_output=True, text=True, timeout=PATIENCE
    )


def invoke(*arguments: str, **environ: str) -> Result:
    """Run one command of ours within this process, which is quicker; what it sets in the environment is undone."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("EGRET_DATA", "EGRET_SECRET"):
            patch.delenv(name, raising=False)
        for name, value in environ.items():
            patch.setenv(name, value)
        done = CliRunner().invoke(egret, arguments, prog_name="egret")
        for name in ("EGRET_DATA", "EGRET_SECRET"):
            os.environ.pop(name, None)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def parts(running: Running) -> dict[str, psutil.Process]:
    """The first process of each part, by its name."""
    started = psutil.Process(running.process.pid).children(recursive=True)
    found = {}
    for process in started:
        with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):
            first = os.getsid(process.pid) == process.pid
            if first and process.name() in supervisor.NAMES and process.status() != psutil.STATUS_ZOMBIE:
                found[process.name()] = process
    return found


def alive(pid: int) -> bool:
    """Whether the process exists and is not merely waiting to be reaped."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def sign_in(link: str) -> urllib.request.OpenerDirector:
    """A browser that has followed the link and pressed its button, of somebody who agreed to all that was asked."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(link, timeout=30).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    body = f"csrf_token={token[1]}".encode() if token else b""
    asked = browser.open(urllib.request.Request(link, body, {"Referer": link}), timeout=30)
    if "/account/consent" in asked.url:
        agreed = urllib.parse.urlencode(re.findall(r'name="([^"]+)" value="([^"]*)"', asked.read().decode()))
        address = asked.url.partition("?")[0]
        browser.open(urllib.request.Request(address, agreed.encode(), {"Referer": asked.url}), timeout=30)
    return browser
