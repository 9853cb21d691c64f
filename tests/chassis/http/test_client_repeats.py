"""Calls are repeated only where that is safe, and a failing part is left alone."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from chassis.http.auth import Grant, Identity
from chassis.http.breaker import Breaker
from chassis.http.client import Http, Refused, ServiceClient, Wsgi
from chassis.http.errors import Unavailable
from chassis.storage.ids import new_id
from tests.patience import PATIENCE

SECRET = "a secret that is long enough for tests"
LEADER = Identity(new_id(), "林晓", (Grant("leader"),), "en")


class Script:
    """A WSGI application that answers with these statuses in turn, the last one for good."""

    def __init__(self, *statuses: int, headers: Iterable[tuple[str, str]] = ()) -> None:
        self.statuses, self.headers, self.calls = list(statuses), list(headers), 0

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        self.calls += 1
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        while environ["wsgi.input"].read(1 << 16):
            pass
        start_response(f"{status} X", [("Content-Type", "application/json"), *self.headers])
        return [b'{"code": "x"}']


def speak(app: Any, **options: Any) -> ServiceClient:
    return ServiceClient("part", Wsgi(app), SECRET, **options)


@pytest.mark.parametrize(
    ("method", "headers"), [("GET", {}), ("PUT", {}), ("DELETE", {}), ("POST", {"idempotency-key": "k"})]
)
def test_safe_calls_are_repeated(method: str, headers: dict[str, str]) -> None:
    app = Script(503, 502, 200)
    assert speak(app).call(method, "/", identity=LEADER, headers=headers).status == 200
    assert app.calls == 3


@pytest.mark.parametrize("call", [{"method": "POST", "json": {}}, {"method": "PUT", "body": iter([b"x"])}])
def test_calls_that_could_happen_twice_are_not_repeated(call: dict[str, Any]) -> None:
    app = Script(503, 200)
    with pytest.raises(Refused):
        speak(app).call(path="/", identity=LEADER, **call)
    assert app.calls == 1


def test_a_part_that_asks_to_be_left_alone_is() -> None:
    app = Script(503, 200, headers=[("Retry-After", "30")])
    with pytest.raises(Refused):
        speak(app).call("GET", "/", identity=LEADER)
    assert app.calls == 1


def test_breaker_opens_and_lets_one_call_find_out() -> None:
    app = Script(504)
    client = speak(app, breaker=Breaker(failures=2, recovery=3600))
    for _ in range(2):
        with pytest.raises(Refused):
            client.call("POST", "/", identity=LEADER)
    with pytest.raises(Unavailable):
        client.call("POST", "/", identity=LEADER)
    assert app.calls == 2


def test_a_part_left_alone_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    client = speak(Script(504), breaker=Breaker(failures=2, recovery=3600, name="part"))
    for _ in range(2):
        with pytest.raises(Refused):
            client.call("POST", "/", identity=LEADER)
    for _ in range(20):
        with pytest.raises(Unavailable):
            client.call("POST", "/", identity=LEADER)
    assert caplog.messages == ["part failed 2 times in a row and is left alone for 3600 seconds"]


def test_breaker_ignores_refusals_of_the_request() -> None:
    app = Script(409)
    client = speak(app, breaker=Breaker(failures=1, recovery=3600))
    for _ in range(3):
        with pytest.raises(Refused):
            client.call("POST", "/", identity=LEADER)
    assert app.calls == 3


def test_breaker_probes_with_one_call_at_a_time() -> None:
    entered, release = threading.Event(), threading.Event()

    def slow(_environ: Any, start_response: Any) -> Iterable[bytes]:
        entered.set()
        release.wait(PATIENCE)
        start_response("200 OK", [])
        return []

    breaker = Breaker(failures=1, recovery=0)
    with pytest.raises(ZeroDivisionError), breaker.guard():
        raise ZeroDivisionError
    probe = threading.Thread(target=lambda: speak(slow, breaker=breaker).call("GET", "/", identity=LEADER))
    probe.start()
    entered.wait(PATIENCE)
    with pytest.raises(Unavailable):
        speak(slow, breaker=breaker).call("GET", "/", identity=LEADER)
    release.set()
    probe.join()
    assert speak(slow, breaker=breaker).call("GET", "/", identity=LEADER).status == 200


def test_calls_do_not_wait_for_each_other() -> None:
    both = threading.Barrier(2, timeout=PATIENCE)

    def meet(_environ: Any, start_response: Any) -> Iterable[bytes]:
        both.wait()
        start_response("200 OK", [])
        return []

    client, statuses = speak(meet), []
    threads = [
        threading.Thread(target=lambda: statuses.append(client.call("GET", "/", identity=LEADER).status))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200, 200]


def test_http_says_unavailable_when_nobody_listens(serve: Callable[[Any], str]) -> None:
    with pytest.raises(Unavailable):
        ServiceClient("part", Http("http://127.0.0.1:1"), SECRET).call("GET", "/", identity=LEADER)


def test_http_gives_up_in_time_and_does_not_ask_again(serve: Callable[[Any], str]) -> None:
    release, calls = threading.Event(), []

    def stuck(_environ: Any, start_response: Any) -> Iterable[bytes]:
        calls.append(1)
        release.wait(PATIENCE)
        start_response("200 OK", [])
        return []

    transport = Http(serve(stuck))
    with pytest.raises(Unavailable):
        ServiceClient("part", transport, SECRET).call("GET", "/", identity=LEADER, timeout=0.2)
    assert calls == [1]
    release.set()
    transport.close()
