"""A web process that boots slowly, and one that hangs, under the supervisor; both are real processes."""

import http.server
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from deploy import child, pulse, supervisor
from tests import patience

until = partial(patience.until, seconds=30)
Start = Callable[[float], supervisor.Supervisor]


class Live(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def toy(boot: float, arguments: list[str]) -> None:
    """A web side that boots for so many seconds."""
    time.sleep(boot)
    host, port = arguments[arguments.index("--bind") + 1].split(":")
    http.server.HTTPServer((host, int(port)), Live).serve_forever()


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """`start(boot)`: a supervisor of one part whose web side boots for so many seconds; watched in a thread."""
    monkeypatch.setattr(supervisor, "NAMES", ("toy",))
    monkeypatch.setattr(supervisor, "EVERY", 0.1)
    monkeypatch.setattr(supervisor, "ANSWER", 0.2)
    begun: list[tuple[supervisor.Supervisor, threading.Thread]] = []

    def begin(boot: float) -> supervisor.Supervisor:
        monkeypatch.setattr(supervisor, "run_here", partial(toy, boot))
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
