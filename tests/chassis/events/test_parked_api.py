"""Parked events over HTTP, for organizers."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from chassis.app import create_app
from chassis.config import Settings
from chassis.http import auth
from chassis.http.api import Api
from chassis.http.auth import Grant, Identity
from chassis.part import Part
from chassis.storage import ids, tables
from chassis.storage.engine import Database
from contracts.roles import JUDGE, ORGANIZER, SERVICE
from tests.chassis.events.ledgers import applier, delivery, parked
from tests.faults import toy

ORGANIZERS = Identity(ids.new_id(), "陈组委", (Grant(ORGANIZER),))


@pytest.fixture
def web(settings: Settings, sqlite_ledger: Database) -> FlaskClient:
    """The ledger's API: `bo` failed with one behind, and something nobody understands."""
    applier(sqlite_ledger).apply([delivery("bo", 1, "fail"), delivery("bo", 2), delivery("cy", 3, type="a.b.c.v1")])
    return create_app(toy.LEDGER, settings, sqlite_ledger).test_client()


def call(web: FlaskClient, method: str, path: str, identity: Identity = ORGANIZERS, **given: Any) -> Any:
    token = auth.sign(identity, audience="ledger", secret="0123456789abcdef" * 4)
    return web.open(path, method=method, headers={"Authorization": f"Bearer {token}"}, **given)


def test_list_shows_what_is_parked_without_its_content(web: FlaskClient) -> None:
    items = call(web, "GET", "/parked").json["items"]
    assert [(item["subject"], item["state"]) for item in items] == [("bo", "retry"), ("bo", "held"), ("cy", "dead")]
    assert all("body" not in item for item in items)


def test_list_is_narrowed_and_paged(web: FlaskClient) -> None:
    assert [item["subject"] for item in call(web, "GET", "/parked?state=dead").json["items"]] == ["cy"]
    assert len(call(web, "GET", "/parked?type=toy.step.taken.v1").json["items"]) == 2
    first = call(web, "GET", "/parked?limit=2").json
    assert [item["subject"] for item in call(web, "GET", f"/parked?limit=2&after={first['next']}").json["items"]] == [
        "cy"
    ]


def test_one_is_shown_with_its_content(web: FlaskClient) -> None:
    assert '"walker":"bo"' in call(web, "GET", "/parked/1").json["body"]


def test_replaying_makes_it_due(web: FlaskClient, sqlite_ledger: Database) -> None:
    assert call(web, "POST", "/parked/3/replay").json == {"replayed": 1}
    assert parked(sqlite_ledger)[2] == ("cy", 3, "retry")


def test_discarding_takes_a_reason_and_frees_what_is_behind(web: FlaskClient, sqlite_ledger: Database) -> None:
    assert call(web, "POST", "/parked/1/discard", json={"reason": " "}).status_code == 422
    assert call(web, "POST", "/parked/1/discard", json={"reason": "重复数据"}).status_code == 204
    assert parked(sqlite_ledger)[:2] == [("bo", 1, "discarded"), ("bo", 2, "retry")]
    assert call(web, "POST", "/parked/1/discard", json={"reason": "重复数据"}).status_code == 409
    with sqlite_ledger.read() as session:
        assert session.scalars(select(tables.audit.c.actor)).all() == [str(ORGANIZERS.account_id)]


def test_unknown_event_is_not_found(web: FlaskClient) -> None:
    paths = [("GET", "/parked/99"), ("POST", "/parked/99/replay"), ("GET", f"/parked/{2**70}")]
    assert [call(web, method, path).status_code for method, path in paths] == [404, 404, 404]
    assert call(web, "POST", "/parked/99/discard", json={"reason": "x"}).status_code == 404


@pytest.mark.parametrize("role", [JUDGE, SERVICE])
def test_only_organizers_may_look(web: FlaskClient, role: str) -> None:
    answer = call(web, "GET", "/parked/1", Identity(ids.new_id(), "王", (Grant(role),)))
    assert answer.status_code == 403
    assert b"bo" not in answer.data


def test_part_with_an_api_names_the_routes_in_its_document(settings: Settings, sqlite_ledger: Database) -> None:
    def wire(app: Flask, _settings: Settings) -> None:
        Api(app)

    part = Part(name="ledger", folder=toy.HERE, settings=Settings, wire=wire)
    paths = create_app(part, settings, sqlite_ledger).test_client().get("/openapi.json").json["paths"]
    assert {"/parked", "/internal/outbox"} <= set(paths)
