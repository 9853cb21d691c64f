"""Publishing and consuming keep the promises of a bus on a real broker."""

import pika
import pytest

from chassis.events.bus import BusDown, names
from chassis.events.bus.amqp import AmqpBus
from tests.broker.patience import SECONDS, eventually, outcomes, take
from tests.rows import KIND, message

OTHER = "registration.entry.withdrawn.v1"
HUGE = b'"' + b"x" * 1_000_000 + b'"'


def test_message_arrives_as_it_was_sent(bus: AmqpBus) -> None:
    subscriber, publisher, sent = bus.subscriber("notify", [KIND]), bus.publisher(), message("团队", sequence=7)
    assert outcomes(publisher, [sent]) == ["confirmed"]
    assert [delivery.message for delivery in take(subscriber, 1)] == [sent]


@pytest.mark.parametrize("body", [HUGE, b'"' + b"x" * 131_064 + b'"', b"0"])
def test_bodies_of_every_size_arrive_whole(bus: AmqpBus, body: bytes) -> None:
    subscriber, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    assert outcomes(publisher, [message(body=body)]) == ["confirmed"]
    assert take(subscriber, 1)[0].message.body == body


def test_thousands_arrive_in_order_and_are_settled_once(bus: AmqpBus) -> None:
    subscriber, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    assert set(outcomes(publisher, [message(sequence=number) for number in range(3000)])) == {"confirmed"}
    numbers: list[int] = []
    while len(numbers) < 3000:
        batch = take(subscriber, 200)
        numbers += [delivery.message.sequence for delivery in batch]
        subscriber.ack(batch[-1].tag)
    assert numbers == list(range(3000))


def test_message_nobody_listens_to_is_unroutable_until_somebody_does(bus: AmqpBus) -> None:
    publisher = bus.publisher()
    first, second = message(), message()
    assert outcomes(publisher, [first]) == ["unroutable"]
    subscriber = bus.subscriber("notify", [KIND])
    assert outcomes(publisher, [message(kind=OTHER), second]) == ["unroutable", "confirmed"]
    assert [delivery.message for delivery in take(subscriber, 1)] == [second]


def test_full_queue_refuses_and_loses_nothing(bus: AmqpBus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "LONGEST", 5_000)
    bus.subscriber("notify", [KIND]).close()
    publisher = bus.publisher()
    sent, answers = [], []
    while "refused" not in answers and len(sent) < 5000:
        burst = [message(body=b'"' + b"x" * 1000 + b'"') for _ in range(20)]
        sent += burst
        answers += outcomes(publisher, burst)
    assert "refused" in answers
    accepted = {one.id for one, answer in zip(sent, answers, strict=True) if answer == "confirmed"}
    subscriber = bus.subscriber("notify", [KIND])
    arrived = {delivery.message.id for delivery in take(subscriber, len(accepted))}
    assert accepted == arrived


def test_unacknowledged_messages_come_again(bus: AmqpBus) -> None:
    subscriber, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    outcomes(publisher, [message(sequence=number) for number in range(5)])
    subscriber.ack(take(subscriber, 5)[1].tag)
    subscriber.close()
    again = take(bus.subscriber("notify", [KIND]), 3)
    assert [(delivery.message.sequence, delivery.redelivered) for delivery in again] == [
        (2, True),
        (3, True),
        (4, True),
    ]


def test_acknowledging_twice_or_too_far_does_no_harm(bus: AmqpBus) -> None:
    """On the broker's side either would close the channel."""
    subscriber, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    outcomes(publisher, [message()])
    (delivery,) = take(subscriber, 1)
    for tag in (delivery.tag, delivery.tag, 0, 10_000):
        subscriber.ack(tag)
    outcomes(publisher, [message()])
    assert len(take(subscriber, 1)) == 1


def test_tags_of_an_old_connection_are_not_the_new_ones(bus: AmqpBus) -> None:
    old, publisher = bus.subscriber("notify", [KIND]), bus.publisher()
    outcomes(publisher, [message(sequence=number) for number in range(3)])
    stale = take(old, 3)[-1].tag
    old.close()
    with pytest.raises(BusDown):
        old.ack(stale)
    assert len(take(bus.subscriber("notify", [KIND]), 3)) == 3


def test_only_one_of_two_subscribers_is_served_and_the_other_takes_over_in_order(bus: AmqpBus) -> None:
    first, second, publisher = bus.subscriber("notify", [KIND]), bus.subscriber("notify", [KIND]), bus.publisher()
    outcomes(publisher, [message(sequence=number) for number in range(4)])
    first.ack(take(first, 4)[1].tag)
    assert second.fetch(10, 0.5) == []
    first.close()
    assert [delivery.message.sequence for delivery in take(second, 2)] == [2, 3]


def test_deleted_queue_ends_the_connection_and_the_next_declares_it(bus: AmqpBus, broker_url: str) -> None:
    subscriber = bus.subscriber("notify", [KIND])
    with pika.BlockingConnection(pika.URLParameters(broker_url)) as connection:
        connection.channel().queue_delete("q.notify.v1")

    def ended() -> bool:
        try:
            subscriber.fetch(1, 0.2)
        except BusDown:
            return True
        return False

    assert eventually(ended)
    again = bus.subscriber("notify", [KIND])
    assert outcomes(bus.publisher(), [message()]) == ["confirmed"]
    assert len(take(again, 1)) == 1


def test_message_the_broker_gave_up_is_delivered_as_dead(bus: AmqpBus, broker_url: str) -> None:
    bus.subscriber("notify", [KIND]).close()
    sent = message()
    outcomes(bus.publisher(), [sent])
    with pika.BlockingConnection(pika.URLParameters(broker_url)) as connection:
        channel = connection.channel()
        method, _, _ = next(channel.consume("q.notify.v1", inactivity_timeout=SECONDS))
        channel.basic_reject(method.delivery_tag, requeue=False)
    subscriber = bus.subscriber("notify", [KIND])
    (dead,) = take(subscriber, 1)
    assert (dead.message, dead.dead, dead.reason) == (sent, True, "given up by the broker: rejected")
    subscriber.ack(dead.tag)


def test_message_that_ends_its_consumer_too_often_is_delivered_as_dead(
    bus: AmqpBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "DELIVERIES", 2)
    sent = message()
    bus.subscriber("notify", [KIND]).close()
    outcomes(bus.publisher(), [sent])
    for _ in range(3):
        subscriber = bus.subscriber("notify", [KIND])
        assert [delivery.dead for delivery in take(subscriber, 1)] == [False]
        subscriber.close()
    (dead,) = take(bus.subscriber("notify", [KIND]), 1)
    assert (dead.message, dead.dead) == (sent, True)
    assert dead.reason == "given up by the broker: delivery_limit"


def test_wrong_password_and_absent_broker_are_both_down(broker_url: str) -> None:
    address = broker_url.partition("@")[2]
    for url in (f"amqp://nobody:wrong@{address}", "amqp://guest:guest@127.0.0.1:1/x"):
        with pytest.raises(BusDown):
            AmqpBus(url).publisher()
        with pytest.raises(BusDown):
            AmqpBus(url).subscriber("notify", [KIND])
