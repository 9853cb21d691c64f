"""The client: signed, isolated, streaming, repeated only where that is safe."""

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, g, has_request_context, request
from werkzeug.serving import make_server

from chassis import auth, deadline, trace
from chassis.auth import Grant, Identity
from chassis.breaker import Breaker
from chassis.client import Http, Refused, ServiceClient, Wsgi
from chassis.errors import NotFound, Unavailable
from chassis.ids import new_id

SECRET = "a secret that is long enough for tests"
LEADER = Identity(new_id(), "林晓", (Grant("leader"),), "en")


def a_part() -> Flask:
    app = Flask("part")
    app.config["calls"] = []

    @app.before_request
    def note() -> None:
        app.config["calls"].append(request.path)

    @app.get("/who")
    def who() -> Any:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        caller = auth.verify(token, audience="part", secret=SECRET)
        return {"name": caller.name, "language": request.headers["Accept-Language"], "g": sorted(g)}

    @app.route("/echo/<path:rest>", methods=["GET", "POST", "PUT"])
    def echo(rest: str) -> Any:
        return {"rest": rest, "args": request.args.to_dict(flat=False), "body": request.get_data(as_text=True)}

    @app.get("/trace")
    def traced() -> Any:
        trace.start(request.headers.get("traceparent"))
        return {"trace": trace.trace_id(), "deadline": int(request.headers[deadline.HEADER])}

    @app.get("/refuse")
    def refuse() -> Any:
        return {"code": "deadline-passed", "detail": "已截止"}, 409

    @app.get("/text-error")
    def text_error() -> Any:
        return "upstream exploded", 500

    @app.post("/count")
    def count() -> Any:
        size = 0
        while piece := request.stream.read(1 << 16):
            size += len(piece)
        return {"size": size}

    @app.get("/parts")
    def parts() -> Any:
        return Response(iter([b"one", b"two", b"three"]))

    return app


@pytest.fixture
def app() -> Flask:
    return a_part()


@pytest.fixture
def serve() -> Iterator[Callable[[Any], str]]:
    """Serves WSGI applications on ports of their own."""
    started: list[tuple[Any, threading.Thread]] = []

    def start(app: Any) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        started.append((server, thread))
        return f"http://127.0.0.1:{server.port}"

    yield start
    for server, thread in started:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=["wsgi", "http"])
def client(request: pytest.FixtureRequest, app: Flask, serve: Callable[[Any], str]) -> Iterator[ServiceClient]:
    transport = Wsgi(app) if request.param == "wsgi" else Http(serve(app))
    yield ServiceClient("part", transport, SECRET)
    if isinstance(transport, Http):
        transport.close()


def test_call_speaks_for_the_person_in_their_language(client: ServiceClient) -> None:
    assert client.call("GET", "/who", identity=LEADER).json() == {"name": "林晓", "language": "en", "g": []}


def test_call_quotes_the_path_and_the_query(client: ServiceClient) -> None:
    reply = client.call("GET", "/echo/厦门?x=1#2", identity=LEADER, query={"q": "a&b=c", "none": None, "t": ["1", "2"]})
    assert reply.json() == {"rest": "厦门?x=1#2", "args": {"q": ["a&b=c"], "t": ["1", "2"]}, "body": ""}


def test_call_refuses_a_path_that_climbs(client: ServiceClient, app: Flask) -> None:
    with pytest.raises(NotFound):
        client.call("GET", "/echo/../who", identity=LEADER)
    assert app.config["calls"] == []


def test_call_joins_the_callers_trace_and_passes_what_is_left_of_the_deadline(client: ServiceClient) -> None:
    trace.start()
    answer = client.call("GET", "/trace", identity=LEADER, timeout=2.0).json()
    assert answer["trace"] == trace.trace_id()
    assert 0 < answer["deadline"] <= 2000


def test_call_never_waits_longer_than_its_own_caller(client: ServiceClient) -> None:
    deadline.start("1000")
    answer = client.call("GET", "/trace", identity=LEADER, timeout=30.0).json()
    deadline.start()
    assert answer["deadline"] <= 1000


def test_problem_answers_keep_the_parts_words(client: ServiceClient) -> None:
    with pytest.raises(Refused) as refused:
        client.call("GET", "/refuse", identity=LEADER)
    assert (refused.value.status, refused.value.code) == (409, "deadline-passed")
    assert refused.value.problem == {"code": "deadline-passed", "detail": "已截止"}


def test_errors_that_are_no_problem_are_refused_too(client: ServiceClient) -> None:
    with pytest.raises(Refused) as refused:
        client.call("GET", "/text-error", identity=LEADER)
    assert (refused.value.status, refused.value.code, refused.value.problem) == (500, "http-500", {})


def test_body_of_unknown_length_is_streamed(client: ServiceClient) -> None:
    reply = client.call("POST", "/count", identity=LEADER, body=(b"x" * 1000 for _ in range(300)))
    assert reply.json() == {"size": 300_000}


def test_body_of_known_length_is_streamed(client: ServiceClient) -> None:
    sent = iter([b"x" * 1000] * 3)
    reply = client.call("POST", "/count", identity=LEADER, body=sent, headers={"Content-Length": "3000"})
    assert reply.json() == {"size": 3000}


def test_answer_is_read_piece_by_piece(client: ServiceClient) -> None:
    reply = client.call("GET", "/parts", identity=LEADER, stream=True)
    assert b"".join(reply.iter()) == b"onetwothree"
    reply.close()


def test_call_within_a_request_leaves_the_callers_own_in_place(client: ServiceClient) -> None:
    caller = Flask("caller")

    @caller.post("/forward")
    def forward() -> Any:
        g.mine = "kept"
        before = trace.start()
        sizes = client.call("POST", "/count", identity=LEADER, body=(piece for piece in [request.stream.read()])).json()
        answer = client.call("GET", "/who", identity=LEADER).json()
        return {"g": [answer["g"], g.mine], "path": request.path, "trace": trace.current() == before, **sizes}

    answer = caller.test_client().post("/forward", data=b"12345").json
    assert answer == {"g": [[], "kept"], "path": "/forward", "trace": True, "size": 5}


def test_wsgi_reads_a_lazy_body_in_the_callers_context(app: Flask) -> None:
    caller = Flask("caller")

    def own_body() -> Iterator[bytes]:
        assert request.path == "/upload"
        yield request.stream.read()

    @caller.post("/upload")
    def upload() -> Any:
        return ServiceClient("part", Wsgi(app), SECRET).call("POST", "/count", identity=LEADER, body=own_body()).json()

    assert caller.test_client().post("/upload", data=b"12345").json == {"size": 5}


def test_wsgi_streams_lazily_and_closes(app: Flask) -> None:
    told: list[str] = []

    class Endless:
        def __iter__(self) -> "Endless":
            return self

        def __next__(self) -> bytes:
            told.append("next")
            return b"piece"

        def close(self) -> None:
            told.append(f"closed outside any request: {not has_request_context()}")

    def endless(_environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return Endless()

    reply = ServiceClient("part", Wsgi(endless), SECRET).call("GET", "/", identity=LEADER, stream=True)
    assert next(reply.iter()) == b"piece"
    reply.close()
    assert told == ["next", "closed outside any request: True"]


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
        release.wait(10)
        start_response("200 OK", [])
        return []

    breaker = Breaker(failures=1, recovery=0)
    with pytest.raises(ZeroDivisionError), breaker.guard():
        raise ZeroDivisionError
    probe = threading.Thread(target=lambda: speak(slow, breaker=breaker).call("GET", "/", identity=LEADER))
    probe.start()
    entered.wait(10)
    with pytest.raises(Unavailable):
        speak(slow, breaker=breaker).call("GET", "/", identity=LEADER)
    release.set()
    probe.join()
    assert speak(slow, breaker=breaker).call("GET", "/", identity=LEADER).status == 200


def test_calls_do_not_wait_for_each_other() -> None:
    both = threading.Barrier(2, timeout=10)

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
        release.wait(10)
        start_response("200 OK", [])
        return []

    transport = Http(serve(stuck))
    with pytest.raises(Unavailable):
        ServiceClient("part", transport, SECRET).call("GET", "/", identity=LEADER, timeout=0.2)
    assert calls == [1]
    release.set()
    transport.close()
