"""An address that was given up opens nothing any more."""

from uuid import UUID

import pytest

from chassis.storage.engine import Database
from contracts.roles import LEADER
from gateway.accounts import actions
from gateway.accounts.identifiers import identifier
from gateway.credentials import codes, contacts, registration
from gateway.credentials.models import OneTimeCode

SECRET = "0123456789abcdef" * 4
OLD = "old@example.org"


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.write() as session:
        made = actions.register_account(session, name="示例甲", email=OLD, mobile="+8613800138000", roles=[LEADER])
        return made.id


def ask(database: Database, address: str) -> registration.Sending:
    """A code to sign in with, sent to the address."""
    with database.write() as session:
        return registration.ask(session, SECRET, identifier(address), locale="zh_CN")


def opens(database: Database, sent: registration.Sending) -> bool:
    with database.write() as session:
        return isinstance(codes.claim(session, SECRET, sent.code_id, sent.code), OneTimeCode)


def test_code_sent_to_the_address_before_opens_nothing_once_it_has_changed(database: Database, owner: UUID) -> None:
    before, by_mobile = ask(database, OLD), ask(database, "13800138000")
    with database.write() as session:
        change = contacts.ask_to_change(session, SECRET, owner, identifier("new@example.org"))
    with database.write() as session:
        shown = codes.claim(session, SECRET, change.code_id, change.code)
        assert isinstance(shown, OneTimeCode)
        assert contacts.settle_change(session, shown) == identifier(OLD)
    assert not opens(database, before)
    assert opens(database, by_mobile)


def test_code_sent_to_a_number_opens_nothing_once_it_is_removed(database: Database, owner: UUID) -> None:
    sent, by_mail = ask(database, "13800138000"), ask(database, OLD)
    with database.write() as session:
        contacts.remove_mobile(session, owner)
    assert not opens(database, sent)
    assert opens(database, by_mail)
