"""Links work once, sessions end, and secrets are stored nowhere."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, text

from chassis import clock
from chassis.storage.engine import Database
from contracts.roles import LEADER
from gateway.accounts import actions, sessions
from gateway.accounts.errors import LinkExpired, LinkUnknown, LinkUsed
from gateway.accounts.models import Account
from tests.together import at_once

HOUR = timedelta(hours=1)


@pytest.fixture
def account(database: Database) -> Account:
    with database.write() as session:
        return actions.register_account(session, name="示例甲", email="a@example.org", roles=[LEADER])


@pytest.fixture
def token(database: Database, account: Account) -> str:
    with database.write() as session:
        return sessions.create_signin_link(session, account.id, life=HOUR)


def test_link_opens_a_session_of_its_account(database: Database, account: Account, token: str) -> None:
    with database.write() as session:
        secret = sessions.sign_in(session, token)
        person = sessions.identity_of(session, secret)
    assert person
    assert (person.account_id, person.name, person.has(LEADER)) == (account.id, "示例甲", True)


def test_link_works_once_also_for_two_at_the_same_time(database: Database, token: str) -> None:
    def use() -> str:
        try:
            with database.write() as session:
                sessions.sign_in(session, token)
        except LinkUsed:
            return "used"
        return "in"

    outcomes = at_once([use] * 4)
    assert sorted(outcomes) == ["in", "used", "used", "used"]


def test_link_ends_with_its_life(database: Database, token: str) -> None:
    with clock.frozen(clock.now() + HOUR), database.write() as session, pytest.raises(LinkExpired):
        sessions.sign_in(session, token)
    with database.write() as session, pytest.raises(LinkUnknown):
        sessions.sign_in(session, token + "x")


def test_session_ends_with_its_life_or_by_signing_out(database: Database, account: Account, token: str) -> None:
    with database.write() as session:
        secret = sessions.sign_in(session, token, life=HOUR)
    with clock.frozen(clock.now() + HOUR), database.read() as session:
        assert sessions.identity_of(session, secret) is None
        assert sessions.owner_of(session, secret) == account.id
    with database.write() as session:
        sessions.sign_out(session, secret)
        assert sessions.identity_of(session, secret) is None


def test_no_table_holds_a_secret(database: Database, token: str) -> None:
    with database.write() as session:
        secret = sessions.sign_in(session, token)
    with database.engine.connect() as connection:
        for table in inspect(database.engine).get_table_names():
            stored = repr(connection.execute(text(f'SELECT * FROM "{table}"')).all())
            assert token not in stored
            assert secret not in stored
