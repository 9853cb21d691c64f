"""Whatever is sent, the answer is a problem that says what to do; never our own failure."""

import errno
import json
import logging
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_smorest import Blueprint
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chassis.app import create_app
from chassis.config import Settings
from chassis.http import request_session
from chassis.http.api import Api
from chassis.http.auth import PUBLIC, allow
from chassis.http.schemas import Schema, Trimmed
from chassis.part import Part
from chassis.storage.database_errors import is_down
from chassis.storage.engine import Database
from chassis.storage.tables import audit
from tests.templates import SECRET

blp = Blueprint("things", __name__)


class ThingSchema(Schema):
    name = Trimmed(required=True)
    note = ma.fields.String()
    count = ma.fields.Integer()


@blp.route("/things/<uuid:thing_id>", methods=["PUT"])
@allow(PUBLIC)
@blp.arguments(ThingSchema)
@blp.response(200, ThingSchema)
def put(thing: dict[str, Any], thing_id: object) -> dict[str, Any]:
    """Answer with what came"""
    return thing


@blp.route("/numbered/<int:number>")
@allow(PUBLIC)
def numbered(number: int) -> str:
    """Ask the database for it"""
    return str(request_session.session().scalar(select(audit.c.id).where(audit.c.id == number)))


@blp.route("/named/<name>")
@allow(PUBLIC)
def named(name: str) -> str:
    """Ask the database for it"""
    return str(request_session.session().scalar(select(audit.c.id).where(audit.c.actor == name)))


@blp.route("/full")
@allow(PUBLIC)
def full() -> None:
    """Fail to store"""
    raise OSError(errno.ENOSPC, "No space left on device")


@blp.route("/broken")
@allow(PUBLIC)
def broken() -> None:
    """Fail"""
    raise ZeroDivisionError("secret detail")


@blp.route("/no-such-table")
@allow(PUBLIC)
def no_such_table() -> None:
    """Fail in the database"""
    request_session.session().execute(text("SELECT 1 FROM nothing"))


AWAY = {
    "lost": OperationalError("SELECT 1", None, Exception("server closed the connection")),
    "closed": InterfaceError("SELECT 1", None, Exception("the connection is closed"), connection_invalidated=True),
    "full pool": PoolTimeout("QueuePool limit reached"),
    "dropped": DisconnectionError("closed by the server"),
}
"""What comes out of the database's library when the database is away."""


@blp.route("/away/<how>")
@allow(PUBLIC)
def away(how: str) -> None:
    """Fail as where the database is away"""
    raise AWAY[how]


def wire(app: Flask, settings: Settings) -> None:
    app.add_url_rule("/upload", "upload", allow(PUBLIC)(lambda: "kept"), methods=["PUT"])
    Api(app).register_blueprint(blp)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("answers")
    made = create_app(Part("registration", folder, Settings, wire), Settings(data=folder, secret=SECRET))
    database = made.extensions["egret_database"]
    audit.metadata.create_all(database.engine)
    yield made
    database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


THING = "/things/0190a0b0-0000-7000-8000-000000000000"
JSON = {"Content-Type": "application/json"}


def problem(answer: Any) -> tuple[int, str]:
    assert answer.content_type == "application/problem+json"
    told = json.loads(answer.data)
    assert told["status"] == answer.status_code
    assert told["title"]
    assert told["detail"]
    assert told["trace"] == answer.headers["X-Trace-Id"]
    return answer.status_code, told["code"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b'"\\ud800"',
        b'{"name": "\\udc00"}',
        b"[" * 100_000,
        b"1" * 5000,
        b'{"name": NaN}',
        b'{"name": 1e999}',
        b"\xef\xbb\xbf{}",
        b'{"name": "a\0b"}',
    ],
)
def test_json_that_is_none_is_refused(client: FlaskClient, body: bytes) -> None:
    assert problem(client.put(THING, data=body, headers=JSON)) == (400, "malformed-json")


def test_json_without_its_content_type_is_refused(client: FlaskClient) -> None:
    assert problem(client.put(THING, data=b'{"name": "x"}')) == (415, "unsupported-media-type")


def test_nul_within_a_text_is_refused_and_its_spelling_is_not(client: FlaskClient) -> None:
    refused = client.put(THING, json={"name": "x", "note": "a\0b"})
    assert problem(refused) == (422, "invalid")
    assert client.put(THING, json={"name": "x", "note": "\\u0000"}).json == {"name": "x", "note": "\\u0000"}


@pytest.mark.parametrize("count", [2**31, -(2**31) - 1, 2**63, 10**30])
def test_number_that_no_column_holds_is_refused(client: FlaskClient, count: int) -> None:
    refused = client.put(THING, json={"name": "x", "count": count})
    assert problem(refused) == (422, "invalid")
    assert list(refused.get_json()["errors"]) == ["count"]


def test_body_beyond_the_limit_is_refused_with_both_sizes(client: FlaskClient) -> None:
    refused = client.put(THING, data=b'"' + b" " * (2 << 20) + b'"', headers=JSON)
    assert problem(refused) == (413, "body-too-large")
    assert "1 MB（现为 2 MB）" in refused.get_json()["detail"]


def test_errors_of_fields_are_named_with_codes(client: FlaskClient) -> None:
    refused = client.put(THING, json={"count": "x", "other": 1})
    assert problem(refused) == (422, "invalid")
    codes = {name: [error["code"] for error in errors] for name, errors in refused.get_json()["errors"].items()}
    assert codes == {"name": ["required"], "count": ["invalid"], "other": ["unknown"]}


def test_method_that_is_not_offered_is_refused_with_those_that_are(client: FlaskClient) -> None:
    refused = client.delete(THING)
    assert problem(refused) == (405, "http-405")
    assert sorted(refused.headers["Allow"].split(", ")) == ["OPTIONS", "PUT"]


@pytest.mark.parametrize(
    "path", ["/nope", "/things/zzz", "/named/a%00b", "/%00", "/%ff%fe", f"/numbered/{10**30}", "/things/%ED%A0%80"]
)
def test_address_of_nothing_is_not_found(client: FlaskClient, path: str) -> None:
    assert problem(client.get(path))[0] in {404, 405}


@pytest.mark.parametrize("query", ["q=%00", "%00=1", "limit=%00&limit=1"])
def test_query_with_a_nul_is_refused(client: FlaskClient, query: str) -> None:
    assert problem(client.get(f"/named/x?{query}")) == (422, "invalid")


def test_head_of_nothing_has_no_body(client: FlaskClient) -> None:
    answer = client.head("/nope")
    assert (answer.status_code, answer.data) == (404, b"")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "Bearer", "e30.e30.", "\xff" * 10])
def test_token_that_is_none_is_refused(client: FlaskClient, token: str) -> None:
    assert problem(client.get("/health/live", headers={"Authorization": f"Bearer {token}"})) == (401, "unauthenticated")


def test_bug_is_logged_and_its_detail_kept_from_the_caller(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/broken")
    assert problem(answer) == (500, "internal")
    assert "secret detail" not in answer.get_data(as_text=True)
    assert "secret detail" in caplog.text


def test_full_disk_is_said_and_asks_to_come_back(client: FlaskClient) -> None:
    assert problem(client.get("/full")) == (507, "storage-full")


@pytest.mark.parametrize("how", AWAY)
def test_database_that_is_away_is_nobodys_fault_and_soon_back(client: FlaskClient, how: str) -> None:
    answer = client.get(f"/away/{how}")
    assert problem(answer) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"


def test_short_questions_tell_that_the_database_is_away_as_all_others_do() -> None:
    with closing(Database("postgresql+psycopg://nobody@127.0.0.1:1/none")) as away, pytest.raises(DBAPIError) as told:
        away.rows("SELECT 1")
    assert is_down(told.value)


def test_database_in_trouble_asks_to_come_back(client: FlaskClient) -> None:
    answer = client.get("/no-such-table")
    assert problem(answer) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "1"


@pytest.mark.parametrize(
    ("wanted", "title"), [("en-GB,en;q=0.9", "Not found"), ("zh-CN", "没有找到"), ("fr", "没有找到")]
)
def test_problem_is_told_in_the_readers_language(client: FlaskClient, wanted: str, title: str) -> None:
    assert client.get("/nope", headers={"Accept-Language": wanted}).get_json(force=True)["title"] == title
