import os
import signal
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from deploy.demo import people
from tests import patience
from tests.deploy.running import Running
from tests.deploy.test_up import sign_in

pytestmark = pytest.mark.slow
Up = Callable[..., Running]
until = partial(patience.until, seconds=90)


def processes(running: Running) -> dict[str, int]:
    """Process id by what it runs, such as `worker judging`, of those the supervisor started."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(running.process.pid)], capture_output=True, text=True
    ).stdout
    return {
        " ".join(line.split(" deploy ", 1)[1].split()[:2]): int(line.split()[0])
        for line in found.splitlines()
        if " deploy web " in line or " deploy worker " in line
    }


def alive(pid: int) -> bool:
    """Whether the process exists and is not merely waiting to be reaped."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_every_part_runs_in_processes_of_its_own_and_comes_back_when_killed(
    up: Up, broker_url: str, postgres_url: str
) -> None:
    running = up("--demo", "--broker", broker_url, "--database", postgres_url)
    links = running.links()
    assert len(links) == len(people.SHOWN)
    assert sign_in(links[2]).open(f"http://127.0.0.1:{running.port}/organizer/ranking", timeout=30).status == 200
    before = processes(running)
    parts = ("gateway", "registration", "judging", "notify")
    assert set(before) == {f"{kind} {part}" for kind in ("web", "worker") for part in parts}
    place = {"EGRET_BROKER": broker_url, "EGRET_DATABASE": postgres_url}
    until(lambda: running.command("status", "--check", **place).returncode == 0, say=running.said)
    os.kill(before["worker judging"], signal.SIGKILL)
    os.kill(before["web registration"], signal.SIGKILL)
    until(lambda: set(processes(running)) == set(before), say=running.said)
    until(lambda: running.get("/")[0] == 200, say=running.said)
    assert running.end(signal.SIGTERM) == 0
    assert not [pid for pid in before.values() if alive(pid)]


def test_no_process_outlives_a_supervisor_that_was_killed(up: Up, broker_url: str) -> None:
    running = up("--broker", broker_url)
    running.links()
    started = list(processes(running).values())
    assert len(started) == 8
    running.end(signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in started), say=lambda: "something lives on")


def test_events_of_the_embedded_product_flow_on_through_a_broker(up: Up, broker_url: str) -> None:
    first = up("--demo")
    first.links()
    first.end(signal.SIGKILL)
    until(lambda: "process" not in first.command("restore", "/nowhere").stderr, say=lambda: "the folder stays locked")
    second = up("--broker", broker_url, data=first.data)
    second.links()
    until(lambda: second.command("status", "--check", EGRET_BROKER=broker_url).returncode == 0, say=second.said)


def test_a_database_that_does_not_answer_is_said_clearly(up: Up, broker_url: str) -> None:
    running = up("--broker", broker_url, "--database", "postgresql://nobody@127.0.0.1:1")
    assert running.process.wait(60) == 1
    assert "Traceback" not in running.said(), running.said()
    assert "127.0.0.1" in running.said()
