"""A real gunicorn, and an application that takes connections over."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deploy.child import PARENT
from tests.patience import PATIENCE, until
from tests.provision.ports import free_ports

APP = """
import threading
import deploy.connections
from flask import Flask, request
from chassis.http import handover
from deploy.server import Server

kept, app = [], Flask("toy")

@app.get("/plain")
def plain():
    return f"{threading.active_count()} {len(kept)}"

@app.route("/stream", methods=["GET", "POST"])
def stream():
    broken = "broken" in request.args

    def take(connection, head):
        if broken:
            raise ValueError("no room")
        connection.sendall(head + b"first")
        kept.append(connection)

    answer = handover.offered(take)
    if "refused" in request.args:
        return "refused", 403
    if answer is None:
        return "held"
    answer.headers["X-Own"] = "yes"
    return answer

@app.get("/say")
def say():
    for connection in kept:
        connection.sendall(b" more")
    return "said"

deploy.connections.HEAD = 0.2
Server(lambda: app.wsgi_app, {"bind": "127.0.0.1:PORT", "threads": 2}).run()
"""


class Site:
    """The toy application, served."""

    def __init__(self, port: int, program: str = APP) -> None:
        self.port = port
        program = program.replace("PORT", str(port))
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), PARENT: str(os.getpid())}
        self.process = subprocess.Popen([sys.executable, "-c", program], env=env, stderr=subprocess.PIPE, text=True)
        until(self.answers, seconds=PATIENCE)

    def answers(self) -> bool:
        with closing(socket.socket()) as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def open(self, path: str, method: str = "GET", keep: bool = False) -> socket.socket:
        """A connection with one request sent."""
        opened = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        close = "" if keep else "Connection: close\r\n"
        opened.sendall(f"{method} {path} HTTP/1.1\r\nHost: toy\r\nContent-Length: 0\r\n{close}\r\n".encode())
        return opened

    def get(self, path: str, method: str = "GET") -> str:
        with closing(self.open(path, method)) as opened:
            return b"".join(iter(lambda: opened.recv(4096), b"")).decode()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    served = Site(free_ports(1)[0])
    yield served
    served.process.kill()
    served.process.communicate()


def read_until(connection: socket.socket, text: str) -> str:
    found = ""
    while text not in found:
        piece = connection.recv(4096).decode()
        assert piece, found
        found += piece
    return found


def test_taken_connections_stay_open_and_hold_no_thread(site: Site) -> None:
    streams = [site.open("/stream", keep=True) for _ in range(50)]
    for stream in streams:
        head, _, body = read_until(stream, "first").partition("\r\n\r\n")
        assert head.startswith("HTTP/1.1 200 OK\r\n")
        assert "X-Own: yes" in head
        assert "Connection: close" in head
        assert "Content-Length" not in head
        assert body == "first"
    threads, taken = site.get("/plain").rpartition("\r\n")[2].split()
    assert (int(threads) <= 6, taken) == (True, "50")
    assert site.get("/say").endswith("said")
    for stream in streams:
        assert read_until(stream, "more") == " more"
        stream.close()


def test_an_answer_other_than_ok_is_sent_as_always(site: Site) -> None:
    text = site.get("/stream?refused=1")
    assert text.startswith("HTTP/1.1 403")
    assert text.endswith("refused")


def test_only_a_get_may_take_its_connection(site: Site) -> None:
    assert site.get("/stream", "POST").endswith("held")


def test_a_taker_that_fails_closes_the_connection_and_nothing_else(site: Site) -> None:
    assert site.get("/stream?broken=1") == ""
    assert site.get("/plain").startswith("HTTP/1.1 200")


def test_a_head_that_does_not_arrive_holds_no_thread(site: Site) -> None:
    slow = [socket.create_connection(("127.0.0.1", site.port), PATIENCE) for _ in range(6)]
    for connection in slow:
        connection.sendall(b"GET /plain HTTP/1.1\r\nHost: to")
    assert site.get("/plain").startswith("HTTP/1.1 200")
    for connection in slow:
        assert connection.recv(4096) == b""
        connection.close()


def test_an_address_that_is_too_long_is_refused(site: Site) -> None:
    with closing(site.open(f"/plain?{'x' * 9000}")) as long:
        assert long.recv(4096).startswith(b"HTTP/1.1 414")


def test_taken_connections_end_with_the_server_and_do_not_delay_it() -> None:
    site = Site(free_ports(1)[0])
    with closing(site.open("/stream", keep=True)) as stream:
        read_until(stream, "first")
        site.process.send_signal(signal.SIGTERM)
        assert stream.recv(4096) == b""
        _, said = site.process.communicate(timeout=PATIENCE)
    assert site.process.returncode == 0
    assert said == ""
