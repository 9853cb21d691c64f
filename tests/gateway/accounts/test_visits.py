"""Sessions idle away, are seen once a minute, and get new secrets without signing anybody out."""

from datetime import timedelta
from uuid import UUID

import pytest

from chassis import clock
from chassis.storage.engine import Database
from contracts.roles import LEADER
from gateway.accounts import actions, sessions, visits
from gateway.accounts.rotation import rotate_all

HOUR = timedelta(hours=1)


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.write() as session:
        return actions.register_account(session, name="示例甲", email="a@example.org", roles=[LEADER]).id


@pytest.fixture
def secret(database: Database, owner: UUID) -> str:
    with database.write() as session:
        return sessions.begin(session, owner)


def counts(database: Database, secret: str, idle: timedelta = HOUR) -> bool:
    with database.read() as session:
        found = visits.find(session, secret)
        return found is not None and found.counts(idle)


def keep_up(database: Database, secret: str) -> str | None:
    with database.write() as session:
        found = visits.find(session, secret)
        assert found
        return visits.keep_up(session, secret, visits.due(found, secret))


def test_session_left_unused_ends_and_a_used_one_stays(database: Database, secret: str) -> None:
    now = clock.now()
    with clock.frozen(now + timedelta(minutes=50)):
        assert keep_up(database, secret) is None
    with clock.frozen(now + timedelta(minutes=100)):
        assert counts(database, secret)
    with clock.frozen(now + timedelta(minutes=110)):
        assert not counts(database, secret)


def test_use_is_written_down_once_a_minute(database: Database, secret: str) -> None:
    with database.read() as session:
        found = visits.find(session, secret)
        assert found
        assert not visits.due(found, secret).seen
        with clock.frozen(clock.now() + visits.EVERY):
            assert visits.due(found, secret).seen


def test_changed_rights_bring_a_new_secret_and_the_old_one_lingers_for_a_moment(
    database: Database, owner: UUID, secret: str
) -> None:
    with database.write() as session:
        rotate_all(session, owner)
    now = clock.now()
    with clock.frozen(now):
        fresh = keep_up(database, secret)
    assert fresh
    assert keep_up(database, secret) is None, "a second tab with the old secret gets no third"
    assert counts(database, fresh)
    assert counts(database, secret)
    with clock.frozen(now + visits.OVERLAP):
        assert not counts(database, secret)
        assert counts(database, fresh)


def test_all_but_one_are_ended(database: Database, owner: UUID, secret: str) -> None:
    with database.write() as session:
        others = [sessions.begin(session, owner) for _ in range(2)]
        assert visits.end_others(session, owner, secret) == 2
    assert counts(database, secret)
    assert not any(counts(database, other) for other in others)
