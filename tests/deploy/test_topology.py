"""The broker holds what the parts' handlers ask for, and the event book says the same."""

import json
import urllib.request
from pathlib import Path

import pika
import pytest

from chassis.events.bus import names
from chassis.events.bus.amqp import AmqpBus
from deploy import topology
from deploy.books import events
from deploy.parts import PARTS

WANTED = {"notify": ["registration.entry.submitted.v1"], "judging": ["registration.entry.withdrawn.v1"]}


def keys(api: str, broker_url: str, queue: str) -> set[str]:
    """The binding keys of a queue, as the broker's management reports them."""
    address, _, vhost = api.partition("@")[2], None, broker_url.rsplit("/", 1)[1]
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, f"http://{address}", *api.partition("://")[2].partition("@")[0].split(":"))
    opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
    with opener.open(f"http://{address}/api/queues/{vhost}/{queue}/bindings", timeout=10) as reply:
        return {binding["routing_key"] for binding in json.load(reply) if binding["source"]}


def test_apply_then_verify_finds_nothing_to_say(broker_url: str) -> None:
    topology.apply(broker_url, WANTED)
    topology.apply(broker_url, WANTED)
    assert topology.verify(broker_url, WANTED) == []


def test_verify_names_what_is_missing_and_creates_nothing(broker_url: str) -> None:
    expected = [
        "exchange ev is missing",
        "exchange ev.dlx is missing",
        "queue q.notify.v1 is missing",
        "queue dlq.notify.v1 is missing",
    ]
    wanted = {"notify": WANTED["notify"]}
    assert topology.verify(broker_url, wanted) == expected
    assert topology.verify(broker_url, wanted) == expected


def test_verify_names_a_queue_with_other_arguments(broker_url: str) -> None:
    with topology.channel(broker_url) as channel:
        channel.queue_declare("q.notify.v1", durable=True)
    topology.apply(broker_url, {"judging": []})
    (problem, _) = topology.verify(broker_url, {"notify": []})
    assert problem.startswith("queue q.notify.v1 differs")


def test_apply_removes_bindings_nobody_asks_for(broker_url: str, broker_api: str) -> None:
    topology.apply(broker_url, {"notify": ["registration.entry.submitted.v1", "judging.sheet.submitted.v1"]})
    topology.apply(broker_url, {"notify": ["judging.sheet.submitted.v1"]})
    assert keys(broker_api, broker_url, "q.notify.v1") == {"judging.sheet.submitted.v1"}


def test_subscriber_declares_the_same_as_apply(broker_url: str) -> None:
    for consumer, kinds in WANTED.items():
        AmqpBus(broker_url).subscriber(consumer, kinds).close()
    assert topology.verify(broker_url, WANTED) == []


@pytest.mark.parametrize("queue", [names.live("notify"), names.dead("notify")])
def test_queue_is_of_the_kind_that_survives(queue: names.Queue) -> None:
    assert queue.arguments["x-queue-type"] == "quorum"


def test_print_shows_every_queue_and_binding() -> None:
    text = topology.render(topology.consumers())
    for consumer, kinds in topology.consumers().items():
        assert f"queue q.{consumer}.v1" in text
        assert f"queue dlq.{consumer}.v1" in text
        assert all(f"<- ev {kind}" in text for kind in kinds)


def test_contact_details_reach_notify_alone() -> None:
    listeners = [name for name, kinds in topology.consumers().items() if "gateway.account.contact-changed.v1" in kinds]
    assert listeners == ["notify"]


def test_event_book_is_current() -> None:
    written = (Path(__file__).parents[2] / "docs" / "events.md").read_text()
    assert written == events.render(PARTS.values()), "run: python -m deploy.topology events > docs/events.md"


def test_pika_reads_the_urls_we_use(broker_url: str) -> None:
    assert pika.URLParameters(broker_url).virtual_host == broker_url.rsplit("/", 1)[1]
