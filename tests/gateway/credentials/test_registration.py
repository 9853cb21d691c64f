"""A registration's code makes one account, whoever else registers the same address in the same instant."""

from functools import partial
from uuid import UUID

from sqlalchemy import func, select

from chassis.storage.engine import Database
from gateway.accounts.identifiers import identifier
from gateway.accounts.models import Account
from gateway.credentials import codes, registration
from tests.together import at_once

SECRET = "0123456789abcdef" * 4


def ask(database: Database) -> registration.Sending:
    with database.write() as session:
        to = identifier("zeng@example.org")
        return registration.ask(session, SECRET, to, locale="zh_CN")


def test_two_registrations_of_one_address_at_once_make_one_account(database: Database) -> None:
    def settle(sending: registration.Sending) -> UUID:
        with database.write() as session:
            row = codes.claim_link(session, SECRET, sending.code_id, sending.token)
            return registration.register(session, row, name="曾某", language="zh_CN").id

    made = at_once([partial(settle, ask(database)) for _ in range(4)])
    assert len(set(made)) == 1
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 1
