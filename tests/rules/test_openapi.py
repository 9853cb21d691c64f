"""Every API describes itself truly enough to be called, and nothing that can be sent brings it down."""

from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error

from deploy.parts import PARTS, SERVICES
from tests import hostile
from tests.rules.running import everybody, routes
from tests.services.judging import test_openapi as judging
from tests.services.notify import test_openapi as notify
from tests.services.registration import test_openapi as registration

EXAMPLES = 5
TRIED = {"registration": registration.TAGS, "judging": judging.TAGS, "notify": notify.TAGS}
"""Areas whose own tests send them more than is sent here, and look closer at what comes back."""
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


PLAIN = {"/health/live", "/health/ready", "/metrics", "/openapi.json"}
"""Addresses that every part has and no description names."""


def document_of(app: Flask, reader: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What an app says of its API to whoever has these headers."""
    document: dict[str, Any] = app.test_client().get("/openapi.json", headers=reader).json
    return document


@pytest.fixture(scope="module")
def documents(apps: dict[str, Flask]) -> dict[str, dict[str, Any]]:
    """What every part says of its API."""
    return {name: document_of(app, everybody(name)) for name, app in apps.items()}


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """`POST /entries` and what is said of it."""
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]


def test_documents_are_valid_openapi(documents: dict[str, dict[str, Any]]) -> None:
    for document in documents.values():
        assert document["openapi"].startswith("3.1")
        validate(document)


def test_a_document_stays_the_same_when_asked_for_again(
    apps: dict[str, Flask], documents: dict[str, dict[str, Any]]
) -> None:
    assert {name: document_of(app, everybody(name)) for name, app in apps.items()} == documents


def test_strangers_read_of_what_they_may_call_alone(apps: dict[str, Flask]) -> None:
    document = document_of(apps["gateway"])
    validate(document)
    assert all(operation["security"] == [] for _name, operation in operations(document))
    assert document["paths"].keys() == {"/data/{name}.{kind}", "/data/{name}.csv-metadata.json"}
    assert "Account" not in document["components"]["schemas"]
    content = document["paths"]["/data/{name}.{kind}"]["get"]["responses"]["200"]["content"]
    assert {"text/calendar", "application/atom+xml"} <= content.keys()


def test_documents_name_every_operation_and_its_errors(documents: dict[str, dict[str, Any]]) -> None:
    error = {"$ref": "#/components/responses/DEFAULT_ERROR"}
    assert [
        (part, name)
        for part, document in documents.items()
        for name, operation in operations(document)
        if not operation.get("summary", "").isascii() or operation["responses"]["default"] != error
    ] == []


def test_problems_are_described_as_they_are_sent(documents: dict[str, dict[str, Any]]) -> None:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert {
        part: document["components"]["responses"]["DEFAULT_ERROR"]["content"] for part, document in documents.items()
    } == dict.fromkeys(PARTS, content)


def test_documents_cover_every_route_of_the_services(
    apps: dict[str, Flask], documents: dict[str, dict[str, Any]]
) -> None:
    for part in SERVICES:
        described = {path.replace("{", "<").replace("}", ">") for path in documents[part]["paths"]}
        traces = [rule._trace for rule in routes(apps[part]).values()]
        assert {"".join(f"<{n}>" if a else n for a, n in trace if n != "|") for trace in traces} - PLAIN == described


def test_areas_that_are_tried_by_their_own_tests_exist(documents: dict[str, dict[str, Any]]) -> None:
    for part, tags in TRIED.items():
        assert {tag for _name, operation in operations(documents[part]) for tag in operation["tags"]} >= set(tags)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("part", PARTS)
def test_api_survives_whatever_is_sent(apps: dict[str, Flask], part: str, mode: schemathesis.GenerationMode) -> None:
    described = hostile.described(apps[part], everybody(part))
    document = described.exclude(path_regex="/stream$").exclude(tag=TRIED.get(part, []))
    found = [*hostile.operations(document, mode)]
    assert found
    for operation in found:

        @BOUNDED
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: schemathesis.Case) -> None:
            answer = case.call(headers=everybody(part))
            case.validate_response(answer, checks=[not_a_server_error])

        send()
