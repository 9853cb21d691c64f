"""The client: signed, isolated, streaming, repeated only where that is safe."""

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, g, has_request_context, request
from werkzeug.exceptions import BadRequest

from chassis import trace
from chassis.http import auth, deadline
from chassis.http.auth import Grant, Identity
from chassis.http.client import Http, Refused, ServiceClient, Wsgi
from chassis.http.errors import NotFound, Unavailable
from chassis.storage.ids import new_id
from tests.patience import PATIENCE

SECRET = "a secret that is long enough for tests"
LEADER = Identity(new_id(), "林晓", (Grant("leader"),), "en")


def a_part() -> Flask:
    app = Flask("part")
    app.config["calls"] = []
    app.before_request(lambda: app.config["calls"].append(request.path))
    plain = {"/who": who, "/trace": traced, "/refuse": refuse, "/text-error": text_error, "/parts": parts}
    for path, view in plain.items():
        app.add_url_rule(path, view_func=view)
    app.add_url_rule("/echo/<path:rest>", view_func=echo, methods=["GET", "POST", "PUT"])
    app.add_url_rule("/count", view_func=count, methods=["POST"])
    return app


def who() -> Any:
    token = request.headers["Authorization"].removeprefix("Bearer ")
    caller = auth.verify(token, audience="part", secret=SECRET)
    return {"name": caller.name, "language": request.headers["Accept-Language"], "g": sorted(g)}


def echo(rest: str) -> Any:
    return {"rest": rest, "args": request.args.to_dict(flat=False), "body": request.get_data(as_text=True)}


def traced() -> Any:
    trace.start(request.headers.get("traceparent"))
    return {"trace": trace.trace_id(), "deadline": int(request.headers[deadline.HEADER])}


def refuse() -> Any:
    return {"code": "deadline-passed", "detail": "已截止"}, 409, {"Retry-After": "30", "X-Own": "kept inside"}


def text_error() -> Any:
    return "upstream exploded", 500


def count() -> Any:
    return {"size": sum(len(piece) for piece in iter(lambda: request.stream.read(1 << 16), b""))}


def parts() -> Any:
    return Response(iter([b"one", b"two", b"three"]))


@pytest.fixture
def app() -> Flask:
    return a_part()


@pytest.fixture(params=["wsgi", "http"])
def client(request: pytest.FixtureRequest, app: Flask, serve: Callable[[Any], str]) -> Iterator[ServiceClient]:
    transport = Wsgi(app) if request.param == "wsgi" else Http(serve(app))
    yield ServiceClient("part", transport, SECRET)
    if isinstance(transport, Http):
        transport.close()


def test_call_speaks_for_the_person_in_their_language(client: ServiceClient) -> None:
    assert client.call("GET", "/who", identity=LEADER).json() == {"name": "林晓", "language": "en", "g": []}


def cut_short() -> Iterator[bytes]:
    yield b"the beginning"
    raise BadRequest


def test_bodies_that_browsers_cut_do_not_close_the_part_for_everybody(client: ServiceClient) -> None:
    for _ in range(7):
        with pytest.raises((BadRequest, Refused)) as cut:
            client.call("POST", "/count", identity=LEADER, body=cut_short())
        assert getattr(cut.value, "status", 400) == 400
    assert client.call("POST", "/count", identity=LEADER, body=iter([b"whole"])).json() == {"size": 5}


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
    assert refused.value.headers == {"Retry-After": "30"}


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


def test_pieces_arrive_while_the_part_still_speaks(client: ServiceClient, app: Flask) -> None:
    heard = threading.Event()

    def speak() -> Iterator[bytes]:
        yield b"one"
        assert heard.wait(PATIENCE)
        yield b"two"

    app.add_url_rule("/live", view_func=lambda: Response(speak()))
    pieces = client.call("GET", "/live", identity=LEADER, stream=True).iter()
    assert next(pieces) == b"one"
    heard.set()
    assert list(pieces) == [b"two"]


def test_answer_left_half_read_does_not_disturb_the_next(client: ServiceClient) -> None:
    for _ in range(3):
        reply = client.call("GET", "/parts", identity=LEADER, stream=True)
        assert next(reply.iter())
        reply.close()
        unread = client.call("GET", "/parts", identity=LEADER, stream=True)
        unread.close()
        assert client.call("GET", "/who", identity=LEADER).json()["name"] == "林晓"


def test_call_is_not_made_when_its_caller_gave_up(client: ServiceClient, app: Flask) -> None:
    deadline.start("0")
    with pytest.raises(Unavailable):
        client.call("GET", "/who", identity=LEADER)
    deadline.start()
    assert app.config["calls"] == []


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
    reply.close()
    assert told == ["next", "closed outside any request: True"]
