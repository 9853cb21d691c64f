"""What a consumer does between deliveries: it finds what got lost, moves its position, tries parked events again."""

import threading

import pytest
from sqlalchemy import func, select

from chassis.events import upkeep
from chassis.events.bus.embedded import EmbeddedBus
from chassis.events.parked import replay
from chassis.events.parking import DEAD
from chassis.events.relay import Relay
from chassis.storage import tables
from chassis.storage.engine import Database
from tests.chassis.events.consuming import Start, publish
from tests.chassis.events.ledgers import applier, delivery, message, parked, steps, until
from tests.faults import toy


def remembered(ledger: Database) -> int:
    """How many applied events the inbox still holds one by one."""
    with ledger.read() as session:
        return session.scalar(select(func.count()).select_from(tables.inbox)) or 0


def test_wiped_queue_is_noticed_in_the_log(
    start: Start, sqlite_ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "CHECK_EVERY", 0.2)
    monkeypatch.setattr(upkeep, "IDLE", 0.2)
    bus = EmbeddedBus()
    consumer = start(bus)
    until(lambda: consumer.connected)
    bus.broker.queues.clear()
    toy.step(sqlite_ledger, "ann", 1)
    until(lambda: consumer.applied == 1)


def test_position_follows_once_the_queue_is_quiet(
    start: Start, sqlite_ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "SETTLED", 0.05)
    bus = EmbeddedBus()
    relay, stop = Relay("toy", sqlite_ledger, bus, start_at_head=True), threading.Event()
    thread = threading.Thread(target=relay.run, args=(stop,))
    consumer = start(bus)
    thread.start()
    for number in range(1, 21):
        toy.step(sqlite_ledger, f"w{number % 3}", number)
    until(lambda: consumer.subscriptions.positions() == {"toy": 20})
    until(lambda: remembered(sqlite_ledger) == 0)
    stop.set()
    thread.join()
    assert toy.judge(sqlite_ledger, sqlite_ledger).clean


def test_parked_event_is_tried_again_by_itself(
    start: Start, sqlite_ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    bus = EmbeddedBus()
    consumer = start(bus)
    publish(bus, 1, mode="fail")
    until(lambda: parked(sqlite_ledger) == [("ann", None, "retry")])
    monkeypatch.setenv(toy.HEALED, "1")
    with sqlite_ledger.write() as session:
        session.execute(tables.parked.update().values(next_at=tables.parked.c.first_at))
    until(lambda: steps(sqlite_ledger) == [("ann", 1)])
    assert consumer.connected


def test_event_a_person_lets_be_tried_again_is_noticed_where_none_waits_by_itself(
    start: Start, sqlite_ledger: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "RARELY", 3600.0)
    applier(sqlite_ledger).apply([delivery("ann", 1, "fail")])
    with sqlite_ledger.write() as session:
        session.execute(tables.parked.update().values(state=DEAD, next_at=None))
    bus = EmbeddedBus()
    consumer = start(bus)
    bus.publisher().publish(message("bo", 1, sequence=None))
    until(lambda: consumer.applied == 1)
    monkeypatch.setenv(toy.HEALED, "1")
    with sqlite_ledger.write() as session:
        assert replay(session, "organizer", subject="ann") == 1
    until(lambda: steps(sqlite_ledger) == [("bo", 1), ("ann", 1)])
