"""The record of a part, read by those who oversee everything, and by nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import update

from chassis import clock
from chassis.http import auth
from chassis.http.auth import Grant, Identity
from chassis.storage import audit, ids, tables
from contracts.roles import ADMIN, AUDITOR, JUDGE, LEADER, ORGANIZER, SERVICE

SECRET = "a secret that is long enough for tests"
NOW = datetime(2024, 11, 20, 2, tzinfo=UTC)
ONE, OTHER = ids.new_id(), ids.new_id()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    made = make_app(secret=SECRET)
    database = made.extensions["egret_database"]
    tables.metadata.create_all(database.engine)
    for number in range(5):
        with clock.frozen(NOW + timedelta(days=number)), database.write() as session:
            audit.record(session, OTHER if number == 3 else ONE, "thing.changed", f"thing:{number}", number=number)
    return made


def get(app: Flask, path: str, *grants: Grant) -> Any:
    who = Identity(ids.new_id(), "某人", grants or (Grant(AUDITOR),))
    headers = {"Authorization": f"Bearer {auth.sign(who, audience='registration', secret=SECRET)}"}
    return app.test_client().get(path, headers=headers)


def numbers(app: Flask, query: str) -> list[int]:
    return [item["detail"]["number"] for item in get(app, f"/audit{query}").get_json()["items"]]


def test_records_come_newest_first_page_by_page(app: Flask) -> None:
    first = get(app, "/audit?limit=3").get_json()
    assert [item["subject"] for item in first["items"]] == ["thing:4", "thing:3", "thing:2"]
    assert numbers(app, f"?limit=3&after={first['next']}") == [1, 0]


def test_records_are_found_by_person_action_and_time(app: Flask) -> None:
    day = quote((NOW + timedelta(days=2)).isoformat())
    assert numbers(app, f"?actor={OTHER}") == [3]
    assert numbers(app, "?action=thing.removed") == []
    assert numbers(app, f"?since={day}") == [4, 3, 2]
    assert numbers(app, f"?until={day}") == [1, 0]


def test_chain_tells_the_first_record_that_was_changed(app: Flask) -> None:
    whole = get(app, "/audit/chain").get_json()
    assert (whole["records"], whole["broken"], len(whole["last"])) == (5, None, 64)
    with app.extensions["egret_database"].write() as session:
        session.execute(update(tables.audit).where(tables.audit.c.id == 2).values(actor=str(OTHER)))
    assert get(app, "/audit/chain").get_json()["broken"] == 2


@pytest.mark.parametrize("role", [ORGANIZER, AUDITOR, ADMIN])
def test_role_within_a_scope_does_not_open_the_whole_record(app: Flask, role: str) -> None:
    assert get(app, "/audit", Grant(role)).status_code == 200
    refused = get(app, "/audit", Grant(role, "edition:a"))
    assert (refused.status_code, str(ONE) in refused.text) == (403, False)


@pytest.mark.parametrize("role", [JUDGE, LEADER, SERVICE])
def test_nobody_else_reads_it(app: Flask, role: str) -> None:
    assert get(app, "/audit", Grant(role)).status_code == 403
    assert get(app, "/audit/chain", Grant(role)).status_code == 403
