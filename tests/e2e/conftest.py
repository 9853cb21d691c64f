"""The product as people start it, and people at real browsers."""

import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import select

from chassis.storage.engine import Database
from gateway.accounts.models import Account
from gateway.accounts.sessions import create_signin_link
from tests.deploy import kept_demo
from tests.deploy.running import Running
from tests.e2e.people import Person
from tests.provision.ports import free_ports

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 20_000
"""Milliseconds until what should appear on a page is missed; a busy machine takes its time."""
ADDRESSES = {
    "leader": "leader01@example.org",
    "judge": "judge01@example.org",
    "organizer": "organizer@example.org",
    "volunteer": "volunteer01@example.org",
    "coordinator": "coordinator@example.org",
}


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The demo edition, served by a process of its own."""
    data = kept_demo.put(tmp_path_factory.mktemp("e2e") / "data")
    started = Running(data, "--demo", port=free_ports(1)[0], EGRET_STYLEGUIDE="1")
    try:
        started.links()
        yield started
    finally:
        started.end(signal.SIGTERM)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, offline but for us."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def link(running: Running) -> Callable[[str], str]:
    """A fresh sign-in link for somebody of the demo, by address."""

    def make(address: str) -> str:
        with closing(Database(f"sqlite:///{running.data / 'gateway.db'}")) as database, database.write() as session:
            account = session.scalar(select(Account).where(Account.email == address))
            assert account
            token = create_signin_link(session, account.id, life=timedelta(hours=1))
        return f"http://localhost:{running.port}/signin/{token}"

    return make


@pytest.fixture
def visit(running: Running, browser: Browser, link: Callable[[str], str]) -> Iterator[Callable[..., Person]]:
    """`visit("leader")`: somebody at a phone, signed in; `visit()` a stranger. Whatever goes wrong fails the test."""
    people: list[Person] = []

    def start(who: str = "", **options: object) -> Person:
        person = Person(browser, f"http://localhost:{running.port}", **options)
        people.append(person)
        if who:
            person.sign_in(link(ADDRESSES.get(who, who)))
        return person

    yield start
    for person in people:
        person.leave()
    assert [trouble for person in people for trouble in person.trouble] == []
