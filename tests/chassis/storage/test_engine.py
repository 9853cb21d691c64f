"""Sessions commit once or not at all, and SQLite is as strict as we need it."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Executable, event, insert, select, text
from sqlalchemy.exc import OperationalError, StatementError

from chassis.storage.engine import Database
from chassis.storage.tables import relay_poison
from tests.patience import PATIENCE

SHANGHAI = timezone(timedelta(hours=8))


def poison(number: int, at: datetime = datetime(2024, 1, 1, tzinfo=UTC)) -> object:
    return insert(relay_poison).values(outbox_id=number, reason="x", at=at)


def numbers(database: Database) -> list[int]:
    with database.read() as session:
        return list(session.scalars(select(relay_poison.c.outbox_id)))


def fail_after_writing(database: Database) -> None:
    with database.write() as session:
        session.execute(poison(1))
        raise ZeroDivisionError


def test_write_keeps_all_or_nothing(database: Database) -> None:
    with database.write() as session:
        session.execute(poison(2))
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(database)
    assert numbers(database) == [2]


def test_read_sees_one_moment(database: Database) -> None:
    with database.read() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"} if not database.sqlite else {})
        before = session.scalars(select(relay_poison.c.outbox_id)).all()
        with database.write() as writer:
            writer.execute(poison(1))
        assert session.scalars(select(relay_poison.c.outbox_id)).all() == before


def test_time_is_stored_in_utc_and_comes_back_aware(database: Database) -> None:
    at = datetime(2024, 11, 17, 8, 30, 15, 123456, tzinfo=SHANGHAI)
    with database.write() as session:
        session.execute(poison(1, at))
    with database.read() as session:
        found = session.scalar(select(relay_poison.c.at))
    assert found == at
    assert found is not None
    assert found.utcoffset() == timedelta(0)


def test_time_without_a_zone_is_refused(database: Database) -> None:
    with database.session(write=True) as session, pytest.raises(StatementError, match="aware"):
        session.execute(poison(1, datetime(2024, 1, 1)))  # noqa: DTZ001  # that is the mistake


def test_sqlite_waits_syncs_and_checks_references(tmp_path: Path) -> None:
    opened = Database(f"sqlite:///{tmp_path}/x.db")
    with opened.engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    opened.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_writers_turn_ends_with_its_transaction(tmp_path: Path, end: str) -> None:
    database = Database(f"sqlite:///{tmp_path / 'turns.db'}")
    first = database.session(write=True)
    first.execute(text("CREATE TABLE t (n)"))
    getattr(first, end)()
    second = database.session(write=True)
    waiting = threading.Thread(target=lambda: second.execute(text("SELECT 1")), daemon=True)
    waiting.start()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
    second.close()
    database.close()


def test_a_writer_that_another_process_keeps_out_gives_its_turn_back(tmp_path: Path) -> None:
    path = tmp_path / "turns.db"
    database = Database(f"sqlite:///{path}")
    event.listen(database.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=0"))
    stranger = sqlite3.connect(path, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), database.write() as session:
        session.execute(text("SELECT 1"))
    stranger.execute("COMMIT")
    with database.write() as session:
        assert session.scalar(text("SELECT 1")) == 1
    stranger.close()
    database.close()


@pytest.mark.parametrize("statement", [poison(1), text("INSERT INTO relay_poison VALUES (1, 'x', '2024-01-01')")])
def test_reading_session_leaves_nothing_behind(database: Database, statement: Executable) -> None:
    with database.read() as session:
        session.execute(select(relay_poison.c.outbox_id))
        session.execute(statement)
        assert session.scalar(select(relay_poison.c.outbox_id)) == 1
    assert numbers(database) == []
    with database.write() as session:
        session.execute(poison(2))
    assert numbers(database) == [2]


@pytest.mark.postgres
def test_connection_that_the_server_closed_is_replaced(postgres_database: str) -> None:
    opened = Database(postgres_database)
    with opened.read() as first, opened.read() as second:
        lost = [session.scalar(text("SELECT pg_backend_pid()")) for session in (first, second)]
    with opened.write() as session:
        own = session.scalar(text("SELECT pg_backend_pid()"))
        (other,) = set(lost) - {own}
        session.execute(text("SELECT pg_terminate_backend(:other, 5000)"), {"other": other})
    with opened.read() as first, opened.read() as second:
        found = {session.scalar(text("SELECT pg_backend_pid()")) for session in (first, second)}
    assert own in found
    assert other not in found
    opened.close()
