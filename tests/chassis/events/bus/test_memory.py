"""Each defect of kombu's in-memory transport that ours puts right, shown on both, so that an upgrade is noticed."""

import threading
from collections.abc import Iterator
from queue import Queue
from time import monotonic
from typing import Any

import kombu
import pytest
from kombu.transport import memory as theirs

from chassis.events.bus import memory as ours
from tests.patience import PATIENCE


@pytest.fixture
def plain() -> Iterator[kombu.Connection]:
    """kombu's own, emptied afterwards: its queues belong to the whole process."""
    with kombu.Connection("memory://") as connection:
        yield connection
    theirs.Channel.queues.clear()
    theirs.Transport.global_state.clear()


@pytest.fixture
def fixed() -> Iterator[kombu.Connection]:
    with kombu.Connection(
        transport=ours.Transport, transport_options={"broker": ours.Broker(10), "body_encoding": None}
    ) as connection:
        yield connection


def two_queues(connection: kombu.Connection) -> Any:
    """A channel with queues a and b, both bound to `key`, and one message put on both."""
    channel = connection.channel()
    channel.exchange_declare("x", "topic")
    for queue in ("a", "b"):
        channel.queue_declare(queue)
        channel.queue_bind(queue, "x", "key")
    put(channel)
    return channel


def put(channel: Any, key: str = "key") -> Any:
    return channel.basic_publish(channel.prepare_message(b"{}"), "x", key)


def get(channel: Any, queue: str) -> Any:
    return channel.basic_get(queue, no_ack=True)


def test_kombu_gives_back_to_every_queue(plain: kombu.Connection) -> None:
    channel = two_queues(plain)
    channel.basic_get("a").requeue()
    assert (channel._size("a"), channel._size("b")) == (1, 2)


def test_ours_gives_back_to_its_own_queue_only(fixed: kombu.Connection) -> None:
    channel = two_queues(fixed)
    channel.basic_get("a").requeue()
    assert (channel._size("a"), channel._size("b")) == (1, 1)
    assert get(channel, "a").properties["redelivered"]


def test_ours_gives_back_to_the_head_of_the_queue(fixed: kombu.Connection) -> None:
    channel = two_queues(fixed)
    first = channel.basic_get("a")
    put(channel)
    first.requeue()
    assert get(channel, "a").properties["redelivered"]


def test_kombu_shares_one_message_among_queues(plain: kombu.Connection) -> None:
    channel = two_queues(plain)
    assert get(channel, "a").delivery_tag == get(channel, "b").delivery_tag


def test_ours_copies_the_message_for_each_queue(fixed: kombu.Connection) -> None:
    channel = two_queues(fixed)
    one, other = get(channel, "a"), get(channel, "b")
    assert one.delivery_tag != other.delivery_tag
    one.headers["changed"] = one.properties["changed"] = True
    assert "changed" not in {*other.headers, *other.properties}


def test_kombu_forgets_what_was_not_acknowledged(plain: kombu.Connection) -> None:
    channel, other = two_queues(plain), plain.channel()
    channel.basic_get("a")
    channel.close()
    assert other.basic_get("a") is None


def test_ours_brings_again_what_was_not_acknowledged(fixed: kombu.Connection) -> None:
    channel, other = two_queues(fixed), fixed.channel()
    channel.basic_get("a")
    channel.close()
    assert other.basic_get("a").properties["redelivered"]


def test_ours_brings_several_again_in_their_order(fixed: kombu.Connection) -> None:
    channel, other = two_queues(fixed), fixed.channel()
    channel.queue_purge("a")
    for body in (b"1", b"2", b"3"):
        channel.basic_publish(channel.prepare_message(body), "x", "key")
    for _ in range(2):
        channel.basic_get("a")
    channel.close()
    assert [get(other, "a").body for _ in range(3)] == [b"1", b"2", b"3"]


def waited(connection: kombu.Connection, channel: Any) -> float:
    """Seconds from a publish by another thread until the waiting consumer has the message."""
    arrived: Queue[float] = Queue()
    for queue in ("a", "b"):
        channel.queue_purge(queue)
    channel.basic_consume("a", True, lambda message: arrived.put(monotonic()), "tag")
    sender = connection.channel()
    sent: list[float] = []

    def send() -> None:
        sent.append(monotonic())
        put(sender)

    timer = threading.Timer(0.1, send)
    timer.start()
    connection.drain_events(timeout=PATIENCE)
    timer.join()
    return arrived.get() - sent[0]


def test_kombu_looks_once_a_second(plain: kombu.Connection) -> None:
    assert waited(plain, two_queues(plain)) > 0.4


def test_ours_wakes_when_a_message_arrives(fixed: kombu.Connection) -> None:
    assert waited(fixed, two_queues(fixed)) < 0.4


def test_kombu_shares_queues_with_the_whole_process(plain: kombu.Connection) -> None:
    two_queues(plain)
    with kombu.Connection("memory://") as stranger:
        assert get(stranger.channel(), "a") is not None


def test_ours_belong_to_one_broker(fixed: kombu.Connection) -> None:
    two_queues(fixed)
    with kombu.Connection(transport=ours.Transport, transport_options={"broker": ours.Broker(10)}) as stranger:
        assert get(stranger.channel(), "a") is None


def test_kombu_drops_what_nobody_is_bound_to_without_a_word(plain: kombu.Connection) -> None:
    assert put(two_queues(plain), "other") is None


def test_ours_tells_what_became_of_a_message(fixed: kombu.Connection) -> None:
    channel = two_queues(fixed)
    assert put(channel, "other") == ours.UNROUTABLE
    assert [put(channel) for _ in range(10)] == [ours.CONFIRMED] * 9 + [ours.REFUSED]


def test_ours_refuses_for_all_queues_or_none(fixed: kombu.Connection) -> None:
    channel = two_queues(fixed)
    while channel._size("a") < 10:
        put(channel)
    channel.queue_purge("b")
    assert put(channel) == ours.REFUSED
    assert channel._size("b") == 0


def test_ours_needs_no_channel_to_remember_unbinding(fixed: kombu.Connection) -> None:
    channel = two_queues(fixed)
    channel.queue_unbind("a", "x", "key")
    put(channel)
    assert (channel._size("a"), channel._size("b")) == (1, 2)


def test_ours_wakes_only_who_consumes_the_queue(fixed: kombu.Connection) -> None:
    broker = fixed.transport_options["broker"]
    with fixed.clone() as first, fixed.clone() as second:
        for connection, queue in ((first, "a"), (second, "c")):
            channel = two_queues(connection)
            channel.queue_declare(queue)
            channel.basic_consume(queue, no_ack=True, callback=lambda _message: None, consumer_tag=queue)
        bells = [broker.waiting[queue][0] for queue in ("a", "c")]
        before = [bell.rings for bell in bells]
        put(fixed.channel())
        assert [bell.rings for bell in bells] == [before[0] + 1, before[1]]
    assert broker.waiting == {"a": [], "c": []}
