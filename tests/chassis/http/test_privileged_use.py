"""Every use of a watched role is on record, once, and what others do by ordinary roles is not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from chassis.http import auth, request_session
from chassis.http.auth import PERSON, Grant, Identity, allow
from chassis.http.errors import Forbidden
from chassis.http.privileged_use import personal
from chassis.storage import audit, ids, tables
from contracts.roles import ADMIN, AUDITOR, LEADER, ORGANIZER

SECRET = "a secret that is long enough for tests"


def touch() -> str:
    request_session.session()
    return "done"


def touch_and_record() -> str:
    audit.record(request_session.session(), auth.identity().account_id, "thing.changed", "thing", number=1)
    return "done"


def refuse() -> str:
    request_session.session()
    raise Forbidden


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    made = make_app(secret=SECRET)
    tables.metadata.create_all(made.extensions["egret_database"].engine)
    rules: dict[str, tuple[Any, Any]] = {
        "/change": (allow(ORGANIZER), touch),
        "/told": (allow(ORGANIZER), touch_and_record),
        "/both": (allow(LEADER, ORGANIZER), touch),
        "/refused": (allow(ORGANIZER), refuse),
        "/nothing": (allow(ORGANIZER), lambda: "done"),
        "/own": (allow(PERSON), touch),
        "/list": (allow(LEADER, ORGANIZER, AUDITOR), personal(lambda: "names")),
        "/plain": (allow(ORGANIZER), lambda: "none"),
    }
    for path, (guard, view) in rules.items():
        made.add_url_rule(path, path[1:], guard(view), methods=["GET", "POST"])
    return made


def call(app: Flask, method: str, path: str, *roles: str) -> Identity:
    who = Identity(ids.new_id(), "某人", tuple(map(Grant, roles)))
    headers = {"Authorization": f"Bearer {auth.sign(who, audience='registration', secret=SECRET)}"}
    app.test_client().open(path, method=method, headers=headers)
    return who


def recorded(app: Flask) -> list[Any]:
    with app.extensions["egret_database"].read() as session:
        return list(session.execute(select(tables.audit).order_by(tables.audit.c.id)))


def test_change_by_a_watched_role_is_recorded_with_right_route_and_request(app: Flask) -> None:
    who = call(app, "POST", "/change", ORGANIZER)
    (row,) = recorded(app)
    right = json.loads(row.detail)["right"]
    assert (row.actor, row.action, row.subject) == (str(who.account_id), "right.used", "/change")
    assert (right["role"], right["route"], len(right["trace"])) == (ORGANIZER, "POST /change", 32)


def test_change_that_records_itself_is_recorded_once(app: Flask) -> None:
    call(app, "POST", "/told", ORGANIZER)
    (row,) = recorded(app)
    detail = json.loads(row.detail)
    assert (row.action, detail["number"], detail["right"]["role"]) == ("thing.changed", 1, ORGANIZER)


@pytest.mark.parametrize(
    ("method", "path", "roles"),
    [
        ("POST", "/both", (LEADER, ORGANIZER)),
        ("POST", "/both", (LEADER,)),
        ("POST", "/refused", (ORGANIZER,)),
        ("POST", "/nothing", (ORGANIZER,)),
        ("POST", "/own", (ORGANIZER,)),
        ("POST", "/change", (ADMIN,)),
        ("GET", "/plain", (ORGANIZER,)),
        ("GET", "/list", (LEADER,)),
    ],
)
def test_what_uses_no_watched_right_or_changes_nothing_leaves_no_record(
    app: Flask, method: str, path: str, roles: tuple[str, ...]
) -> None:
    call(app, method, path, *roles)
    assert recorded(app) == []


def test_organizer_who_also_leads_is_recorded_where_only_the_organizer_is_let_in(app: Flask) -> None:
    call(app, "POST", "/change", LEADER, ORGANIZER)
    call(app, "POST", "/both", ORGANIZER)
    assert [row.subject for row in recorded(app)] == ["/change", "/both"]


def test_reading_a_list_of_personal_data_is_recorded(app: Flask) -> None:
    for roles in ((AUDITOR,), (LEADER, ORGANIZER)):
        call(app, "GET", "/list", *roles)
    assert [(row.action, json.loads(row.detail)["right"]["role"]) for row in recorded(app)] == [
        ("list.read", AUDITOR),
        ("list.read", ORGANIZER),
    ]
