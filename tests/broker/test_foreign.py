"""A client that is not ours speaks with us, and one that means harm stops nobody."""

import json
from collections.abc import Iterator
from typing import Any

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from chassis.events.bus import frames
from chassis.events.bus.amqp import AmqpBus
from tests.broker.patience import SECONDS, outcomes, take
from tests.rows import KIND, message

FOREIGN = {
    "cloudEvents:specversion": "1.0",
    "cloudEvents:id": "A-234",
    "cloudEvents:source": "https://example.org/box-office",
    "cloudEvents:type": KIND,
    "cloudEvents:subject": "seat-7",
    "cloudEvents:time": "2026-06-01T08:00:00.123Z",
}


@pytest.fixture
def stranger(bus: AmqpBus, broker_url: str) -> Iterator[BlockingChannel]:
    """A pika channel, after our consumer has declared its queue."""
    bus.subscriber("notify", [KIND]).close()
    with pika.BlockingConnection(pika.URLParameters(broker_url)) as connection:
        yield connection.channel()


def send(stranger: BlockingChannel, body: bytes = b"{}", headers: dict[str, Any] | None = None, **given: Any) -> None:
    properties = {"content_type": "application/json", "delivery_mode": 2, **given}
    stranger.basic_publish(
        "ev", KIND, body, pika.BasicProperties(headers=FOREIGN if headers is None else headers, **properties)
    )


def test_event_of_a_stranger_is_understood(stranger: BlockingChannel, bus: AmqpBus) -> None:
    send(stranger, json.dumps({"seat": "七"}).encode())
    (delivery,) = take(bus.subscriber("notify", [KIND]), 1)
    assert delivery.message
    assert (delivery.message.id, delivery.message.source) == ("A-234", "https://example.org/box-office")
    assert (delivery.message.subject, delivery.message.sequence) == ("seat-7", None)
    assert json.loads(delivery.message.body) == {"seat": "七"}


def test_our_event_is_a_cloudevent_to_a_stranger(stranger: BlockingChannel, bus: AmqpBus) -> None:
    sent = message("团队-1", sequence=12, body='{"title":"鹭"}'.encode())
    outcomes(bus.publisher(), [sent])
    method, properties, body = next(stranger.consume("q.notify.v1", auto_ack=True, inactivity_timeout=SECONDS))
    assert method.routing_key == KIND
    assert body == sent.body
    assert properties.headers == {
        "cloudEvents_specversion": "1.0",
        "cloudEvents_id": sent.id,
        "cloudEvents_source": "/egret/registration",
        "cloudEvents_type": KIND,
        "cloudEvents_subject": "团队-1",
        "cloudEvents_time": sent.time.isoformat(),
        "cloudEvents_sequence": "12",
    }
    assert (properties.content_type, properties.message_id, properties.type) == ("application/json", sent.id, KIND)
    assert (properties.app_id, properties.delivery_mode) == ("/egret/registration", 2)
    assert properties.timestamp == int(sent.time.timestamp())


HOSTILE = {
    "no headers": ({}, {}),
    "no id": ({name: value for name, value in FOREIGN.items() if name != "cloudEvents:id"}, {}),
    "text": (FOREIGN, {"content_type": "text/plain"}),
    "no content type": (FOREIGN, {"content_type": None}),
    "line break": ({**FOREIGN, "cloudEvents:subject": "a\r\nb"}, {}),
    "two ids": ({**FOREIGN, "cloudEvents_id": "B-1"}, {}),
    "long trace": ({**FOREIGN, "traceparent": "x" * 65_536}, {}),
    "table for an id": ({**FOREIGN, "cloudEvents:id": {"a": 1}}, {}),
    "number for a subject": ({**FOREIGN, "cloudEvents:subject": 7}, {}),
    "broken bytes": ({**FOREIGN, "cloudEvents:id": b"\xff\xfe"}, {}),
    "content encoding": (FOREIGN, {"content_encoding": "no-such-codec", "content_type": "text/plain"}),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_message_is_delivered_raw_and_stops_nobody(case: str, stranger: BlockingChannel, bus: AmqpBus) -> None:
    headers, given = HOSTILE[case]
    send(stranger, b'{"bad":1}', headers, **given)
    good = message()
    outcomes(bus.publisher(), [good])
    bad, next_one = take(bus.subscriber("notify", [KIND]), 2)
    assert (bad.message, bad.raw, bad.dead) == (None, b'{"bad":1}', False)
    assert bad.reason
    assert next_one.message == good


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe\x00", b"[" * 200_000])
def test_body_that_is_not_json_is_delivered_raw(body: bytes, stranger: BlockingChannel, bus: AmqpBus) -> None:
    send(stranger, body)
    (delivery,) = take(bus.subscriber("notify", [KIND]), 1)
    assert (delivery.message, delivery.raw) == (None, body)
    assert "not JSON" in delivery.reason


def test_properties_that_cannot_be_read_do_not_end_the_connection(stranger: BlockingChannel, bus: AmqpBus) -> None:
    """A header value of an unknown kind makes py-amqp raise while it reads the frame."""
    publisher = bus.publisher()
    bad, good = message(), message()
    publisher._wire.write(unreadable(publisher, bad))
    publisher._tag += 1
    outcomes(publisher, [good])
    first, second = take(bus.subscriber("notify", [KIND]), 2)
    assert (first.message, first.raw) == (None, bad.body)
    assert second.message == good


def unreadable(publisher: Any, sent: Any) -> bytes:
    """The frames of a message whose content type is no UTF-8."""
    return frames.publish(sent, publisher._wire.connection.frame_max).replace(b"application/json", b"\xff" * 16, 1)
