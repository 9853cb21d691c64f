"""A part's application: traced, in the reader's language, nothing done at import."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask_babel import get_locale

from chassis import logs, trace
from chassis.http import auth, deadline
from chassis.http.auth import Identity
from chassis.storage.ids import new_id

SECRET = "a secret that is long enough for tests"
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    app = make_app(secret=SECRET)
    app.add_url_rule("/trace", "trace", auth.allow(auth.PUBLIC)(trace.current))
    app.add_url_rule("/language", "language", auth.allow(auth.PUBLIC)(lambda: str(get_locale())))
    app.add_url_rule("/left", "left", auth.allow(auth.PUBLIC)(lambda: str(deadline.left(30.0))))
    app.add_url_rule("/part", "part", auth.allow(auth.PUBLIC)(lambda: str(logs._speaker.get())))
    return app


def test_request_joins_its_callers_trace(app: Flask) -> None:
    answer = app.test_client().get("/trace", headers={"traceparent": PARENT})
    assert answer.headers["X-Trace-Id"] == PARENT[3:35]
    assert answer.get_data(as_text=True)[:36] == PARENT[:36]
    assert answer.get_data(as_text=True) != PARENT


@pytest.mark.parametrize("header", ["", "nonsense", PARENT + "x", PARENT.upper(), "00-" + "0" * 32 + PARENT[35:]])
def test_request_without_a_good_trace_starts_one(app: Flask, header: str) -> None:
    answer = app.test_client().get(
        "/trace", headers={"traceparent": header.strip("\n") + ("x" if "\n" in header else "")}
    )
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Trace-Id"])
    assert answer.headers["X-Trace-Id"] != PARENT[3:35]


@pytest.mark.parametrize(("wanted", "expected"), [("en", "en"), ("zh-CN,zh;q=0.9", "zh_Hans_CN"), ("fr", "zh_Hans_CN")])
def test_stranger_is_answered_in_the_language_asked_for(app: Flask, wanted: str, expected: str) -> None:
    answer = app.test_client().get("/language", headers={"Accept-Language": wanted})
    assert answer.get_data(as_text=True) == expected


def test_person_is_answered_in_their_own_language(app: Flask) -> None:
    token = auth.sign(Identity(new_id(), "x", (), "en"), audience="registration", secret=SECRET)
    headers = {"Authorization": f"Bearer {token}", "Accept-Language": "zh-CN"}
    assert app.test_client().get("/language", headers=headers).get_data(as_text=True) == "en"


def test_deadline_counts_from_our_own_parts_alone(app: Flask) -> None:
    token = auth.sign(auth.service_identity("gateway"), audience="registration", secret=SECRET)
    for given, left in (({}, 30.0), ({"Authorization": f"Bearer {token}"}, 1.0)):
        answer = app.test_client().get("/left", headers={deadline.HEADER: "1000", **given})
        assert 0 < float(answer.get_data(as_text=True)) <= left
        assert float(answer.get_data(as_text=True)) > left - 1


def test_log_lines_of_a_request_name_the_part(app: Flask) -> None:
    assert app.test_client().get("/part").get_data(as_text=True) == "registration"
