"""What a consumer has is written by one process at a time, also where the database takes many writers."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from chassis.events import inbox
from chassis.storage.engine import Database


@pytest.fixture
def postgres(postgres_database: str) -> Database:
    return Database(postgres_database)


def lock_soon(session: Session, consumer: str) -> None:
    """Take the lock, or fail where it would have to be waited for."""
    session.execute(text("SET LOCAL lock_timeout = '20ms'"))
    inbox.lock(session, consumer)


def test_second_process_of_a_consumer_waits_for_the_first(postgres: Database) -> None:
    with postgres.write() as first, postgres.read() as second:
        inbox.lock(first, "notify")
        with pytest.raises(OperationalError, match="lock timeout"):
            lock_soon(second, "notify")
    with postgres.write() as second:
        lock_soon(second, "notify")
    postgres.close()


def test_consumers_of_a_database_do_not_wait_for_each_other(postgres: Database) -> None:
    with postgres.write() as first, postgres.write() as second:
        inbox.lock(first, "notify")
        lock_soon(second, "judging")
    postgres.close()
