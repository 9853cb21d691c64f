"""Reading the outbox: nothing is skipped, whatever the order of ids, numbers and commits.

PostgreSQL numbers transactions for the whole server, so what a test waits for can be held back by its neighbours.
"""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import insert, text

from chassis import clock
from chassis.events.backlog import Backlog, Head
from chassis.storage import ids, tables
from chassis.storage.engine import Database
from tests.chassis.events.ledgers import until

INSERT = (
    "INSERT INTO outbox (event_id, type, subject, body, traceparent, created_at) "
    "VALUES (gen_random_uuid()::text, 'a.b.c.v1', 's', '{}', '', now())"
)


def add(database: Database, count: int, kind: str = "a.b.c.v1") -> None:
    """Commit `count` rows, each a different subject."""
    with database.write() as session:
        session.execute(
            insert(tables.outbox),
            [
                {
                    "event_id": str(ids.new_id()),
                    "type": kind,
                    "subject": str(number),
                    "body": b"{}",
                    "traceparent": "",
                    "created_at": clock.now(),
                }
                for number in range(count)
            ],
        )


@pytest.fixture
def postgres(postgres_database: str) -> Iterator[Database]:
    database = Database(postgres_database)
    tables.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def writers(postgres: Database) -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    """Two transactions that end when the test says so."""
    address = postgres.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as first, psycopg.connect(address) as second:
        yield first, second


def test_backlog_reads_rows_in_order_of_their_ids(database: Database) -> None:
    backlog = Backlog(database)
    assert (backlog.highest(), backlog.read(0, 2), backlog.held) == (0, [], False)
    add(database, 5)
    assert ([row.id for row in backlog.read(2, 2)], backlog.held) == ([3, 4], False)


def test_backlog_passes_the_gap_a_rollback_left(database: Database) -> None:
    add(database, 1)
    with database.session(write=True) as session:
        session.execute(text("UPDATE outbox SET subject = 'x'"))
        session.execute(
            insert(tables.outbox).values(
                event_id="gone", type="t", subject="s", body=b"{}", traceparent="", created_at=clock.now()
            )
        )
        session.rollback()
    add(database, 1)
    backlog = Backlog(database)
    until(lambda: len(backlog.read(0, 10)) == 2)


def test_backlog_waits_for_a_lower_id_of_a_slow_transaction(postgres: Database, writers: tuple) -> None:
    slow, quick = writers
    slow.execute(INSERT)
    quick.execute(INSERT)
    quick.commit()
    backlog = Backlog(postgres)
    assert (backlog.read(0, 10), backlog.held) == ([], True)
    slow.commit()
    until(lambda: [row.id for row in backlog.read(0, 10)] == [1, 2])


def test_backlog_waits_for_a_lower_id_even_of_a_higher_transaction(postgres: Database, writers: tuple) -> None:
    """Reading `tx < xmin` by id alone would return 2, and never 1: the transaction of 2 began first."""
    slow, quick = writers
    quick.execute("SELECT pg_current_xact_id()")
    slow.execute(INSERT)
    quick.execute(INSERT)
    quick.commit()
    with postgres.read() as session:
        settled = "xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        query = text(f"SELECT id FROM outbox WHERE {settled}")
        until(lambda: session.scalars(query).all() == [2])
    backlog = Backlog(postgres)
    assert backlog.read(0, 10) == []
    slow.commit()
    until(lambda: [row.id for row in backlog.read(0, 10)] == [1, 2])


def test_backlog_is_not_held_by_a_transaction_that_takes_no_id(postgres: Database, writers: tuple) -> None:
    writers[0].execute("SELECT pg_current_xact_id()")
    add(postgres, 3)
    assert len(Backlog(postgres).read(0, 10)) == 3


def test_backlog_goes_on_once_a_slow_transaction_has_rolled_back(postgres: Database, writers: tuple) -> None:
    slow, other = writers
    slow.execute(INSERT)
    other.execute("SELECT pg_current_xact_id()")
    add(postgres, 1)
    backlog = Backlog(postgres)
    assert backlog.read(0, 10) == []
    slow.rollback()
    other.commit()
    until(lambda: [row.id for row in backlog.read(0, 10)] == [2])


def test_id_is_taken_after_the_transaction_has_its_number(postgres: Database, writers: tuple) -> None:
    """Else a snapshot taken in between would not show who holds the lower id."""
    default = (
        writers[0]
        .execute(
            "SELECT column_default FROM information_schema.columns WHERE (table_name, column_name) = ('outbox', 'id')"
        )
        .fetchone()
    )
    assert "pg_current_xact_id() IS NOT NULL" in default[0]


def test_head_never_names_an_id_below_which_a_row_may_appear(postgres: Database, writers: tuple) -> None:
    slow, quick = writers
    slow.execute(INSERT)
    quick.execute(INSERT)
    quick.commit()
    head = Head(postgres)
    with postgres.engine.connect() as connection:
        assert head.complete(connection) == 0
        slow.commit()
        until(lambda: head.complete(connection) == 2)


def test_backlog_of_a_large_outbox_is_read_through_its_index(database: Database) -> None:
    add(database, 5000)
    with database.engine.connect() as connection:
        if not database.sqlite:
            connection.execute(text("ANALYZE outbox"))
        explain = "EXPLAIN QUERY PLAN" if database.sqlite else "EXPLAIN"
        plan = str(
            connection.execute(text(f"{explain} SELECT * FROM outbox WHERE id > 4900 ORDER BY id LIMIT 200")).all()
        )
    assert "USING INTEGER PRIMARY KEY" in plan or "Index Scan using pk_outbox" in plan


def test_backlog_tells_how_much_waits_and_since_when(database: Database) -> None:
    with clock.frozen(clock.now()):
        add(database, 4)
        assert Backlog(database).oldest(1) == (3, clock.now())
    assert Backlog(database).oldest(4) == (0, None)
