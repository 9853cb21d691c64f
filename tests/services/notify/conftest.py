"""Notify on a migrated database, people it knows, events as they arrive, and a mail server to send to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis import clock
from chassis.events.bus import Message
from chassis.events.handling import handling
from chassis.http import auth
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.events import Event, producer_of
from contracts.gateway import AccountChanged, AccountRegistered, ContactChanged
from contracts.roles import ORGANIZER
from services.notify.app import PART
from services.notify.config import NotifySettings
from services.notify.deliveries.models import Delivery
from services.notify.dispatch.actions import send_due
from tests.services.notify.channels.mailserver import MailServer, mail_server
from tests.services.notify.samples import FROM, NOW
from tests.standing import Loan


@dataclass
class Desk:
    """Notify, as its callers and its events meet it."""

    app: Flask
    database: Database
    settings: NotifySettings

    def arrive(self, *events: Event, at: datetime | None = None, event_id: str = "") -> None:
        """Let events arrive, each in its own transaction, as the worker applies them."""
        for event in events:
            message = Message(
                id=event_id or str(ids.new_id()),
                source=producer_of(event.TYPE),
                type=event.TYPE,
                subject=event.subject,
                time=at or clock.now(),
                body=msgspec.json.encode(event),
            )
            with self.database.write() as session, handling(session, message):
                for handler in PART.handlers[type(event)]:
                    handler(event, session)

    def person(self, name: str, *roles: str, email: str | None = "", locale: str = "zh_CN") -> Identity:
        """Somebody with an account. `email` None: not told yet; empty: one made of the id."""
        who = Identity(ids.new_id(), name, tuple(Grant(role) for role in roles), locale)
        self.arrive(AccountRegistered(account_id=who.account_id, name=name, locale=locale, roles=roles))
        if email is not None:
            self.contact(who, email or f"{who.account_id.hex}@example.org")
        return who

    def holder(self, name: str, *grants: tuple[str, str]) -> Identity:
        """Somebody who holds roles within scopes, with an address."""
        who = replace(self.person(name), grants=tuple(Grant(role, scope) for role, scope in grants))
        self.regrant(who, *grants)
        return who

    def regrant(self, who: Identity, *grants: tuple[str, str]) -> None:
        """Let the roles of somebody be others than before."""
        roles = tuple({role for role, _scope in grants})
        facts = {"account_id": who.account_id, "name": who.name, "locale": who.locale}
        self.arrive(AccountChanged(**facts, roles=roles, grants=grants))

    def contact(self, who: Identity, email: str, mobile: str = "") -> None:
        """Tell where somebody is reached."""
        self.arrive(ContactChanged(account_id=who.account_id, email=email, mobile=mobile))

    def call(self, who: Identity | None, method: str, path: str, **given: Any) -> TestResponse:
        """One request by a person."""
        headers = given.pop("headers", {})
        if who is not None:
            headers["Authorization"] = f"Bearer {auth.sign(who, audience='notify', secret=self.settings.secret)}"
        return self.app.test_client().open(path, method=method, headers=headers, **given)

    def get(self, who: Identity, path: str) -> Any:
        """The JSON answer to a read that succeeds."""
        answer = self.call(who, "GET", path)
        assert answer.status_code == 200, answer.json
        return answer.json

    def inbox(self, who: Identity) -> list[tuple[str, str]]:
        """Titles and links of somebody's messages, newest first."""
        return [(item["title"], item["link"]) for item in self.get(who, "/inbox")["items"]]

    def send(self) -> None:
        """One round of the sender."""
        send_due(self.database, self.settings)

    def deliveries(self) -> list[Delivery]:
        """All deliveries, oldest first."""
        with self.database.read() as session:
            return list(session.scalars(select(Delivery).order_by(Delivery.created_at, Delivery.id)))

    def delivery(self, who: Identity) -> Delivery:
        """The one delivery to somebody."""
        (found,) = [row for row in self.deliveries() if row.account_id == who.account_id]
        return found

    def states(self) -> dict[UUID, str]:
        """State by account, for one delivery each."""
        return {row.account_id: row.state for row in self.deliveries()}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def open_desk(stand: Loan) -> Callable[..., Desk]:
    """Makes a desk on a database server (empty: SQLite); settings of notify may be given."""

    def make(server: str = "", **given: Any) -> Desk:
        standing = stand(PART, server, **given)
        return Desk(standing.app, standing.database, standing.settings)

    return make


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """Notify on SQLite, e-mails becoming files."""
    return open_desk()


@pytest.fixture
def desk_on_each(open_desk: Callable[..., Desk], database_server: str) -> Desk:
    """Notify, once on each engine."""
    return open_desk(database_server)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def smtp_desk(open_desk: Callable[..., Desk], server: MailServer) -> Desk:
    """Notify, sending to the mail server."""
    return open_desk(smtp=server.url, mail_from=FROM)


@pytest.fixture
def organizer(desk: Desk) -> Identity:
    """An organizer notify knows and can reach."""
    return desk.person("秘书处", ORGANIZER, email="office@example.org")
