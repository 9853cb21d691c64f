"""The audit record cannot be changed unnoticed."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, func, select, update

from chassis.storage import audit, tables
from chassis.storage.engine import Database
from chassis.storage.ids import new_id

ACTOR = new_id()
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def recorded(database: Database) -> Database:
    for number in range(1, 5):
        with database.write() as session:
            audit.record(
                session, ACTOR, "entry.submit", "entry", number=number, by=ACTOR, at=datetime(2026, 1, 1, tzinfo=UTC)
            )
    return database


def broken_at(database: Database) -> int | None:
    with database.read() as session:
        return audit.verify_chain(session)


def test_record_keeps_who_did_what(recorded: Database) -> None:
    with recorded.read() as session:
        row = session.execute(select(tables.audit).limit(1)).one()
    assert (row.actor, row.action, row.subject) == (str(ACTOR), "entry.submit", "entry")
    assert row.detail == f'{{"at":"2026-01-01T00:00:00Z","by":"{ACTOR}","number":1}}'


def test_untouched_record_verifies(recorded: Database) -> None:
    assert broken_at(recorded) is None


@pytest.mark.parametrize("column", ["actor", "action", "subject", "detail", "hash"])
def test_changed_row_is_found(recorded: Database, column: str) -> None:
    with recorded.write() as session:
        session.execute(update(tables.audit).where(tables.audit.c.id == 2).values({column: "other"}))
    assert broken_at(recorded) == 2


def test_changed_time_is_found(recorded: Database) -> None:
    with recorded.write() as session:
        session.execute(update(tables.audit).where(tables.audit.c.id == 2).values(at=datetime(2000, 1, 1, tzinfo=UTC)))
    assert broken_at(recorded) == 2


def test_removed_row_is_found(recorded: Database) -> None:
    with recorded.write() as session:
        session.execute(delete(tables.audit).where(tables.audit.c.id == 2))
    assert broken_at(recorded) == 3


def test_record_written_by_several_at_once_is_one_chain(database: Database) -> None:
    def write() -> None:
        for _ in range(5):
            with database.write() as session:
                audit.record(session, ACTOR, "act", "thing")

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(tables.audit)) == 20
    assert broken_at(database) is None


def test_record_rolled_back_leaves_no_gap_in_the_chain(recorded: Database) -> None:
    with recorded.session(write=True) as session:
        audit.record(session, ACTOR, "act", "thing")
        session.rollback()
    with recorded.write() as session:
        audit.record(session, ACTOR, "act", "thing")
    assert broken_at(recorded) is None


def test_records_of_one_transaction_are_one_chain_whatever_is_taken_back(database: Database) -> None:
    def write(name: str) -> None:
        audit.record(session, ACTOR, name, "thing")

    def take_back(name: str) -> None:
        savepoint = session.begin_nested()
        write(name)
        savepoint.rollback()

    with database.session(write=True) as session:
        write("first")
        write("second")
        take_back("taken back")
        write("third")
        with session.begin_nested():
            write("fourth")
        write("fifth")
        session.commit()
        write("rolled back")
        session.rollback()
        write("sixth")
        session.commit()
    with database.read() as session:
        found = list(session.scalars(select(tables.audit.c.action).order_by(tables.audit.c.id)))
    assert found == ["first", "second", "third", "fourth", "fifth", "sixth"]
    assert broken_at(database) is None
