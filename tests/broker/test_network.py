"""A network that cuts, swallows and stops in the middle of a frame: nothing is lost, nothing spins."""

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from chassis.events.bus import BusDown
from chassis.events.relay import Relay
from chassis.storage.engine import Database
from tests.broker.patience import TidyBus, check, connected, eventually, everything, outcomes, running, subjects, take
from tests.broker.proxy import Proxy
from tests.rows import KIND, commit, message

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
def proxy(broker_url: str, bus: TidyBus) -> Iterator[Proxy]:
    """Stands before the broker, where a queue is declared already."""
    bus.subscriber("notify", [KIND]).close()
    proxy = Proxy(urlsplit(broker_url).port or 5672)
    yield proxy
    proxy.close()


@pytest.fixture
def distant(broker_url: str, proxy: Proxy) -> Iterator[TidyBus]:
    """The same virtual host, through the proxy."""
    parts = urlsplit(broker_url)
    with TidyBus(f"amqp://{parts.username}:{parts.password}@127.0.0.1:{proxy.port}{parts.path}") as distant:
        yield distant


def test_network_that_flaps_loses_nothing(bus: TidyBus, distant: TidyBus, proxy: Proxy, database: Database) -> None:
    relay = Relay("registration", database, distant)
    with running(relay):
        for _ in range(8):
            commit(database, subjects(250))
            eventually(lambda: relay.connected and relay.counts.confirmed > 0, seconds=5)
            proxy.cut()
            time.sleep(0.1)
        assert eventually(lambda: relay.lag().rows == 0)
    assert relay.counts.disconnected > 0
    check(everything(bus, 2000), 2000)


def test_confirms_lost_in_a_silent_network_are_asked_for_again(
    bus: TidyBus, distant: TidyBus, proxy: Proxy, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.events.relay.CONFIRM", 1.0)
    relay = Relay("registration", database, distant)
    with running(relay):
        assert eventually(lambda: relay.connected)
        proxy.silent.set()
        commit(database, subjects(300))
        assert eventually(lambda: relay.counts.disconnected > 0, seconds=15)
        proxy.heal()
        assert eventually(lambda: relay.lag().rows == 0)
    check(everything(bus, 300), 300)


def test_half_a_frame_then_silence_costs_no_processor_and_ends(
    distant: TidyBus, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.events.bus.wire.STUCK", 1.0)
    publisher = distant.publisher()
    proxy.remaining = 10
    publisher.publish(message())
    spent = time.process_time()
    with pytest.raises(BusDown):
        eventually(lambda: publisher.settle(0.5) is None, seconds=30)
    assert time.process_time() - spent < 0.5


def test_heartbeats_keep_an_idle_connection(bus: TidyBus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.events.bus.wire.HEARTBEAT", 2)
    subscriber, publisher = connected(bus, "notify", [KIND]), bus.publisher()
    until = time.monotonic() + 8
    while time.monotonic() < until:
        assert subscriber.fetch(1, 0.2) == []
        assert publisher.settle(0.2) == []
    assert outcomes(publisher, [message()]) == ["confirmed"]
    (delivery,) = take(subscriber, 1)
    subscriber.ack(delivery.tag)
