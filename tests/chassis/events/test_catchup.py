"""Positions move by checking against the producer's log alone, and what is missing is fetched from it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from chassis.events import inbox
from chassis.events.catchup import PRUNE, Subscriptions
from chassis.events.feed import FeedDown, FeedPage, Log
from chassis.events.outbox import emit
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.ledgers import applier, delivery, parked, steps
from tests.faults import toy


def subscriptions(database: Database) -> Subscriptions:
    """As a freshly started process has them; the producer's log stands in the same database."""
    return Subscriptions(applier(database), {"toy": Log(database)}, toy.LEDGER.listens_to)


def told(database: Database) -> list:
    """Everything in the producer's log, as deliveries of the bus."""
    page = Log(database).read(0, [toy.StepTaken.TYPE], 1000)
    return [
        delivery(item.subject, 0, id=str(item.event_id), body=(item.body or "").encode(), sequence=item.id)
        for item in page.items
    ]


def walk(database: Database, *numbers: int, mode: str = "") -> None:
    for number in numbers:
        toy.step(database, "ann", number, mode)


def inbox_size(database: Database) -> int:
    with database.read() as session:
        return len(session.execute(select(tables.inbox)).all())


def position(database: Database) -> int:
    return subscriptions(database).positions()["toy"]


def test_new_consumer_is_fed_from_the_beginning(ledger: Database) -> None:
    walk(ledger, 1, 2, 3)
    assert subscriptions(ledger).catch_up("toy") == 3
    assert steps(ledger) == [("ann", 1), ("ann", 2), ("ann", 3)]
    assert position(ledger) == 3


def test_live_events_do_not_move_the_position(ledger: Database) -> None:
    walk(ledger, 1, 2)
    applier(ledger).apply(told(ledger))
    assert position(ledger) == 0


def test_check_moves_the_position_over_applied_and_parked_events(ledger: Database) -> None:
    walk(ledger, 1)
    toy.step(ledger, "bo", 2, "fail")
    applier(ledger).apply(told(ledger))
    assert subscriptions(ledger).verify("toy") is None
    assert position(ledger) == 2
    assert parked(ledger) == [("bo", 2, "retry")]


def test_check_moves_the_position_over_types_of_no_interest(ledger: Database) -> None:
    with ledger.write() as session:
        emit(session, toy.WalkEnded(walker="ann"))
    subscriptions(ledger).verify("toy")
    assert position(ledger) == 1


def test_check_stops_before_the_first_missing_event(ledger: Database) -> None:
    walk(ledger, 1, 2, 3)
    first, _, third = told(ledger)
    applier(ledger).apply([first, third])
    mine = subscriptions(ledger)
    assert mine.verify("toy") is not None
    assert mine.behind["toy"] == 2
    assert position(ledger) == 1


def test_forged_event_with_a_missing_one_s_number_does_not_pass_for_it(ledger: Database) -> None:
    walk(ledger, 1)
    applier(ledger).apply([delivery("eve", 7, sequence=1)])
    assert subscriptions(ledger).verify("toy") is not None
    subscriptions(ledger).catch_up("toy")
    assert steps(ledger) == [("eve", 7), ("ann", 1)]


def test_catching_up_applies_only_what_is_missing(ledger: Database) -> None:
    walk(ledger, 1, 2, 3)
    applier(ledger).apply(told(ledger)[:1])
    subscriptions(ledger).catch_up("toy", suspects=1)
    assert steps(ledger) == [("ann", 1), ("ann", 2), ("ann", 3)]


def test_inbox_is_pruned_and_duplicates_are_known_all_the_same(ledger: Database) -> None:
    walk(ledger, 1, 2, 3)
    deliveries = told(ledger)
    applier(ledger).apply(deliveries)
    subscriptions(ledger).verify("toy")
    assert inbox_size(ledger) == 0
    applier(ledger).apply(deliveries)
    assert steps(ledger) == [("ann", 1), ("ann", 2), ("ann", 3)]


def test_pruning_goes_by_the_source(sqlite_ledger: Database) -> None:
    walk(sqlite_ledger, 1)
    applier(sqlite_ledger).apply([*told(sqlite_ledger), delivery("eve", 1, source="other", sequence=1)])
    subscriptions(sqlite_ledger).verify("toy")
    assert inbox_size(sqlite_ledger) == 1


def test_long_logs_are_read_in_pages(sqlite_ledger: Database) -> None:
    total = PRUNE + 700
    with sqlite_ledger.write() as session:
        for number in range(1, total + 1):
            emit(session, toy.StepTaken(walker=f"w{number % 9}", number=number))
    mine = subscriptions(sqlite_ledger)
    assert mine.missing("toy") == total
    assert mine.catch_up("toy") == total
    assert (mine.missing("toy"), position(sqlite_ledger), inbox_size(sqlite_ledger)) == (0, total, 0)
    assert toy.judge(sqlite_ledger, sqlite_ledger).clean


def test_position_never_moves_back(sqlite_ledger: Database) -> None:
    walk(sqlite_ledger, 1, 2, 3)
    subscriptions(sqlite_ledger).catch_up("toy")
    with sqlite_ledger.write() as session:
        session.execute(tables.outbox.delete().where(tables.outbox.c.id > 1))
    subscriptions(sqlite_ledger).verify("toy")
    assert position(sqlite_ledger) == 3


class Away:
    """The log of a part that does not answer."""

    def read(self, after: int, types: Sequence[str], limit: int, *, ids: bool = False) -> FeedPage:
        raise FeedDown("not there")


def test_log_that_cannot_be_read_leaves_everything_as_it_was(sqlite_ledger: Database) -> None:
    walk(sqlite_ledger, 1)
    mine = Subscriptions(applier(sqlite_ledger), {"toy": Away()}, toy.LEDGER.listens_to)
    with pytest.raises(FeedDown):
        mine.verify("toy")
    assert position(sqlite_ledger) == 0


def test_as_many_are_pruned_at_a_time_as_were_asked_for(sqlite_ledger: Database) -> None:
    walk(sqlite_ledger, 1, 2, 3, 4, 5)
    applier(sqlite_ledger).apply(told(sqlite_ledger))
    mine, left = subscriptions(sqlite_ledger), []
    for _turn in range(3):
        with sqlite_ledger.write() as session:
            more = inbox.prune(session, mine.consumer, "toy", 4, 2)
        left.append((inbox_size(sqlite_ledger), more))
    assert left == [(3, True), (1, True), (1, False)]
