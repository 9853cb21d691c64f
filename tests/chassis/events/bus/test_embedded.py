"""The bus within one process keeps the promises of a bus."""

import threading

import pytest

from chassis.events.bus import BusDown, Settled
from chassis.events.bus.embedded import EmbeddedBus
from tests.rows import KIND, message

OTHER = "registration.entry.withdrawn.v1"


@pytest.fixture
def bus() -> EmbeddedBus:
    return EmbeddedBus(capacity=3)


def test_message_arrives_as_it_was_sent(bus: EmbeddedBus) -> None:
    subscriber, publisher, sent = bus.subscriber("notify", [KIND]), bus.publisher(), message("团队")
    publisher.publish(sent)
    assert [delivery.message for delivery in subscriber.fetch(10, 1)] == [sent]


def test_every_message_is_settled_once(bus: EmbeddedBus) -> None:
    bus.subscriber("notify", [KIND])
    publisher = bus.publisher()
    assert [publisher.publish(message()) for _ in range(2)] == [1, 2]
    assert publisher.settle(0) == [Settled(1, "confirmed"), Settled(2, "confirmed")]
    assert publisher.settle(0) == []


def test_message_nobody_listens_to_is_unroutable(bus: EmbeddedBus) -> None:
    bus.subscriber("notify", [KIND])
    publisher = bus.publisher()
    publisher.publish(message(kind=OTHER))
    assert publisher.settle(0) == [Settled(1, "unroutable")]


def test_full_queue_refuses(bus: EmbeddedBus) -> None:
    bus.subscriber("notify", [KIND])
    publisher = bus.publisher()
    for _ in range(4):
        publisher.publish(message())
    assert [settled.outcome for settled in publisher.settle(0)] == ["confirmed"] * 3 + ["refused"]


def test_each_consumer_gets_its_own_copy(bus: EmbeddedBus) -> None:
    subscribers = [bus.subscriber(name, [KIND]) for name in ("notify", "judging")]
    bus.publisher().publish(message())
    assert [len(subscriber.fetch(10, 1)) for subscriber in subscribers] == [1, 1]


def test_fetch_returns_at_most_what_was_asked_for(bus: EmbeddedBus) -> None:
    subscriber, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    for number in range(3):
        publisher.publish(message(sequence=number))
    assert [len(subscriber.fetch(2, 0)) for _ in range(3)] == [2, 1, 0]


def test_unacknowledged_messages_come_again_in_order(bus: EmbeddedBus) -> None:
    subscriber, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    for number in range(3):
        publisher.publish(message(sequence=number))
    subscriber.ack(subscriber.fetch(3, 1)[0].tag)
    subscriber.close()
    again = bus.subscriber("notify", [KIND]).fetch(3, 1)
    assert [(delivery.message.sequence, delivery.redelivered) for delivery in again] == [(1, True), (2, True)]


def test_messages_wait_while_their_consumer_is_away(bus: EmbeddedBus) -> None:
    bus.subscriber("notify", [KIND]).close()
    bus.publisher().publish(message())
    assert len(bus.subscriber("notify", [KIND]).fetch(10, 1)) == 1


def test_subscriber_is_bound_to_exactly_its_types(bus: EmbeddedBus) -> None:
    bus.subscriber("notify", [KIND]).close()
    subscriber, publisher = bus.subscriber("notify", [OTHER]), bus.publisher()
    publisher.publish(message())
    publisher.publish(message(kind=OTHER))
    assert [settled.outcome for settled in publisher.settle(0)] == ["unroutable", "confirmed"]
    assert [delivery.message.type for delivery in subscriber.fetch(10, 1)] == [OTHER]


def test_two_buses_share_nothing(bus: EmbeddedBus) -> None:
    stranger = EmbeddedBus().subscriber("notify", [KIND])
    bus.subscriber("notify", [KIND])
    bus.publisher().publish(message())
    assert stranger.fetch(10, 0) == []


def test_waiting_consumer_is_woken_by_another_thread(bus: EmbeddedBus) -> None:
    subscriber = bus.subscriber("notify", [KIND])
    threading.Timer(0.05, lambda: bus.publisher().publish(message())).start()
    assert len(subscriber.fetch(10, 30)) == 1


def test_closed_connections_are_down(bus: EmbeddedBus) -> None:
    subscriber, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    subscriber.close()
    publisher.close()
    with pytest.raises(BusDown):
        subscriber.fetch(1, 0)
    with pytest.raises(BusDown):
        publisher.publish(message())


def test_message_that_cannot_be_understood_is_delivered_raw(bus: EmbeddedBus) -> None:
    subscriber, channel = bus.subscriber("notify", [KIND]), bus.connection().channel()
    channel.basic_publish(channel.prepare_message(b"not json", content_type="application/json"), "ev", KIND)
    (delivery,) = subscriber.fetch(10, 1)
    assert (delivery.message, delivery.raw) == (None, b"not json")
    assert "not JSON" in delivery.reason
