"""A request commits once, and only when its answer is no error."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, request
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http import request_session
from chassis.http.auth import PUBLIC, allow
from chassis.http.errors import NotFound
from chassis.storage.tables import relay_poison


@pytest.fixture
def app(make_app: Callable[..., Flask], database_server: str) -> Flask:
    app = make_app(database=database_server)
    relay_poison.metadata.create_all(app.extensions["egret_database"].engine)

    @app.route("/write", methods=["GET", "POST", "PUT", "DELETE"])
    @allow(PUBLIC)
    def write() -> Any:
        number = int(request.args["number"])
        request_session.session().execute(insert(relay_poison).values(outbox_id=number, reason="x", at=clock.now()))
        if request.args.get("end") == "problem":
            raise NotFound
        if request.args.get("end") == "bug":
            raise ZeroDivisionError
        return "x", int(request.args.get("status", 200))

    return app


def rows(app: Flask) -> int:
    with app.extensions["egret_database"].read() as session:
        return int(session.scalar(select(func.count()).select_from(relay_poison)))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("status", [200, 201, 303])
def test_change_is_kept_when_the_answer_is_good(app: Flask, method: str, status: int) -> None:
    app.test_client().open(f"/write?number=1&status={status}", method=method)
    assert rows(app) == 1


@pytest.mark.parametrize("end", ["status=409", "status=500", "end=problem", "end=bug"])
def test_change_is_dropped_when_the_answer_is_an_error(app: Flask, end: str) -> None:
    assert app.test_client().post(f"/write?number=1&{end}").status_code >= 400
    assert rows(app) == 0


def test_reading_request_changes_nothing(app: Flask) -> None:
    app.test_client().get("/write?number=1")
    assert rows(app) == 0


def test_change_that_cannot_be_kept_is_an_error_and_leaves_the_next_alone(app: Flask) -> None:
    client = app.test_client()
    assert client.post("/write?number=1").status_code == 200
    assert client.post("/write?number=1").status_code == 500
    assert client.post("/write?number=2").status_code == 200
    assert rows(app) == 2


def test_commit_that_a_lost_database_prevents_asks_to_come_back(app: Flask) -> None:
    def lose(_session: object) -> None:
        raise OperationalError("COMMIT", None, ConnectionError("gone"))

    event.listen(Session, "before_commit", lose)
    refused = app.test_client().post("/write?number=1")
    event.remove(Session, "before_commit", lose)
    assert (refused.status_code, refused.get_json(force=True)["code"]) == (503, "unavailable")
    assert rows(app) == 0


def test_session_is_one_per_request(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        assert request_session.session() is request_session.session()
