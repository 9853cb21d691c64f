"""The outbox is shortened only where nobody lacks anything."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.events.feed import note_position
from chassis.events.purge import KEEP, purge
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.faults import toy


@pytest.fixture
def old(sqlite_ledger: Database) -> Database:
    """Five steps, all older than anybody needs, and two of today."""
    with clock.frozen(clock.now() - KEEP - timedelta(hours=1)):
        for number in range(1, 6):
            toy.step(sqlite_ledger, "ann", number)
    for number in (6, 7):
        toy.step(sqlite_ledger, "ann", number)
    return sqlite_ledger


def left(database: Database) -> list[int]:
    with database.read() as session:
        return list(session.scalars(select(tables.outbox.c.id).order_by(tables.outbox.c.id)))


def test_applied_published_and_old_rows_go(old: Database) -> None:
    note_position(old, "toy", "ledger", 7)
    assert purge(old, "toy", 7) == 5
    assert left(old) == [6, 7]


@pytest.mark.parametrize(("relayed", "position"), [(2, 7), (7, 2)])
def test_what_is_not_published_or_not_applied_stays_however_old(old: Database, relayed: int, position: int) -> None:
    note_position(old, "toy", "ledger", position)
    purge(old, "toy", relayed)
    assert left(old) == [3, 4, 5, 6, 7]


def test_slowest_consumer_counts(old: Database) -> None:
    note_position(old, "toy", "ledger", 7)
    note_position(old, "toy", "archive", 1)
    purge(old, "toy", 7)
    assert left(old) == [2, 3, 4, 5, 6, 7]


def test_nothing_goes_before_the_consumers_have_told_their_positions(old: Database) -> None:
    assert purge(old, "toy", 7) == 0
    note_position(old, "toy", "ledger", 7)
    assert purge(old, "toy", 7, consumers=("ledger", "archive")) == 0


def test_position_of_a_subscription_to_another_part_does_not_count(old: Database) -> None:
    note_position(old, "registration", "toy", 7)
    assert purge(old, "toy", 7) == 0


def test_last_row_stays_to_say_how_far_the_log_has_come(old: Database) -> None:
    note_position(old, "toy", "ledger", 7)
    with clock.frozen(clock.now() + 2 * KEEP):
        purge(old, "toy", 7)
    assert left(old) == [7]
