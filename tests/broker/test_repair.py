"""A queue is replaced only when it alone has failed, often and for long."""

import pytest

from chassis.events.bus import BusDown, names, queues
from chassis.events.bus.queues import Repair
from tests.broker.patience import TidyBus, outcomes, take
from tests.rows import KIND, message

QUEUE = names.live("notify").name


@pytest.fixture
def held(bus: TidyBus) -> TidyBus:
    """A bus with one message waiting in the queue."""
    bus.subscriber("notify", [KIND]).close()
    assert outcomes(bus.publisher(), [message()]) == ["confirmed"]
    return bus


def test_queue_that_failed_often_and_long_is_deleted(
    held: TidyBus, broker_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "PATIENCE", 0.0)
    repair = Repair(broker_url)
    for _ in range(queues.ATTEMPTS):
        repair.failed(QUEUE)
    assert outcomes(held.publisher(), [message()]) == ["unroutable"]


@pytest.mark.parametrize(("patience", "attempts"), [(0.0, queues.ATTEMPTS - 1), (60.0, queues.ATTEMPTS + 5)])
def test_queue_that_failed_seldom_or_shortly_stays(
    held: TidyBus, broker_url: str, monkeypatch: pytest.MonkeyPatch, patience: float, attempts: int
) -> None:
    monkeypatch.setattr(queues, "PATIENCE", patience)
    repair = Repair(broker_url)
    for _ in range(attempts):
        repair.failed(QUEUE)
    assert len(take(held.subscriber("notify", [KIND]), 1)) == 1


def test_success_in_between_counts(held: TidyBus, broker_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "PATIENCE", 0.0)
    repair = Repair(broker_url)
    for _ in range(3):
        for _ in range(queues.ATTEMPTS - 1):
            repair.failed(QUEUE)
        repair.succeeded("notify")
    assert len(take(held.subscriber("notify", [KIND]), 1)) == 1


def test_queue_with_other_arguments_is_down_and_says_why(bus: TidyBus, monkeypatch: pytest.MonkeyPatch) -> None:
    bus.subscriber("notify", [KIND]).close()
    monkeypatch.setattr(names, "DELIVERIES", 7)
    with pytest.raises(BusDown, match="x-delivery-limit"):
        bus.subscriber("notify", [KIND])
