import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from deploy import supervisor
from tests import patience
from tests.deploy import kept_demo
from tests.deploy.running import Running, alive, parts

pytestmark = pytest.mark.slow
Up = Callable[..., Running]
until = partial(patience.until, seconds=90)


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


def test_no_process_outlives_a_supervisor_that_was_killed(up: Up, broker_url: str) -> None:
    running = up("--broker", broker_url)
    running.links()
    started = [child.pid for part in parts(running).values() for child in (part, *part.children())]
    assert len(started) >= 4 * 3
    running.end(signal.SIGKILL)
    until(lambda: not any(alive(pid) for pid in started), say=lambda: "something lives on")


def test_events_of_the_embedded_product_flow_on_through_a_broker(up: Up, tmp_path: Path, broker_url: str) -> None:
    first = up("--demo", data=kept_demo.put(tmp_path / "data"))
    first.links()
    first.end(signal.SIGKILL)
    until(lambda: "process" not in first.command("restore", "/nowhere").stderr, say=lambda: "the folder stays locked")
    second = up("--broker", broker_url, data=first.data)
    second.links()
    until(lambda: second.ask("status", "--check", EGRET_BROKER=broker_url).exit_code == 0, say=second.said)


def test_a_database_that_does_not_answer_is_said_clearly(up: Up, broker_url: str) -> None:
    running = up("--broker", broker_url, "--database", "postgresql://nobody@127.0.0.1:1")
    assert running.process.wait(60) == 1
    assert "Traceback" not in running.said(), running.said()
    assert "127.0.0.1" in running.said()
