"""A broker that dies, freezes, raises its alarm or is full: nothing is lost, order is kept."""

import os
import signal
import time
from collections.abc import Iterator

import psutil
import pytest

from chassis.events.relay import Relay
from chassis.storage.engine import Database
from deploy import topology
from tests.broker.patience import TidyBus, check, connected, eventually, everything, outcomes, running, subjects, take
from tests.provision.rabbitmq import RabbitMQ
from tests.rows import KIND, commit, message

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def broker() -> Iterator[RabbitMQ]:
    """A broker these tests may maltreat, one after the other."""
    broker = RabbitMQ()
    try:
        yield broker.start()
    finally:
        broker.close()


@pytest.fixture
def bus(broker: RabbitMQ) -> Iterator[TidyBus]:
    """With an empty queue."""
    broker.start()
    with TidyBus(f"{broker.url}/%2F") as bus:
        subscriber = connected(bus, "notify", [KIND])
        while left := subscriber.fetch(250, 0.3):
            subscriber.ack(left[-1].tag)
        subscriber.close()
        yield bus


def test_broker_killed_in_the_middle_loses_nothing_and_keeps_order(
    broker: RabbitMQ, bus: TidyBus, database: Database
) -> None:
    broker.ctl("eval", "[dets:sync(Table) || Table <- dets:all()].")  # see the next test
    relay = Relay("registration", database, bus)
    with running(relay):
        commit(database, subjects(3000))
        assert eventually(lambda: relay.counts.confirmed > 500)
        broker.kill()
        assert eventually(lambda: not relay.connected)
        commit(database, subjects(200))
        broker.start()
        assert eventually(lambda: relay.lag().rows == 0)
    check(everything(bus, 3200), 3200)


def test_queue_that_lost_its_leader_is_replaced_and_events_flow_again(
    broker: RabbitMQ, bus: TidyBus, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RabbitMQ 4.0 loses a queue for good when killed minutes after its declaration; 3.10 brings it back."""
    monkeypatch.setattr("chassis.events.bus.queues.PATIENCE", 0.0)
    monkeypatch.setattr("chassis.events.bus.wire.STUCK", 1.0)
    with topology.channel(f"{broker.url}/%2F") as channel:
        channel.queue_delete("q.notify.v1")
        channel.queue_delete("dlq.notify.v1")
    bus.subscriber("notify", [KIND]).close()
    broker.kill()
    broker.start()
    subscriber = connected(bus, "notify", [KIND])
    assert outcomes(bus.publisher(), [message()]) == ["confirmed"]
    assert len(take(subscriber, 1)) == 1


def test_frozen_broker_is_left_and_found_again(
    broker: RabbitMQ, bus: TidyBus, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.events.relay.CONFIRM", 1.0)
    relay = Relay("registration", database, bus)
    with running(relay):
        assert eventually(lambda: relay.connected)
        family = _family(broker)
        for process in family:
            os.kill(process, signal.SIGSTOP)
        commit(database, subjects(300))
        assert eventually(lambda: relay.counts.disconnected > 0)
        for process in family:
            os.kill(process, signal.SIGCONT)
        assert eventually(lambda: relay.lag().rows == 0)
    check(everything(bus, 300), 300)


def _family(broker: RabbitMQ) -> list[int]:
    """The broker's process and all it started."""
    root = psutil.Process(broker._process.pid)
    return [root.pid, *(child.pid for child in root.children(recursive=True))]


def test_blocked_broker_is_sent_nothing_and_keeps_its_connection(
    broker: RabbitMQ, bus: TidyBus, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocked for longer than a confirm may take and than two heartbeats."""
    monkeypatch.setattr("chassis.events.relay.CONFIRM", 1.0)
    monkeypatch.setattr("chassis.events.bus.wire.HEARTBEAT", 2)
    relay = Relay("registration", database, bus)
    with running(relay):
        commit(database, subjects(10))
        assert eventually(lambda: relay.lag().rows == 0)
        broker.ctl("set_vm_memory_high_watermark", "0")
        commit(database, subjects(2000))
        assert eventually(lambda: relay.blocked)
        confirmed = relay.counts.confirmed
        time.sleep(6)
        assert (relay.counts.confirmed, relay.counts.disconnected) == (confirmed, 0)
        assert relay.lag().rows > 0
        broker.ctl("set_vm_memory_high_watermark", "0.8")
        assert eventually(lambda: relay.lag().rows == 0)
        assert relay.counts.disconnected == 0
    check(everything(bus, 2010), 2010)


def test_message_the_broker_finds_too_large_is_set_aside(broker: RabbitMQ, bus: TidyBus, database: Database) -> None:
    limit(broker, 100_000)
    commit(database, ["a", "b"])
    commit(database, ["large"], body=b'"' + b"x" * 200_000 + b'"')
    commit(database, ["large", "c", "d"])
    relay = Relay("registration", database, bus)
    with running(relay):
        assert eventually(lambda: relay.lag().rows == 0)
    assert relay.counts.poisoned == 1
    arrived = {delivery.message.sequence for delivery in everything(bus, 5)}
    assert arrived == {1, 2, 4, 5, 6}
    limit(broker, 16 << 20)


def limit(broker: RabbitMQ, size: int) -> None:
    """Let messages be no larger; 3.10 reads the setting, 4.0 what it made of it."""
    key = f"max_message_size, {size}"
    broker.ctl("eval", f"application:set_env(rabbit, {key}), persistent_term:put({key}).")


def test_full_queue_holds_events_back_in_their_order(bus: TidyBus, database: Database, broker: RabbitMQ) -> None:
    """A policy may make the limit smaller than the queue's own argument; the smaller one holds."""
    broker.ctl("set_policy", "small", "^q\\.notify", '{"max-length-bytes": 20000}', "--apply-to", "queues")
    relay = Relay("registration", database, bus)
    with running(relay):
        for _ in range(10):
            commit(database, subjects(200), body=b'"' + b"x" * 500 + b'"')
        assert eventually(lambda: relay.counts.refused > 0)
        deliveries = everything(bus, 2000)
        assert eventually(lambda: relay.lag().rows == 0)
    broker.ctl("clear_policy", "small")
    check(deliveries, 2000)
