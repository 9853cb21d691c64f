import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from chassis.storage.engine import Database
from deploy.demo import people
from gateway.accounts.models import Account
from tests.deploy.running import Running, command, sign_in

pytestmark = pytest.mark.slow
Up = Callable[..., Running]


def test_empty_start_makes_one_organizer_and_only_once(up: Up) -> None:
    first = up()
    (link,) = first.links()
    assert first.get("/")[0] == 200
    assert sign_in(link).open(f"http://localhost:{first.port}/", timeout=30).status == 200
    assert first.end(signal.SIGTERM) == 0
    assert up().links() == []


def test_ctrl_c_stops_cleanly_while_a_live_page_is_open(up: Up) -> None:
    running = up()
    browser = sign_in(running.links()[0])
    with browser.open(f"http://localhost:{running.port}/organizer/activity/stream", timeout=30) as stream:
        assert stream.status == 200
        os.killpg(running.process.pid, signal.SIGINT)
        assert running.process.wait(30) == 0
    assert "Traceback" not in running.said()


def test_a_second_start_on_the_same_data_names_the_first(demo: Running) -> None:
    second = demo.command("up", "--port", str(demo.port))
    assert second.returncode == 1
    assert f"process {demo.process.pid}" in second.stderr


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command("up", "--port", str(port), EGRET_DATA=str(tmp_path))
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_is_wrong_ends_the_start_with_a_sentence(up: Up) -> None:
    running = up(EGRET_UPLOAD_LIMIT="much")
    assert running.process.wait(60) != 0
    assert "EGRET_UPLOAD_LIMIT='much' is not a valid int" in running.said()
    assert "Traceback" not in running.said()


def test_the_demo_refuses_to_send_real_mail(tmp_path: Path) -> None:
    done = command("up", "--demo", EGRET_DATA=str(tmp_path), EGRET_SMTP="smtp://mail.example.org")
    assert done.returncode == 1
    assert "EGRET_SMTP" in done.stderr


def test_killing_the_product_while_it_loads_the_demo_ends_all_of_it_and_loses_nothing(demo: Running) -> None:
    """So it was killed: see `kept_demo`."""
    assert len(demo.links()) == len(people.SHOWN)
    wait_until_settled(demo)
    listed = demo.ask("events", "list", "registration", "--limit", "500").stdout
    told = [line.split() for line in listed.splitlines()]
    assert sum("registration.entry.submitted.v1" in line for line in told) == 22
    assert sum("registration.entry.withdrawn.v1" in line for line in told) == 1


def test_killed_processes_are_started_again(up: Up) -> None:
    running = up("--web", "2")
    running.links()
    first = children(running)
    assert len(first) == 3
    for child in first:
        os.kill(int(child), signal.SIGKILL)
    deadline = time.monotonic() + 60
    while len(children(running) - first) < 3 or not answers(running):
        assert time.monotonic() < deadline, running.said()
        time.sleep(0.1)
    assert running.said().count("is ready") == 1, "people are welcomed once, whichever process does it"


def children(running: Running) -> set[str]:
    """The processes it started."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(running.process.pid)], capture_output=True, text=True)
    return set(found.stdout.split())


def answers(running: Running) -> bool:
    """Whether it shows its first page."""
    try:
        return running.get("/")[0] == 200
    except OSError:
        return False


def test_signin_prints_a_link_for_an_account(demo: Running) -> None:
    said = demo.command("signin", "JUDGE02@example.org", EGRET_PUBLIC_URL=f"http://localhost:{demo.port}").stdout
    assert sign_in(said.strip()).open(f"http://localhost:{demo.port}/", timeout=30).status == 200
    unknown = demo.ask("signin", "nobody@example.org")
    assert unknown.exit_code == 1
    assert "no account" in unknown.stderr


def test_metrics_are_those_of_all_processes(demo: Running) -> None:
    demo.links()
    for _ in range(8):
        assert demo.get("/health/live")[0] == 200
    counted = re.search(
        r'egret_requests_total\{[^}]*part="gateway",route="/health/live"[^}]*\} (\d+)', demo.get("/metrics")[1]
    )
    assert counted
    assert int(counted[1]) >= 8


def test_the_log_never_holds_a_sign_in_link(demo: Running) -> None:
    link = demo.links()[0]
    urllib.request.urlopen(link, timeout=30).read()
    assert demo.said().count(link.rpartition("/")[2]) == 1


def wait_until_settled(running: Running) -> None:
    """Until every event is applied."""
    deadline = time.monotonic() + 60
    while running.ask("status", "--check").exit_code != 0:
        assert time.monotonic() < deadline, running.ask("status").stdout
        time.sleep(0.2)


def test_signin_makes_an_administrator_of_any_account(demo: Running) -> None:
    demo.ask("signin", "volunteer02@example.org", "--role", "admin")
    with closing(Database(f"sqlite:///{demo.data / 'gateway.db'}")) as database, database.read() as session:
        account = session.scalars(select(Account).where(Account.email == "volunteer02@example.org")).one()
        assert set(account.roles) == {"admin", "volunteer"}
    assert demo.ask("signin", "volunteer02@example.org", "--role", "king").exit_code == 2
