"""Links work once, sessions end, and secrets are stored nowhere."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import NOBODY
from chassis.http.errors import NotFound
from chassis.storage import ids
from chassis.storage.engine import Database
from chassis.storage.tables import audit
from contracts.roles import ADMIN, COORDINATOR, LEADER
from gateway.accounts import actions, sessions
from gateway.accounts.errors import LinkExpired, LinkUnknown, LinkUsed
from gateway.accounts.grants import add_grant
from gateway.accounts.models import Account, SigninSession
from tests.together import at_once

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def account(database: Database) -> Account:
    with database.write() as session:
        return actions.register_account(session, name="示例甲", email="a@example.org", roles=[LEADER])


@pytest.fixture
def token(database: Database, account: Account) -> str:
    with database.write() as session:
        return sessions.create_signin_link(session, account.id, life=HOUR)


def sign_in(session: Session, token: str, **options: Any) -> str:
    return sessions.begin(session, sessions.use_link(session, token), **options)


def test_link_opens_a_session_of_its_account(database: Database, account: Account, token: str) -> None:
    with database.write() as session:
        secret = sign_in(session, token)
        person = sessions.identity_of(session, secret)
    assert person
    assert (person.account_id, person.name, person.has(LEADER)) == (account.id, "示例甲", True)


def test_link_works_once_also_for_two_at_the_same_time(database: Database, token: str) -> None:
    def use() -> str:
        try:
            with database.write() as session:
                sign_in(session, token)
        except LinkUsed:
            return "used"
        return "in"

    outcomes = at_once([use] * 4)
    assert sorted(outcomes) == ["in", "used", "used", "used"]


def test_link_ends_with_its_life(database: Database, account: Account) -> None:
    now = clock.now()
    with clock.frozen(now), database.write() as session:
        token = sessions.create_signin_link(session, account.id, life=HOUR)
    with clock.frozen(now + HOUR), database.write() as session, pytest.raises(LinkExpired):
        sign_in(session, token)
    with clock.frozen(now + HOUR - MOMENT), database.read() as session:
        assert sessions.look_at_link(session, token).account_id == account.id
    with database.write() as session, pytest.raises(LinkUnknown):
        sign_in(session, token + "x")


def test_session_ends_with_its_life_or_by_signing_out(database: Database, account: Account, token: str) -> None:
    now = clock.now()
    with clock.frozen(now), database.write() as session:
        secret = sign_in(session, token, life=HOUR)
    with clock.frozen(now + HOUR - MOMENT), database.read() as session:
        assert sessions.identity_of(session, secret)
    with clock.frozen(now + HOUR), database.read() as session:
        assert sessions.identity_of(session, secret) is None
        assert sessions.owner_of(session, secret) == account.id
    with database.write() as session:
        sessions.sign_out(session, secret)
        assert sessions.identity_of(session, secret) is None


def test_no_table_holds_a_secret(database: Database, token: str) -> None:
    with database.write() as session:
        secret = sign_in(session, token)
    with database.engine.connect() as connection:
        for table in inspect(database.engine).get_table_names():
            stored = repr(connection.execute(text(f'SELECT * FROM "{table}"')).all())
            assert token not in stored
            assert secret not in stored


@pytest.mark.parametrize("role", [ADMIN, COORDINATOR])
def test_link_made_before_a_role_over_others_was_given_opens_nothing(
    database: Database, account: Account, token: str, role: str
) -> None:
    """Who made it may be somebody who could not have given the role."""
    with database.write() as session:
        add_grant(session, account.id, role)
    with database.write() as session, pytest.raises(LinkExpired):
        sign_in(session, token)
    with database.write() as session:
        assert sign_in(session, sessions.create_signin_link(session, account.id, life=HOUR))


def test_nobody_gets_a_link_to_an_account_that_is_not(database: Database) -> None:
    with database.write() as session, pytest.raises(NotFound):
        sessions.create_signin_link(session, ids.new_id(), life=HOUR)


def test_ended_session_is_remembered_for_a_week_and_then_forgotten(database: Database, account: Account) -> None:
    now = clock.now()
    with clock.frozen(now), database.write() as session:
        secret = sessions.begin(session, account.id, life=HOUR)
    for late, owner in ((timedelta(), account.id), (MOMENT, None)):
        with clock.frozen(now + HOUR + timedelta(days=7) + late), database.write() as session:
            sessions.purge(session)
            assert sessions.owner_of(session, secret) == owner


def test_what_a_browser_says_of_itself_is_kept_as_far_as_it_fits(database: Database, account: Account) -> None:
    with database.write() as session:
        sessions.begin(session, account.id, visit=sessions.Visit(agent="x" * 300, address="1" * 60))
        [row] = session.scalars(select(SigninSession))
        assert (len(row.agent), len(row.address)) == (200, 45)


def test_signing_in_stands_on_record(database: Database, account: Account, token: str) -> None:
    with database.write() as session:
        sign_in(session, token)
        written = session.execute(select(audit.c.actor, audit.c.action).where(audit.c.subject == str(account.id)))
        assert {tuple(row) for row in written} >= {
            (str(NOBODY), "signin-link.created"),
            (str(account.id), "signed-in"),
        }
