"""The consuming thread: catch up first, then apply and acknowledge; nothing is acknowledged that was not committed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from chassis.events import consumer as consuming
from chassis.events.batch import HandlerSession
from chassis.events.bus import BusDown
from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.feed import Log
from chassis.storage.engine import Database
from tests.chassis.events.consuming import Running, Start, publish
from tests.chassis.events.ledgers import message, parked, steps, until
from tests.chassis.events.test_catchup import Away
from tests.faults import toy


def test_events_are_applied_as_they_come(start: Start, sqlite_ledger: Database) -> None:
    bus = EmbeddedBus()
    consumer = start(bus)
    until(lambda: consumer.connected)
    publish(bus, *range(1, 301))
    until(lambda: consumer.applied == 300)
    assert steps(sqlite_ledger) == [("ann", number) for number in range(1, 301)]


def test_log_is_caught_up_with_before_anything_new(start: Start, sqlite_ledger: Database) -> None:
    for number in (1, 2):
        toy.step(sqlite_ledger, "ann", number)
    bus = EmbeddedBus()
    bus.subscriber("ledger", [toy.StepTaken.TYPE]).close()
    publish(bus, 3)
    consumer = start(bus)
    until(lambda: consumer.applied == 3)
    assert steps(sqlite_ledger) == [("ann", 1), ("ann", 2), ("ann", 3)]


def test_what_was_applied_does_not_come_again(sqlite_ledger: Database) -> None:
    bus = EmbeddedBus()
    running = Running(sqlite_ledger, bus, Log(sqlite_ledger))
    until(lambda: running.consumer.connected)
    publish(bus, 1, 2)
    until(lambda: running.consumer.applied == 2)
    running.end()
    assert not any(bus.broker.queues.values())


@pytest.fixture
def refused_commits() -> Iterator[list[int]]:
    """How many commits of events the database refuses yet."""
    left = [0]

    def refuse(session: HandlerSession) -> None:
        if left[0] and not session.in_nested_transaction():
            left[0] -= 1
            raise ConnectionError("no word from the database")

    event.listen(HandlerSession, "before_commit", refuse)
    yield left
    event.remove(HandlerSession, "before_commit", refuse)


def test_what_was_not_committed_is_not_acknowledged_and_comes_again(
    start: Start, sqlite_ledger: Database, refused_commits: list[int]
) -> None:
    bus = EmbeddedBus()
    consumer = start(bus)
    until(lambda: consumer.connected)
    refused_commits[0] = 5
    publish(bus, 1, 2)
    until(lambda: consumer.applied == 2)
    assert refused_commits == [0]
    assert steps(sqlite_ledger) == [("ann", 1), ("ann", 2)]
    assert parked(sqlite_ledger) == []


class Flapping:
    """A bus that breaks a few times, at connecting and at acknowledging."""

    def __init__(self, bus: EmbeddedBus, times: int) -> None:
        self.bus, self.left = bus, times

    def subscriber(self, consumer: str, types: list[str]) -> object:
        self._break()
        inner, outer = self.bus.subscriber(consumer, types), self

        class Subscriber:
            fetch, close = inner.fetch, inner.close

            def ack(self, through: int) -> None:
                outer._break()
                inner.ack(through)

        return Subscriber()

    def _break(self) -> None:
        self.left -= 1
        if self.left >= 0 and self.left % 2 == 0:
            raise BusDown("gone")


def test_lost_acknowledgement_does_not_apply_twice(start: Start, sqlite_ledger: Database) -> None:
    bus = EmbeddedBus()
    consumer = start(Flapping(bus, 6))
    publish(bus, 1, 2, 3)
    until(lambda: consumer.applied == 3 and not any(bus.broker.queues.values()))
    assert steps(sqlite_ledger) == [("ann", 1), ("ann", 2), ("ann", 3)]


class Down:
    """A broker that cannot be reached."""

    def subscriber(self, consumer: str, types: list[str]) -> object:
        raise BusDown("connection refused")


def test_without_a_broker_the_log_brings_the_events(start: Start, sqlite_ledger: Database) -> None:
    toy.step(sqlite_ledger, "ann", 1)
    consumer = start(Down())
    until(lambda: consumer.applied == 1)
    assert not consumer.connected


def test_log_of_a_part_that_is_away_does_not_stop_the_others(
    start: Start, sqlite_ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consuming, "PATIENCE", 0.05)
    bus = EmbeddedBus()
    consumer = start(bus, Away())
    publish(bus, 1)
    until(lambda: consumer.applied == 1)
    assert consumer.subscriptions.positions() == {"toy": 0}


def test_stopping_leaves_unstarted_work_where_it_is(sqlite_ledger: Database) -> None:
    bus = EmbeddedBus()
    running = Running(sqlite_ledger, bus, Log(sqlite_ledger))
    until(lambda: running.consumer.connected)
    running.end()
    publish(bus, 1, 2)
    assert [len(queue) for queue in bus.broker.queues.values()] == [2]
    assert parked(sqlite_ledger) == []


def test_hostile_delivery_does_not_stop_the_next(start: Start, sqlite_ledger: Database) -> None:
    bus = EmbeddedBus()
    consumer = start(bus)
    until(lambda: consumer.connected)
    publisher = bus.publisher()
    publisher.publish(message("ann", 1, body=b"\xff"))
    publisher.publish(message("bo", 2, sequence=None))
    publisher.close()
    until(lambda: consumer.applied == 1)
    assert steps(sqlite_ledger) == [("bo", 2)]
    assert [state for _, _, state in parked(sqlite_ledger)] == ["dead"]
