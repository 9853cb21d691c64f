"""The same request twice has one effect and one answer."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from sqlalchemy import func, insert, select

from chassis import clock
from chassis.app import create_app
from chassis.config import Settings
from chassis.http import auth, etag, idempotency, request_session
from chassis.http.auth import Grant, Identity, allow
from chassis.http.errors import NotFound
from chassis.http.idempotency import idempotent
from chassis.part import Part
from chassis.storage import tables
from chassis.storage.engine import Database
from chassis.storage.ids import new_id
from tests.together import at_once

SECRET = "a secret that is long enough for tests"
KEYED = {"Idempotency-Key": "k-1"}
effects = tables.relay_poison


def add_effect() -> int:
    """A change whose every repetition shows."""
    session = request_session.session()
    count = (session.scalar(select(func.max(effects.c.outbox_id))) or 0) + 1
    session.execute(insert(effects).values(outbox_id=count, reason="x", at=clock.now()))
    return int(count)


@pytest.fixture
def app(database: Database, make_settings: Any, tmp_path: Path) -> Flask:
    part = Part("x", tmp_path, Settings, wire=lambda app, settings: None)
    app = create_app(part, make_settings(secret=SECRET), database)

    @app.post("/things")
    @allow("leader")
    @idempotent
    def create() -> Any:
        if request.args.get("fail"):
            add_effect()
            raise NotFound
        etag.tag('"v1"')
        return {"count": add_effect(), "got": request.get_json(silent=True)}, 201, {"Location": "/things/1"}

    @app.post("/keyed")
    @allow("leader")
    @idempotent(required=True)
    def keyed() -> Any:
        return {"count": add_effect()}

    return app


class Caller:
    def __init__(self, app: Flask) -> None:
        self.identity = Identity(new_id(), "林晓", (Grant("leader"),))
        self.client = app.test_client()
        self.sign_in()

    def sign_in(self) -> None:
        self.token = {"Authorization": f"Bearer {auth.sign(self.identity, audience='x', secret=SECRET)}"}

    def post(self, path: str = "/things", headers: dict[str, str] = KEYED, json: Any = None) -> Any:
        return self.client.post(path, headers=self.token | headers, json=json or {"title": "一"})


@pytest.fixture
def caller(app: Flask) -> Caller:
    return Caller(app)


def count_effects(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(effects)) or 0


def test_repeated_request_gets_the_first_answer(caller: Caller, database: Database) -> None:
    first, second = caller.post(), caller.post()
    assert first.json == {"count": 1, "got": {"title": "一"}}
    assert (second.status_code, second.data) == (201, first.data)
    kept = ("ETag", "Location", "Content-Type")
    assert [second.headers[name] for name in kept] == ['"v1"', "/things/1", "application/json"]
    assert count_effects(database) == 1


def test_request_without_a_key_is_done_each_time(caller: Caller, database: Database) -> None:
    assert [caller.post(headers={}).json["count"] for _ in range(2)] == [1, 2]
    assert count_effects(database) == 2


def test_key_is_one_accounts_own(app: Flask, caller: Caller, database: Database) -> None:
    caller.post()
    assert Caller(app).post().json["count"] == 2
    assert count_effects(database) == 2


@pytest.mark.parametrize("other", [{"path": "/things?x=1"}, {"path": "/keyed"}, {"json": {"title": "二"}}])
def test_key_of_another_request_is_refused(caller: Caller, database: Database, other: dict[str, Any]) -> None:
    caller.post()
    refused = caller.post(**other)
    assert (refused.status_code, refused.json["code"]) == (422, "idempotency-key-reused")
    assert count_effects(database) == 1


def test_refused_request_may_be_sent_again(caller: Caller, database: Database) -> None:
    assert caller.post("/things?fail=1").status_code == 404
    assert count_effects(database) == 0
    assert caller.post().json["count"] == 1


@pytest.mark.parametrize("key", ["", "k" * 101, "键", "a\tb"])
def test_key_that_is_none_is_refused(caller: Caller, database: Database, key: str) -> None:
    refused = caller.post(headers={"Idempotency-Key": key})
    assert (refused.status_code, refused.json["code"]) == (400, "idempotency-key-invalid")
    assert count_effects(database) == 0


def test_required_key_is_asked_for(caller: Caller, database: Database) -> None:
    refused = caller.post("/keyed", headers={})
    assert (refused.status_code, refused.json["code"]) == (400, "idempotency-key-missing")
    assert count_effects(database) == 0


def test_requests_at_the_same_time_have_one_effect(app: Flask, caller: Caller, database: Database) -> None:
    def send() -> bytes:
        return app.test_client().post("/things", headers=caller.token | KEYED, json={}).data

    assert len(set(at_once([send] * 6))) == 1
    assert count_effects(database) == 1


def test_key_is_forgotten_after_two_days(caller: Caller, database: Database) -> None:
    caller.post()
    with clock.frozen(clock.now() + timedelta(days=3)):
        caller.sign_in()
        assert caller.post().json["count"] == 2
        assert caller.post(headers=caller.token | KEYED).json["count"] == 2
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(tables.idempotency)) == 1


def test_old_answers_are_deleted_by_the_clock(caller: Caller, database: Database, make_settings: Any) -> None:
    caller.post()
    with clock.frozen(clock.now() + timedelta(days=1)):
        caller.sign_in()
        caller.post(headers=caller.token | {"Idempotency-Key": "later"})
    with clock.frozen(clock.now() + timedelta(days=2, minutes=1)):
        idempotency.JOB.run(database, make_settings())
    with database.read() as session:
        assert session.scalars(select(tables.idempotency.c.key)).all() == ["later"]
