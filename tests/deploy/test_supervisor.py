import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import psutil
import pytest

from deploy import supervisor
from deploy.demo import people
from tests import patience
from tests.deploy.running import Running
from tests.deploy.test_up import sign_in

pytestmark = pytest.mark.slow
Up = Callable[..., Running]
until = partial(patience.until, seconds=90)


def parts(running: Running) -> dict[str, psutil.Process]:
    """The first process of each part, by its name."""
    found = {}
    for child in psutil.Process(running.process.pid).children():
        command = [] if child.status() == psutil.STATUS_ZOMBIE else child.cmdline()
        if "web" in command:
            found[command[command.index("web") + 1]] = child
    return found


def alive(pid: int) -> bool:
    """Whether the process exists and is not merely waiting to be reaped."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@contextmanager
def answering(text: bytes, host: str = "127.0.0.1") -> Iterator[str]:
    """Where somebody gives this answer to whoever asks."""
    with socket.create_server((host, 0)) as listening:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    asking, _ = listening.accept()
                    with asking:
                        asking.recv(4096)
                        asking.sendall(text)

        threading.Thread(target=answer, daemon=True).start()
        yield f"{host}:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("said", "serves"), [(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", True), (b"220 not the web\r\n", False)]
)
def test_web_side_is_asked_itself_not_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch, said: bytes, serves: bool
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with answering(said) as place:
        assert supervisor.alive(place) is serves


@pytest.mark.parametrize(
    ("host", "place"), [("192.0.2.7", "192.0.2.7:80"), ("0.0.0.0", "0.0.0.0:80"), ("2001:db8::7", "[2001:db8::7]:80")]
)
def test_gateway_is_asked_where_it_listens(monkeypatch: pytest.MonkeyPatch, host: str, place: str) -> None:
    asked: list[str] = []
    monkeypatch.setattr("deploy.child.Child.start", lambda _child: None)
    monkeypatch.setattr("deploy.supervisor.alive", lambda at: bool(asked.append(at)) or True)
    supervisor.Supervisor(host, 80).start()
    assert asked[-1] == place


def test_every_part_runs_in_processes_of_its_own_and_comes_back_when_killed(
    up: Up, broker_url: str, postgres_url: str
) -> None:
    running = up("--demo", "--broker", broker_url, "--database", postgres_url, "--web", "2")
    links = running.links()
    assert len(links) == len(people.SHOWN)
    assert sign_in(links[2]).open(f"http://localhost:{running.port}/organizer/ranking", timeout=30).status == 200
    before = parts(running)
    assert set(before) == {"gateway", "registration", "judging", "notify"}
    everything = [child.pid for part in before.values() for child in (part, *part.children())]
    assert len(everything) == 4 + 4 + 2 + 3
    place = {"EGRET_BROKER": broker_url, "EGRET_DATABASE": postgres_url}
    until(lambda: running.command("status", "--check", **place).returncode == 0, say=running.said)
    worker = before["judging"].children()[-1]
    worker.kill()
    before["registration"].kill()
    until(lambda: parts(running).get("registration", before["registration"]) != before["registration"])
    until(lambda: worker not in (now := before["judging"].children()) and len(now) == 2, say=running.said)
    until(lambda: running.get("/")[0] == 200, say=running.said)
    everything += [child.pid for part in parts(running).values() for child in (part, *part.children())]
    assert running.end(signal.SIGTERM) == 0
    assert not [pid for pid in everything if alive(pid)]


def test_no_process_outlives_a_supervisor_that_was_killed(up: Up, broker_url: str) -> None:
    running = up("--broker", broker_url)
    running.links()
    started = [child.pid for part in parts(running).values() for child in (part, *part.children())]
    assert len(started) >= 4 * 3
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
