"""The product itself under faults: what it acknowledged over HTTP is there afterwards, once, in every part."""

import json
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from click.testing import Result

from bench import visitor
from deploy.demo import people
from tests.deploy import kept_demo
from tests.deploy.running import Running, alive, parts, sign_in
from tests.faults.ledger import Ledger
from tests.patience import until
from tests.provision import vhosts
from tests.provision.ports import free_ports
from tests.provision.postgres import DURABLE, Postgres
from tests.provision.rabbitmq import RabbitMQ

pytestmark = pytest.mark.slow
LIMITS = {f"EGRET_LIMIT_{name}": "0" for name in ("CODES", "CODES_NETWORK", "TRIES", "TRIES_NETWORK", "REGISTRATIONS")}
VHOST = "product"
SMALL = 2 << 20
"""Bytes that a file may have while the disk counts as full; the databases here are smaller."""


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = kept_demo.put(tmp_path_factory.mktemp("embedded") / "data")
    running = Running(data, "--demo", "--web", "2", port=free_ports(1)[0], **LIMITS)
    running.links()
    yield running
    running.end(signal.SIGKILL)


def test_embedded_product_loses_nothing_when_its_processes_are_killed_or_hang(embedded: Running) -> None:
    with Ledger(embedded, "killed") as ledger:
        ledger.more()
        for child in psutil.Process(embedded.process.pid).children():
            child.kill()
        ledger.more()
        hung = psutil.Process(embedded.process.pid).children()[0]
        hung.suspend()
        time.sleep(1)
        hung.resume()
        ledger.more()
    ledger.check()


def test_full_disk_is_said_and_the_upload_goes_through_once_there_is_room(embedded: Running) -> None:
    mailbox, person = visitor.Mailbox(embedded.data / "mail"), visitor.Visitor(embedded.port)
    entry = visitor.begin(person, mailbox, "full")
    page = person.get(f"{entry}/files/document")
    large = visitor.PDF + b"%" * (2 * SMALL)
    web = psutil.Process(embedded.process.pid).children()
    for process in web:
        process.rlimit(resource.RLIMIT_FSIZE, (SMALL, resource.RLIM_INFINITY))
    with pytest.raises(RuntimeError, match="answered 507"):
        person.upload(page, f"{entry}/files/document", large)
    for process in web:
        process.rlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert person.upload(page, f"{entry}/files/document", large)
    person.close()


class Apart:
    """Every part by itself, with a broker and a database server that can be harmed."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.broker, self.postgres = RabbitMQ().start(), Postgres(settings=DURABLE).start()
        stack.callback(self.broker.close)
        stack.callback(self.postgres.close)
        vhosts.create(self.broker.api_url, VHOST)
        place = {"EGRET_BROKER": f"{self.broker.url}/{VHOST}", "EGRET_DATABASE": f"{self.postgres.url}/egret"}
        self.running = Running(folder / "data", "--demo", "--web", "2", port=free_ports(1)[0], **LIMITS, **place)
        stack.callback(self.running.end, signal.SIGTERM)
        self.running.links()

    def ledger(self, name: str) -> Ledger:
        """People who come meanwhile."""
        return Ledger(self.running, name, f"{self.postgres.url}/egret")

    def settled(self) -> bool:
        """As the operator asks, who sets nothing in the environment."""
        return self.status("--check").exit_code == 0

    def status(self, *options: str) -> Result:
        """What `egret status` says."""
        return self.running.ask("status", *options, EGRET_BROKER="", EGRET_DATABASE="")


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    with ExitStack() as stack:
        yield Apart(tmp_path_factory.mktemp("apart"), stack)


@pytest.mark.broker
@pytest.mark.postgres
def test_database_server_that_freezes_and_is_killed_loses_nothing(apart: Apart) -> None:
    with apart.ledger("postgres") as ledger:
        ledger.more()
        apart.postgres.signal(signal.SIGSTOP)
        time.sleep(2)
        apart.postgres.signal(signal.SIGCONT)
        ledger.more()
        apart.postgres.kill()
        time.sleep(1)
        apart.postgres.serve()
        ledger.more()
    ledger.check()


@pytest.mark.broker
@pytest.mark.postgres
def test_deleted_vhost_loses_nothing(apart: Apart) -> None:
    with apart.ledger("vhost") as ledger:
        ledger.more()
        vhosts.delete(apart.broker.api_url, VHOST)
        ledger.more()
        assert json.loads(apart.status("--json").stdout)["broker"] == "away"
        vhosts.create(apart.broker.api_url, VHOST)
        ledger.more()
    ledger.check()
    until(apart.settled, seconds=150, say=lambda: apart.status().stdout)


@pytest.mark.broker
@pytest.mark.postgres
def test_broker_without_memory_is_an_alarm_until_it_takes_events_again(apart: Apart) -> None:
    until(apart.settled, seconds=150, say=lambda: apart.status().stdout)
    apart.broker.ctl("set_vm_memory_high_watermark", "0")
    with apart.ledger("blocked") as ledger:
        ledger.more()
        until(lambda: (said := apart.status("--check")).exit_code == 1 and "BLOCKED" in said.stdout, seconds=90)
        until(lambda: json.loads(apart.running.get("/health/ready")[1])["status"] == "alarm", seconds=90)
        apart.broker.ctl("set_vm_memory_high_watermark", "0.4")
    ledger.check()
    until(apart.settled, seconds=150, say=lambda: apart.status().stdout)
    assert json.loads(apart.running.get("/health/ready")[1])["broker"] == "well"
    assert "the broker blocks" in apart.running.said()


@pytest.mark.broker
@pytest.mark.postgres
def test_every_part_runs_in_processes_of_its_own_and_comes_back_when_killed(apart: Apart) -> None:
    """The last here: it ends the product."""
    running, links = apart.running, apart.running.links()
    assert len(links) == len(people.SHOWN)
    assert sign_in(links[2]).open(f"http://localhost:{running.port}/organizer/ranking", timeout=30).status == 200
    before = parts(running)
    assert set(before) == {"gateway", "registration", "judging", "notify"}
    everything = [child.pid for part in before.values() for child in (part, *part.children())]
    assert len(everything) == 4 + 4 + 2 + 3
    worker = before["judging"].children()[-1]
    worker.kill()
    before["registration"].kill()
    until(lambda: parts(running).get("registration", before["registration"]) != before["registration"], seconds=90)
    until(lambda: worker not in (now := before["judging"].children()) and len(now) == 2, seconds=90, say=running.said)
    until(lambda: running.get("/")[0] == 200, seconds=90, say=running.said)
    everything += [child.pid for part in parts(running).values() for child in (part, *part.children())]
    assert running.end(signal.SIGTERM) == 0
    assert not [pid for pid in everything if alive(pid)]
