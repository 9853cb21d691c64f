"""A web process that boots slowly, and one that hangs, under the supervisor; both are real processes."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from deploy import child, pulse, supervisor
from tests import patience

until = partial(patience.until, seconds=30)
Start = Callable[[float], supervisor.Supervisor]
WEB = """
import http.server, sys, time
time.sleep(float(sys.argv[2]))
class Live(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *args):
        pass
host, port = sys.argv[1].split(":")
http.server.HTTPServer((host, int(port)), Live).serve_forever()
"""


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """`start(boot)`: a supervisor of one part whose web side boots for so many seconds; watched in a thread."""
    program = tmp_path / "web.py"
    program.write_text(WEB)
    monkeypatch.setattr(supervisor, "NAMES", ("toy",))
    monkeypatch.setattr(supervisor, "EVERY", 0.1)
    monkeypatch.setattr(supervisor, "ANSWER", 0.2)
    begun: list[tuple[supervisor.Supervisor, threading.Thread]] = []

    def begin(boot: float) -> supervisor.Supervisor:
        def toy(arguments: list[str]) -> list[str]:
            return [sys.executable, str(program), arguments[arguments.index("--bind") + 1], str(boot)]

        monkeypatch.setattr(supervisor, "command_of", toy)
        watched = supervisor.Supervisor("127.0.0.1", supervisor.free_ports(1)[0])
        for process in watched.children.values():
            process.start()
        thread = threading.Thread(target=watched.watch)
        thread.start()
        begun.append((watched, thread))
        return watched

    yield begin
    for watched, thread in begun:
        watched.stopping.set()
        thread.join()
        watched.stop()


def answers(watched: supervisor.Supervisor) -> bool:
    return watched.pulses["toy"].answered


def test_a_process_that_boots_slowly_is_let_be_again_and_again(start: Start) -> None:
    watched = start(2.5)
    (web,) = watched.children.values()
    for _ in range(2):
        begun = web.pid
        until(lambda: answers(watched))
        assert web.pid == begun
        web.kill()
        until(lambda begun=begun: web.pid not in {None, begun})


def test_a_process_that_hangs_is_started_again(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    watched = start(0.0)
    (web,) = watched.children.values()
    until(lambda: answers(watched))
    hung = web.pid
    assert hung is not None
    os.kill(hung, signal.SIGSTOP)
    until(lambda: web.pid not in {None, hung} and answers(watched))
    assert "toy does not answer" in capfd.readouterr().out


def test_a_process_that_never_comes_to_answer_is_started_again(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "BOOT", 1.0)
    monkeypatch.setattr(child, "FIRST", 0.1)
    watched = start(600.0)
    (web,) = watched.children.values()
    hung = web.pid
    until(lambda: web.pid not in {None, hung})
