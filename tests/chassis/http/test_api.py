"""The document tells what our own decorators know."""

from collections.abc import Callable
from typing import Any

import marshmallow as ma
import pytest
from flask import Flask
from flask_smorest import Blueprint
from openapi_spec_validator import validate

from chassis.http.api import Api
from chassis.http.auth import PUBLIC, allow
from chassis.http.idempotency import idempotent
from chassis.http.schemas import Schema

blp = Blueprint("things", __name__, description="Things.")


class ThingSchema(Schema):
    """A thing."""

    name = ma.fields.String(required=True)


@blp.route("/things", methods=["POST"])
@allow("leader", "organizer")
@idempotent
@blp.arguments(ThingSchema)
@blp.response(201, ThingSchema)
def create(thing: dict[str, Any]) -> dict[str, Any]:
    """Create a thing"""
    return thing


@blp.route("/things/<uuid:thing_id>")
@allow(PUBLIC)
@blp.response(200, ThingSchema)
def get(thing_id: object) -> dict[str, Any]:
    """Read a thing"""
    return {"name": "x"}


@pytest.fixture
def document(make_app: Callable[..., Flask]) -> dict[str, Any]:
    app = make_app(lambda app, settings: Api(app).register_blueprint(blp))
    answer = app.test_client().get("/openapi.json")
    assert answer.content_type == "application/json"
    found: dict[str, Any] = answer.json
    return found


def test_document_is_valid(document: dict[str, Any]) -> None:
    validate(document)
    assert document["info"] == {"title": "Egret registration", "version": "v1"}


def test_document_tells_who_may_call(document: dict[str, Any]) -> None:
    assert document["paths"]["/things"]["post"]["x-roles"] == ["leader", "organizer"]
    assert "security" not in document["paths"]["/things"]["post"]
    assert document["paths"]["/things/{thing_id}"]["get"]["security"] == []
    assert document["security"] == [{"token": []}]


def test_document_tells_of_the_key_of_creating_requests(document: dict[str, Any]) -> None:
    (key,) = document["paths"]["/things"]["post"]["parameters"]
    assert (key["in"], key["name"], key["required"]) == ("header", "Idempotency-Key", False)
    assert "parameters" not in document["paths"]["/things/{thing_id}"]["get"]


def test_errors_are_problems_and_not_the_librarys_own(make_app: Callable[..., Flask], document: dict[str, Any]) -> None:
    default = document["components"]["responses"]["DEFAULT_ERROR"]["content"]
    assert list(default) == ["application/problem+json"]
    app = make_app(lambda app, settings: Api(app).register_blueprint(blp))
    refused = app.test_client().get("/nothing").json
    assert set(document["components"]["schemas"]["Problem"]["required"]) <= refused.keys()
