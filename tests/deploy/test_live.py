"""The live feed where gateway and notify are processes of their own: over HTTP, and through notify's restart."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest
import urllib3

from chassis import clock
from chassis.events.bus import Message
from chassis.events.handling import handling
from chassis.http.auth import Grant, Identity, sign
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.events import producer_of
from contracts.registration import EntrySubmitted
from contracts.roles import ORGANIZER
from contracts.scopes import EVERYWHERE
from deploy.supervisor import alive
from services.notify.app import PART
from tests.deploy.running import ROOT, command
from tests.patience import PATIENCE, until
from tests.provision.ports import free_ports
from tests.services.notify.samples import sample

SECRET = "0123456789abcdef" * 4


class Two:
    """Gateway and notify, each served by itself; no broker, as nothing is told by events here."""

    def __init__(self, data: Path) -> None:
        notify, gateway = free_ports(2)
        self.ports = {"notify": notify, "gateway": gateway}
        places = ",".join(f"{name}=http://127.0.0.1:{port}" for name, port in self.ports.items())
        self.environ = {
            "EGRET_DATA": str(data),
            "EGRET_SECRET": SECRET,
            "EGRET_BROKER": "amqp://nobody@127.0.0.1:1/none",
            "EGRET_SERVICES": places,
        }
        migrated = command("migrate", "--quiet", **self.environ)
        assert migrated.returncode == 0, migrated.stderr
        self.database = Database(f"sqlite:///{data}/notify.db")
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        for name in self.ports:
            self.start(name)

    def start(self, name: str) -> None:
        address = f"127.0.0.1:{self.ports[name]}"
        env = {**os.environ, "PYTHONPATH": str(ROOT), **self.environ}
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-P", "-m", "deploy", "web", name, "--bind", address], env=env, stderr=subprocess.DEVNULL
        )
        until(lambda: alive(address), seconds=PATIENCE)

    def end(self, name: str) -> None:
        self.processes[name].send_signal(signal.SIGTERM)
        self.processes[name].wait(PATIENCE)

    def happen(self, number: int) -> None:
        """Let an event arrive at notify, as its worker applies it."""
        event = sample(EntrySubmitted, number=f"XM5G04-{number:04}")
        body, source = msgspec.json.encode(event), producer_of(event.TYPE)
        message = Message(
            id=str(ids.new_id()), source=source, type=event.TYPE, subject=event.subject, time=clock.now(), body=body
        )
        with self.database.write() as session, handling(session, message):
            for handler in PART.handlers[EntrySubmitted]:
                handler(event, session)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with ExitStack() as stack:
        started = Two(tmp_path / "data")
        stack.callback(started.database.close)
        yield started
        for process in started.processes.values():
            stack.callback(process.wait, PATIENCE)
            stack.callback(process.kill)


def test_nothing_is_missing_from_the_live_feed_after_notify_started_again(two: Two) -> None:
    who = Identity(ids.new_id(), "组委会", (Grant(ORGANIZER, EVERYWHERE),))
    token = sign(who, audience="gateway", secret=SECRET)
    two.happen(1)
    headers = {"Authorization": f"Bearer {token}", "Last-Event-ID": "0"}
    address = f"http://127.0.0.1:{two.ports['gateway']}/organizer/activity/stream"
    answer = urllib3.request("GET", address, headers=headers, preload_content=False, retries=False, timeout=PATIENCE)
    try:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream; charset=utf-8")
        received = Lines(answer)
        received.until("XM5G04-0001")
        two.happen(2)
        received.until("XM5G04-0002")
        two.end("notify")
        received.until("data: waiting")
        two.happen(3)
        two.start("notify")
        received.until("XM5G04-0003")
        assert received.numbers == ["XM5G04-0001", "XM5G04-0002", "XM5G04-0003"]
    finally:
        answer.close()


class Lines:
    """What came over the stream so far."""

    def __init__(self, answer: urllib3.BaseHTTPResponse) -> None:
        self._answer, self.text = answer, ""

    def until(self, text: str) -> None:
        """Read until this came, after what was waited for before."""
        while text not in self.text:
            piece = self._answer.read1(1 << 16)
            assert piece, self.text
            self.text += piece.decode()

    @property
    def numbers(self) -> list[str]:
        """The entries that were told of, in order."""
        items = [json.loads(line[6:]) for line in self.text.splitlines() if line.startswith('data: {"id"')]
        return [item["text"][-12:-1] for item in items]
