"""What only a real broker does: queues wiped, connections cut, dead letters, a standby that takes over."""

import pika
import pytest

from chassis.events.bus import names
from chassis.events.bus.amqp import AmqpBus
from tests.faults import toy
from tests.faults.processes import World, until, wait_killed
from tests.provision import vhosts


def vhost(world: World) -> str:
    return world.broker.rsplit("/", 1)[1]


@pytest.fixture
def channel(rabbit_world: World) -> "pika.adapters.blocking_connection.BlockingChannel":
    """A channel of a client that is not ours."""
    connection = pika.BlockingConnection(pika.URLParameters(rabbit_world.broker))
    yield connection.channel()
    connection.close()


def connected(world: World) -> None:
    until(lambda: all(worker.consumer is None or worker.consumer.connected for worker in world.threads))


def test_events_told_while_the_queue_was_deleted_arrive(rabbit_world: World, broker_api: str) -> None:
    world = rabbit_world
    world.here()
    world.take_steps(20)
    world.drain()
    for kind in ("q.ledger.v1", "dlq.ledger.v1"):
        vhosts.call(broker_api, "DELETE", f"/queues/{vhost(world)}/{kind}")
    world.take_steps(20)
    world.drain()
    world.take_steps(5)
    world.drain()
    assert world.verdict().clean, world.verdict()


def test_vhost_made_anew_loses_nothing(rabbit_world: World, broker_api: str) -> None:
    world = rabbit_world
    world.here()
    world.take_steps(20)
    world.drain()
    vhosts.delete(broker_api, vhost(world))
    world.take_steps(20)
    vhosts.create(broker_api, vhost(world))
    world.drain()
    world.take_steps(5)
    world.drain()
    assert world.verdict().clean, world.verdict()


def test_connections_cut_again_and_again_leave_no_trace(rabbit_world: World, broker_api: str) -> None:
    world = rabbit_world
    world.here()
    for _ in range(5):
        world.take_steps(20)
        for connection in vhosts.call(broker_api, "GET", f"/vhosts/{vhost(world)}/connections"):
            try:
                vhosts.call(broker_api, "DELETE", f"/connections/{connection['name'].replace(' ', '%20')}")
            except RuntimeError:
                continue  # gone meanwhile
    world.drain()
    assert world.verdict().clean, world.verdict()


def test_switching_the_bus_with_events_in_flight_loses_nothing(rabbit_world: World) -> None:
    world, url = rabbit_world, rabbit_world.broker
    for broker in ("memory://", url, "memory://", url):
        world.broker = broker
        world.here()
        world.take_steps(30)
        world.halt()
    world.here()
    world.drain()
    assert world.verdict().clean, world.verdict()


def test_standby_takes_over_in_order(rabbit_world: World) -> None:
    world = rabbit_world
    world.here("toy")
    first = world.start("ledger")
    world.start("ledger")
    world.take_steps(50)
    until(lambda: world.applied() > 10)
    first.kill()
    wait_killed(first)
    world.take_steps(50)
    world.drain()
    assert world.verdict().clean, world.verdict()


def test_innocents_survive_many_crashes_of_their_consumer(rabbit_world: World) -> None:
    world = rabbit_world
    bus = AmqpBus(world.broker)
    bus.subscriber("ledger", [toy.StepTaken.TYPE]).close()
    world.here("toy")
    world.take_steps(30)
    for _ in range(25):
        subscriber = bus.subscriber("ledger", [toy.StepTaken.TYPE])
        until(lambda subscriber=subscriber: bool(subscriber.fetch(200, 0.5)))
        subscriber.close()
    world.here("ledger")
    world.drain()
    verdict = world.verdict()
    assert verdict.clean, verdict


def dead_letter(world: World, channel: "pika.adapters.blocking_connection.BlockingChannel") -> None:
    """Let the broker give up the next message of the ledger's queue."""
    method, _, _ = next(channel.consume(names.live("ledger").name, inactivity_timeout=30))
    assert method, world.log()
    channel.basic_reject(method.delivery_tag, requeue=False)
    channel.cancel()


@pytest.fixture
def given_up(rabbit_world: World, channel: "pika.adapters.blocking_connection.BlockingChannel") -> World:
    """The broker gave up the first of the toy's steps."""
    AmqpBus(rabbit_world.broker).subscriber("ledger", [toy.StepTaken.TYPE]).close()
    rabbit_world.here("toy")
    rabbit_world.take_steps(1)
    dead_letter(rabbit_world, channel)
    return rabbit_world


def test_dead_letter_of_the_broker_reaches_the_ledger_all_the_same(given_up: World) -> None:
    given_up.here("ledger")
    given_up.drain()
    assert given_up.verdict().clean


def test_dead_letter_known_to_nobody_is_parked_once_whatever_crashes(
    rabbit_world: World, channel: "pika.adapters.blocking_connection.BlockingChannel"
) -> None:
    world = rabbit_world
    AmqpBus(world.broker).subscriber("ledger", [toy.StepTaken.TYPE]).close()
    properties = pika.BasicProperties(content_type="text/plain", delivery_mode=2)
    for _ in range(2):
        channel.basic_publish(names.EXCHANGE, toy.StepTaken.TYPE, b"neither JSON nor an event", properties)
    dead_letter(world, channel)
    dead_letter(world, channel)
    for point in ("consumer.handled", "consumer.committed"):
        wait_killed(world.start("ledger", crash_at=point))
    world.here("ledger")
    until(lambda: len(world.parked()) == 1)
    connected(world)
    until(lambda: _empty(channel, names.dead("ledger").name))
    assert [(row.state, row.body) for row in world.parked()] == [("dead", b"neither JSON nor an event")]


def _empty(channel: "pika.adapters.blocking_connection.BlockingChannel", queue: str) -> bool:
    return channel.queue_declare(queue, passive=True).method.message_count == 0


HOSTILE: dict[str, dict] = {
    "no headers": {},
    "wrong content type": {"content_type": "text/plain"},
    "empty body": {"body": b""},
    "huge body": {"body": b'"' + b"x" * (2 << 20) + b'"'},
    "line breaks in the id": {"headers": {"cloudEvents_id": "a\r\nb"}},
    "id given twice": {"headers": {"cloudEvents_id": "a", "cloudEvents:id": "b"}},
    "nul in the subject": {"headers": {"cloudEvents_subject": "a\0b"}},
    "64 KiB of trace": {"headers": {"traceparent": "0" * 65536}},
    "a table for an id": {"headers": {"cloudEvents_id": {"a": 1}}},
    "sequence beyond any number": {"headers": {"cloudEvents_sequence": "9" * 40}},
}


def test_hostile_messages_are_kept_and_the_next_event_is_applied(
    rabbit_world: World,
    channel: "pika.adapters.blocking_connection.BlockingChannel",
) -> None:
    world = rabbit_world
    AmqpBus(world.broker).subscriber("ledger", [toy.StepTaken.TYPE]).close()
    for number, (name, given) in enumerate(HOSTILE.items()):
        headers = {
            "cloudEvents_specversion": "1.0",
            "cloudEvents_id": name,
            "cloudEvents_source": "/egret/toy",
            "cloudEvents_type": toy.StepTaken.TYPE,
            "cloudEvents_subject": "eve",
            **given.get("headers", {}),
        }
        properties = pika.BasicProperties(
            content_type=given.get("content_type", "application/json"), headers=headers if given else {}
        )
        body = given.get("body", b'{"walker": "eve", "number": "one"}' + b" " * number)
        channel.basic_publish(names.EXCHANGE, toy.StepTaken.TYPE, body, properties)
    world.take_steps(3)
    world.here()
    world.drain()
    until(lambda: len(world.parked()) == len(HOSTILE))
    assert {row.state for row in world.parked()} == {"dead"}
    assert len({bytes(row.body) for row in world.parked()}) == len(HOSTILE)


def test_foreign_producer_is_applied_once(
    rabbit_world: World, channel: "pika.adapters.blocking_connection.BlockingChannel"
) -> None:
    world = rabbit_world
    AmqpBus(world.broker).subscriber("ledger", [toy.StepTaken.TYPE]).close()
    headers = {
        "cloudEvents:specversion": "1.0",
        "cloudEvents:id": "one of theirs",
        "cloudEvents:source": "https://example.org/walks",
        "cloudEvents:type": toy.StepTaken.TYPE,
        "cloudEvents:subject": "eve",
    }
    properties = pika.BasicProperties(content_type="application/json; charset=utf-8", headers=headers)
    for _ in range(2):
        channel.basic_publish(names.EXCHANGE, toy.StepTaken.TYPE, b'{"walker": "eve", "number": 1}', properties)
    world.here("ledger")
    until(lambda: world.applied() >= 1)
    until(lambda: _empty(channel, names.live("ledger").name))
    assert world.rows() == [("eve", 1)]
