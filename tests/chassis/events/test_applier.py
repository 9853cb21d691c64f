"""Each event's effect exactly once, or the event parked; never both, never neither."""

import random
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from msgspec import structs
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, event, insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from chassis.events import attempts
from chassis.events.applier import Applier
from chassis.events.batch import HandlerSession
from chassis.events.bus import Delivery
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.ledgers import again, applier, delivery, parked, parked_rows, rows_in, steps
from tests.faults import toy


def test_batch_is_applied_in_order(ledger: Database) -> None:
    applier(ledger).apply([delivery("ann", 1), delivery("bo", 2), delivery("ann", 3)])
    assert steps(ledger) == [("ann", 1), ("bo", 2), ("ann", 3)]


def test_duplicate_in_one_batch_is_applied_once(ledger: Database) -> None:
    first = delivery("ann", 1)
    applier(ledger).apply([first, again(first), delivery("ann", 2)])
    assert steps(ledger) == [("ann", 1), ("ann", 2)]


def test_duplicate_after_a_restart_is_applied_once(ledger: Database) -> None:
    first = delivery("ann", 1)
    applier(ledger).apply([first])
    applier(ledger).apply([again(first)], suspect=True)
    applier(ledger).apply([again(first), delivery("ann", 2)])
    assert steps(ledger) == [("ann", 1), ("ann", 2)]


def test_same_id_from_another_source_is_another_event(ledger: Database) -> None:
    first = delivery("ann", 1)
    assert first.message
    other = Delivery(2, structs.replace(first.message, source="./elsewhere", sequence=None))
    applier(ledger).apply([first, other])
    assert steps(ledger) == [("ann", 1), ("ann", 1)]


def test_two_consumers_at_once_apply_each_event_once_and_in_order(ledger: Database) -> None:
    deliveries = [delivery(f"w{number % 5}", number) for number in range(1, 301)]

    def consume(seed: int) -> None:
        mine, chance, start = applier(ledger), random.Random(seed), 0
        while start < len(deliveries):
            size = chance.randint(1, 30)
            mine.apply(deliveries[start : start + size], suspect=chance.random() < 0.1)
            start += size

    threads = [threading.Thread(target=consume, args=(seed,)) for seed in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert steps(ledger) == [(f"w{number % 5}", number) for number in range(1, 301)]


@pytest.mark.parametrize("mode", ["fail", "leak", "exit"])
def test_failure_is_parked_without_effect_and_neighbours_are_applied(ledger: Database, mode: str) -> None:
    applier(ledger).apply([delivery("ann", 1), delivery("bo", 2, mode), delivery("cy", 3)])
    assert steps(ledger) == [("ann", 1), ("cy", 3)]
    assert parked(ledger) == [("bo", 2, "retry")]


def test_later_events_of_a_parked_subject_wait_and_others_flow(ledger: Database) -> None:
    mine = applier(ledger)
    mine.apply([delivery("bo", 1, "fail"), delivery("bo", 2), delivery("ann", 3)])
    mine.apply([delivery("bo", 4), delivery("ann", 5)])
    assert steps(ledger) == [("ann", 3), ("ann", 5)]
    assert parked(ledger) == [("bo", 1, "retry"), ("bo", 2, "held"), ("bo", 4, "held")]


def test_duplicate_of_a_parked_event_is_not_parked_again(ledger: Database) -> None:
    first = delivery("bo", 1, "fail")
    applier(ledger).apply([first])
    applier(ledger).apply([again(first)], suspect=True)
    assert parked(ledger) == [("bo", 1, "retry")]


def test_error_says_what_and_where(ledger: Database) -> None:
    applier(ledger).apply([delivery("bo", 1, "fail")])
    assert parked_rows(ledger)[0].error.startswith("Failing: told to fail (_misbehave, toy.py:")


def test_passing_conflict_is_met_by_doing_it_again(sqlite_ledger: Database) -> None:
    calls: list[int] = []

    def busy_at_first(_event: toy.StepTaken, _session: Session) -> None:
        calls.append(1)
        if len(calls) < 3:
            other = sqlite3.connect(sqlite_ledger.url.database or "", timeout=0)
            try:
                other.execute("DELETE FROM applied")
            finally:
                other.close()

    part = replace(toy.LEDGER, handlers={toy.StepTaken: (toy.write_down, busy_at_first)})
    Applier(part, sqlite_ledger).apply([delivery("ann", 1), delivery("ann", 2)])
    assert steps(sqlite_ledger) == [("ann", 1), ("ann", 2)]
    assert parked(sqlite_ledger) == []


def test_conflict_that_never_passes_parks_its_event_alone(sqlite_ledger: Database) -> None:
    def always_busy(event: toy.StepTaken, _session: Session) -> None:
        if event.walker == "bo":
            other = sqlite3.connect(sqlite_ledger.url.database or "", timeout=0)
            try:
                other.execute("DELETE FROM applied")
            finally:
                other.close()

    part = replace(toy.LEDGER, handlers={toy.StepTaken: (toy.write_down, always_busy)})
    Applier(part, sqlite_ledger).apply([delivery("ann", 1), delivery("bo", 2), delivery("cy", 3)])
    assert steps(sqlite_ledger) == [("ann", 1), ("cy", 3)]
    assert parked(sqlite_ledger) == [("bo", 2, "retry")]


def test_commit_refused_for_one_event_parks_that_one(ledger: Database) -> None:
    metadata = MetaData()
    Table("owner", metadata, Column("id", Integer, primary_key=True))
    owned = Table(
        "owned",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("owner", ForeignKey("owner.id", deferrable=True, initially="DEFERRED")),
    )
    metadata.create_all(ledger.engine)

    def own(event: toy.StepTaken, session: Session) -> None:
        if event.walker == "bo":
            session.execute(insert(owned).values(owner=99))

    part = replace(toy.LEDGER, handlers={toy.StepTaken: (toy.write_down, own)})
    Applier(part, ledger).apply([delivery("ann", 1), delivery("bo", 2), delivery("cy", 3)])
    assert steps(ledger) == [("ann", 1), ("cy", 3)]
    assert parked(ledger) == [("bo", 2, "retry")]


def failing_once(database: Database, moment: str) -> Callable[[], None]:
    """Let the next commit of events report an error, before or after it happened."""
    left = [1]

    def fail(_session: Session) -> None:
        if left.pop() if left else 0:
            raise ConnectionError("no word from the database")

    event.listen(HandlerSession, moment, fail)
    return lambda: event.remove(HandlerSession, moment, fail)


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
def test_commit_with_unknown_outcome_ends_in_one_effect_and_nothing_parked(ledger: Database, moment: str) -> None:
    remove = failing_once(ledger, moment)
    try:
        applier(ledger).apply([delivery("ann", 1), delivery("bo", 2)])
    finally:
        remove()
    assert steps(ledger) == [("ann", 1), ("bo", 2)]
    assert parked(ledger) == []


def test_full_disk_blames_no_event(sqlite_ledger: Database) -> None:
    database = sqlite_ledger
    many = [delivery("ann", number) for number in range(1, 400)]
    with database.read() as session:
        pages = session.scalar(text("PRAGMA page_count"))
    database.engine.dispose()

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(database.engine, "connect", limit)
    with pytest.raises(OperationalError, match="full"):
        applier(database).apply(many)
    event.remove(database.engine, "connect", limit)
    database.engine.dispose()
    assert (steps(database), parked(database)) == ([], [])
    applier(database).apply(many)
    assert len(steps(database)) == 399


def test_suspect_that_kills_its_process_is_parked_at_the_fourth_time_and_neighbours_are_not(ledger: Database) -> None:
    killer, innocent = delivery("bo", 1), delivery("ann", 2)
    assert killer.message
    for _ in range(attempts.MOST):
        attempts.begin(ledger, "ledger", killer.message.id)
    applier(ledger).apply([killer, innocent], suspect=True)
    assert steps(ledger) == [("ann", 2)]
    assert parked(ledger) == [("bo", 1, "dead")]
    assert "died 3 times" in parked_rows(ledger)[0].error
    assert rows_in(ledger, tables.attempts) == 0


def test_suspect_that_only_fails_is_no_killer(ledger: Database) -> None:
    applier(ledger).apply([delivery("bo", 1, "fail")], suspect=True)
    assert parked(ledger) == [("bo", 1, "retry")]
    assert rows_in(ledger, tables.attempts) == 0


def test_suspect_is_not_blamed_for_a_database_that_fails(ledger: Database) -> None:
    def down(_event: toy.StepTaken, _session: Session) -> None:
        raise OperationalError("INSERT", {}, ConnectionError(), connection_invalidated=True)

    broken = Applier(replace(toy.LEDGER, handlers={toy.StepTaken: (down,)}), ledger)
    first = delivery("ann", 1)
    for _ in range(5):
        with pytest.raises(OperationalError):
            broken.apply([first], suspect=True)
    applier(ledger).apply([first], suspect=True)
    assert (steps(ledger), parked(ledger)) == ([("ann", 1)], [])
