"""The wall between gateway and services: every call has a route, every answer the fields that its service names."""

import importlib
import inspect
import pkgutil
import re
import types
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
import pytest
from flask import Flask

import gateway.clients
from deploy.parts import SERVICES
from gateway.clients.service import Service
from tests.rules.test_openapi import document_of

ARGUMENTS = {
    UUID: UUID(int=7),
    str: "a",
    int: 1,
    bool: True,
    float: 1.0,
    bytes: b"a",
    datetime: datetime(2024, 1, 1, tzinfo=UTC),
    date: date(2024, 1, 1),
}
STRING_CALL = re.compile(r"\bcalls\.(?:call|client)\b|\bcalls import .*\b(?:call|client)\b")
"""A service asked by part and address, past its client."""
JSON_TYPES = {
    str: {"string"},
    int: {"integer"},
    float: {"number", "integer"},
    bool: {"boolean"},
    UUID: {"string"},
    datetime: {"string"},
    date: {"string"},
}
Documents = dict[str, dict[str, Any]]


class Asked(Exception):
    """A call that was about to be made."""


def classes() -> Iterator[type[Service]]:
    for module in pkgutil.walk_packages(gateway.clients.__path__, "gateway.clients."):
        for _, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(found, Service) and hasattr(found, "part") and found.__module__ == module.name:
                yield found


def methods(kind: type[Service]) -> Iterator[str]:
    return (name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_"))


CALLS = [(kind, name) for kind in classes() for name in methods(kind)]


def some(hint: Any) -> Any:
    """A value of this type, to call a method with."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return some(next(one for one in arguments if one is not types.NoneType))
    if hint in ARGUMENTS:
        return ARGUMENTS[hint]
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint(**{name: some(one) for name, one in get_type_hints(hint).items()})
    if hint is Any or (origin is not None and issubclass(origin, dict)) or "Mapping" in str(hint):
        return {}
    return [some(arguments[0])] if arguments else []


def arguments_of(function: Any) -> dict[str, Any]:
    """A value for each argument that the function names."""
    hints = get_type_hints(function)
    parameters = inspect.signature(function).parameters.items()
    gathering = {inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}
    return {one: some(hints[one]) for one, facts in parameters if one != "self" and facts.kind not in gathering}


def asked(kind: type[Service], name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str, Any, dict[str, Any]]:
    """Method, path, answer and options of what the method of a client would ask."""

    def record(_self: Service, method: str, path: str, answer: Any, **options: Any) -> None:
        raise Asked(method, path, answer, options)

    monkeypatch.setattr(Service, "_ask", record)
    function = getattr(kind, name)
    given = arguments_of(function)
    if any(facts.kind is facts.VAR_POSITIONAL for facts in inspect.signature(function).parameters.values()):
        given |= arguments_of(vars(kind)["_at"])  # a document, named as its client names it
    with pytest.raises(Asked) as caught:
        function(kind(), **given)
    method, path, answer, options = caught.value.args
    return method, path, answer, options


@pytest.fixture(scope="module")
def documents(apps: dict[str, Flask]) -> Documents:
    """What every service says of its API."""
    return {name: document_of(apps[name]) for name in SERVICES}


def described(app: Flask, document: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    """What the OpenAPI document of the service says of this call."""
    rule, _ = app.url_map.bind("").match(path.split("?")[0], method, return_rule=True)
    template = "".join(f"{{{text}}}" if argument else text for argument, text in rule._trace)
    operation: dict[str, Any] = document["paths"][template.removeprefix("|")][method.lower()]
    return operation


def resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for part in schema.get("allOf", []):
        schema = {**schema, **resolved(part, document)}
    if options := [resolved(part, document) for part in schema.get("anyOf", [])]:
        kinds = [kind for option in options for kind in _kinds(option)]
        return {**next(option for option in options if _kinds(option) != ["null"]), "type": kinds}
    return schema


def _kinds(schema: dict[str, Any]) -> list[str]:
    told = schema.get("type", [])
    return [told] if isinstance(told, str) else list(told)


def faults(hint: Any, schema: dict[str, Any], document: dict[str, Any], where: str) -> list[str]:
    """Where what the gateway reads is not what the service says it answers."""
    schema = resolved(schema, document)
    origin, arguments = get_origin(hint), get_args(hint)
    kinds = set(_kinds(schema))
    if origin in (Union, types.UnionType):
        wanted = [one for one in arguments if one is not types.NoneType]
        told = list(kinds - {"null"})
        return faults(wanted[0], {**schema, "type": told}, document, where) if len(wanted) == 1 else []
    if hint is Any or hint is object or (origin or hint) is dict:
        return []
    if "null" in kinds:
        return [f"{where} may be null, the gateway does not think so"]
    fields = getattr(origin or hint, "__struct_fields__", None)
    if fields is not None:
        named = schema.get("properties", {})
        hints = msgspec.inspect.type_info(hint).fields  # type: ignore[attr-defined]  # of a struct
        types_of = {field.encode_name: field for field in hints}
        bound = dict(zip(getattr(origin, "__parameters__", ()), arguments, strict=False))
        own = get_type_hints(origin or hint)
        missing = [f"{where}.{name}: the service names no such field" for name in types_of if name not in named]
        inner = [
            fault
            for field in hints
            if field.encode_name in named
            for fault in faults(
                _bound(own[field.name], bound), named[field.encode_name], document, f"{where}.{field.encode_name}"
            )
        ]
        return missing + inner
    if origin in (tuple, list):
        return faults(arguments[0], schema.get("items", {}), document, f"{where}[]")
    if kinds and hint in JSON_TYPES and not kinds & JSON_TYPES[hint]:
        return [f"{where} is {'/'.join(sorted(kinds))}, the gateway reads {hint.__name__}"]
    return []


def _bound(hint: Any, bound: dict[Any, Any]) -> Any:
    """The hint with the parameters of a generic filled in."""
    if hint in bound:
        return bound[hint]
    arguments = tuple(_bound(one, bound) for one in get_args(hint))
    return get_origin(hint)[arguments] if arguments and get_origin(hint) in (tuple, list) else hint


def test_services_are_asked_by_their_clients_alone() -> None:
    own = Path(gateway.clients.__file__).parent
    others = [path for path in own.parent.rglob("*.py") if own not in path.parents]
    assert others
    assert [str(path) for path in others if STRING_CALL.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(("kind", "name"), CALLS, ids=[f"{kind.__name__}.{name}" for kind, name in CALLS])
def test_every_answer_is_what_the_service_says(
    apps: dict[str, Flask], documents: Documents, monkeypatch: pytest.MonkeyPatch, kind: type[Service], name: str
) -> None:
    method, path, answer, _options = asked(kind, name, monkeypatch)
    document = documents[kind.part]
    operation = described(apps[kind.part], document, method, path)
    if answer is None:
        return
    good = next(value for code, value in operation["responses"].items() if code.startswith("2"))
    schema = good["content"]["application/json"]["schema"]
    assert faults(answer, schema, document, answer.__name__) == []


def unfit(options: dict[str, Any], operation: dict[str, Any], document: dict[str, Any]) -> list[str]:
    """What is sent that the service does not take, and what it needs that is not sent."""
    known = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
    faults = [f"{name}: no such parameter" for name in options.get("query") or {} if name not in known]
    body = options.get("json")
    if not isinstance(body, dict) or not body:  # a document that its method is given whole
        return faults
    if "requestBody" not in operation:
        return [*faults, "the service takes no body"]
    schema = resolved(operation["requestBody"]["content"]["application/json"]["schema"], document)
    named = schema.get("properties", {})
    faults += [f"{name}: no such field" for name in body if name not in named]
    return faults + [f"{name}: is required" for name in schema.get("required", []) if name not in body]


@pytest.mark.parametrize(("kind", "name"), CALLS, ids=[f"{kind.__name__}.{name}" for kind, name in CALLS])
def test_everything_sent_is_what_the_service_takes(
    apps: dict[str, Flask], documents: Documents, monkeypatch: pytest.MonkeyPatch, kind: type[Service], name: str
) -> None:
    method, path, _answer, options = asked(kind, name, monkeypatch)
    document = documents[kind.part]
    operation = described(apps[kind.part], document, method, path)
    assert unfit(options, operation, document) == []


def test_what_a_service_does_not_take_is_noticed() -> None:
    schema = {"properties": {"title": {}, "track": {}}, "required": ["track"]}
    content = {"application/json": {"schema": schema}}
    operation = {"parameters": [{"in": "query", "name": "q"}], "requestBody": {"content": content}}
    assert unfit({"query": {"q": "a", "find": "a"}, "json": {"name": "a"}}, operation, {}) == [
        "find: no such parameter",
        "name: no such field",
        "track: is required",
    ]


def test_a_renamed_field_is_noticed() -> None:
    document: dict[str, Any] = {}
    schema = {"properties": {"title": {"type": "string"}, "id": {"type": ["string", "null"]}}}

    class Thing(msgspec.Struct):
        id: UUID
        name: str
        title: int

    assert faults(Thing, schema, document, "Thing") == [
        "Thing.name: the service names no such field",
        "Thing.id may be null, the gateway does not think so",
        "Thing.title is string, the gateway reads int",
    ]
