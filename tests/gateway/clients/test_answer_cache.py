"""Public answers of services, kept for a second."""

import threading
from collections.abc import Callable

import pytest

from chassis.http.client import Refused
from chassis.http.errors import Unavailable
from gateway.clients import answer_cache
from gateway.clients.answer_cache import Answers


class Service:
    """Counts how often it is asked; fails when told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.failing: Exception | None = None
        self.during: Callable[[], None] = lambda: None

    def __call__(self) -> bytes:
        self.asked += 1
        self.during()
        if self.failing:
            raise self.failing
        return b'{"number":%d}' % self.asked


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    time = [1000.0]
    monkeypatch.setattr(answer_cache, "monotonic", lambda: time[0])
    return time


def test_an_answer_is_asked_for_once_a_second(now: list[float]) -> None:
    service, kept = Service(), Answers()
    first = kept.get("a", service)
    first["number"] = "changed by whoever got it"
    assert kept.get("a", service) == {"number": 1}
    assert kept.get("b", service) == {"number": 2}
    now[0] += answer_cache.FRESH
    assert kept.get("a", service) == {"number": 3}


def test_while_the_service_is_away_the_last_answer_stands(now: list[float]) -> None:
    service, kept = Service(), Answers()
    kept.get("a", service)
    service.failing = Unavailable()
    now[0] += answer_cache.FRESH
    assert kept.get("a", service) == {"number": 1}
    now[0] += answer_cache.STALE
    with pytest.raises(Unavailable):
        kept.get("a", service)


def test_what_is_gone_is_gone_at_once(now: list[float]) -> None:
    service, kept = Service(), Answers()
    kept.get("a", service)
    service.failing = Refused(404, {})
    now[0] += answer_cache.FRESH
    for _ in range(2):
        with pytest.raises(Refused):
            kept.get("a", service)


def test_others_do_not_wait_for_whoever_asks_anew(now: list[float]) -> None:
    service, kept = Service(), Answers()
    kept.get("a", service)
    now[0] += answer_cache.FRESH
    asking, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        asking.set()
        assert go_on.wait(20)

    service.during = wait
    slow = threading.Thread(target=kept.get, args=("a", service))
    slow.start()
    assert asking.wait(20)
    assert kept.get("a", service) == {"number": 1}
    go_on.set()
    slow.join(20)
    assert kept.get("a", service) == {"number": 2}
