"""The servers that tests use end with the run, also when it is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import psutil
import pytest

from tests.deploy.running import ROOT
from tests.provision import __main__ as provision
from tests.provision.errors import Missing

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
WITH_SERVER = """
import time


def test_asks(postgres_url):
    print('asked', postgres_url, flush=True)
    time.sleep(600)
"""


def listens(place: SplitResult) -> bool:
    """Whether the server is there; it may be a process of this machine or a container."""
    try:
        socket.create_connection((place.hostname or "", place.port or 0), timeout=1).close()
    except OSError:
        return False
    return True


def test_servers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "test_asks.py").write_text(WITH_SERVER)
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("EGRET_TEST_RUN", "PYTEST"))}
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-s", "-p", "no:cacheprovider", "-c", "/dev/null", str(tmp_path)],
        env={**env, "PYTHONPATH": str(ROOT), "EGRET_TEST_POSTGRES": ""},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )
    assert run.stdout is not None
    try:
        seen = ""
        while "asked" not in seen:
            line = run.stdout.readline()
            assert line, seen
            seen += line
        place = urlsplit(seen.split("asked ")[1].split()[0])
        keepers = [p for p in psutil.process_iter(["cmdline"]) if str(run.pid) in (p.info["cmdline"] or [])]
        assert keepers
        assert listens(place)
    finally:
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    deadline = time.monotonic() + 60
    while listens(place) or any(keeper.is_running() for keeper in keepers):
        assert time.monotonic() < deadline, seen
        time.sleep(0.1)


def test_what_cannot_be_had_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(provision.ON_MACHINE, "browser", lambda: "")
    monkeypatch.setattr(provision.debian, "can_install", lambda: False)
    monkeypatch.delenv("EGRET_TEST_CHROMIUM", raising=False)
    with pytest.raises(Missing, match=r"browser \(chromium\).*EGRET_TEST_CHROMIUM.*--without browser"):
        provision.ensure(["browser"])


def test_an_address_in_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EGRET_TEST_BROKER", "amqp://elsewhere")
    assert provision.source("broker") == "given in EGRET_TEST_BROKER"
