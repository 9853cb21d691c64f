"""Slow heads and bodies, against a real gunicorn: whoever is quick is served meanwhile."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests.deploy.test_handover import Site
from tests.patience import PATIENCE
from tests.provision.ports import free_ports

APP = """
from flask import Flask, request
import deploy.connections, deploy.pacing
from deploy.server import Server

app = Flask("toy")

@app.get("/health/live")
def live():
    return "well"

@app.post("/take")
def take():
    return str(len(request.get_data()))

@app.post("/ignore")
def ignore():
    return "ignored"

deploy.connections.HEAD, deploy.pacing.EACH, deploy.pacing.GRACE, deploy.pacing.RATE = 1.0, 4, 1.5, 200
Server(lambda: app.wsgi_app, {"bind": "127.0.0.1:PORT", "threads": 24}, proxies=1).run()
"""
ONE, OTHER = "192.0.2.1", "198.51.100.2"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    served = Site(free_ports(1)[0], APP)
    yield served
    served.process.kill()
    served.process.communicate()


def begin(site: Site, path: str, network: str = ONE, length: int = 1000) -> socket.socket:
    """A connection whose body is still to come."""
    opened = socket.create_connection(("127.0.0.1", site.port), PATIENCE)
    head = f"POST {path} HTTP/1.1\r\nHost: toy\r\nX-Forwarded-For: {network}\r\nContent-Length: {length}\r\n\r\n"
    opened.sendall(head.encode() + b"x")
    return opened


def answer(connection: socket.socket) -> int:
    """The status; 0 where the connection ends without an answer."""
    text = b""
    while b"\r\n" not in text and (piece := connection.recv(4096)):
        text += piece
    return int(text.split()[1]) if text else 0


def quick(site: Site) -> float:
    """Seconds that somebody waits who asks whether the process is well."""
    begun = time.monotonic()
    assert site.get("/health/live").endswith("well")
    return time.monotonic() - begun


@pytest.mark.parametrize("path", ["/take", "/ignore"])
def test_eighty_slow_bodies_stop_nobody_and_end(site: Site, path: str) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(closing(begin(site, path, f"192.0.2.{number}"))) for number in range(80)]
        assert quick(site) < 1
        statuses = [answer(connection) for connection in slow]
    assert set(statuses) <= ({408, 429} if path == "/take" else {200})


def test_one_network_leaves_room_for_another(site: Site) -> None:
    with ExitStack() as stack:
        for _ in range(30):
            stack.enter_context(closing(begin(site, "/take")))
        with closing(begin(site, "/take", OTHER, length=3)) as other:
            time.sleep(0.2)
            other.sendall(b"yz")
            assert answer(other) == 200


def test_a_slow_but_steady_body_arrives(site: Site) -> None:
    with closing(begin(site, "/take", length=901)) as steady:
        for _ in range(9):
            time.sleep(0.3)
            steady.sendall(b"x" * 100)
        assert answer(steady) == 200


def test_heads_in_two_pieces_are_served_at_once_and_late_ones_hung_up_on(site: Site) -> None:
    with ExitStack() as stack:
        late = [stack.enter_context(socket.create_connection(("127.0.0.1", site.port), PATIENCE)) for _ in range(40)]
        for connection in late:
            connection.sendall(b"GET /health/live HTTP/1.1\r\nHo")
        with socket.create_connection(("127.0.0.1", site.port), PATIENCE) as split:
            split.sendall(b"GET /health/live HTTP/1.1\r\nHo")
            time.sleep(0.1)
            begun = time.monotonic()
            split.sendall(b"st: toy\r\n\r\n")
            assert answer(split) == 200
            assert time.monotonic() - begun < 0.5
        assert [answer(connection) for connection in late] == [0] * 40
