"""Every API describes itself truly enough to be called, and nothing that can be sent brings it down."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error

from deploy.parts import PARTS
from tests.hostile import described
from tests.rules.running import everybody, routes
from tests.services.judging import test_openapi as judging
from tests.services.notify import test_openapi as notify
from tests.services.registration import test_openapi as registration

EXAMPLES = 8
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


def document_of(app: Flask) -> dict[str, Any]:
    document: dict[str, Any] = app.test_client().get("/openapi.json").json
    return document


@pytest.mark.parametrize("part", PARTS)
def test_document_is_valid_openapi(apps: dict[str, Flask], part: str) -> None:
    document = document_of(apps[part])
    assert document["openapi"].startswith("3.1")
    validate(document)


@pytest.mark.parametrize("part", PARTS)
def test_document_names_every_operation_and_its_errors(apps: dict[str, Flask], part: str) -> None:
    for path, operations in document_of(apps[part])["paths"].items():
        for method, operation in operations.items():
            if method != "parameters":
                assert operation.get("summary"), f"{method} {path}"
                assert operation["responses"]["default"] == {"$ref": "#/components/responses/DEFAULT_ERROR"}


@pytest.mark.parametrize("part", PARTS)
def test_problems_are_described_as_they_are_sent(apps: dict[str, Flask], part: str) -> None:
    content = document_of(apps[part])["components"]["responses"]["DEFAULT_ERROR"]["content"]
    assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


@pytest.mark.parametrize("part", ["registration", "judging", "notify"])
def test_document_covers_every_route(apps: dict[str, Flask], part: str) -> None:
    plain = {"/health/live", "/health/ready", "/metrics", "/openapi.json"}
    described = {path.replace("{", "<").replace("}", ">") for path in document_of(apps[part])["paths"]}
    served = {"".join(f"<{n}>" if a else n for a, n in rule._trace if n != "|") for rule in routes(apps[part]).values()}
    assert served - plain == described


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("part", PARTS)
def test_api_survives_whatever_is_sent(apps: dict[str, Flask], part: str, mode: schemathesis.GenerationMode) -> None:
    document = described(apps[part])
    document = document.exclude(path_regex="/stream$").exclude(tag=TRIED.get(part, []))
    operations = [found.ok() for found in document.get_all_operations()]
    assert operations
    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: schemathesis.Case) -> None:
            answer = case.call(headers=everybody(part))
            case.validate_response(answer, checks=[not_a_server_error])

        try:
            send()
        except Unsatisfiable:
            assert mode is schemathesis.GenerationMode.NEGATIVE, "what takes nothing cannot be sent anything wrong"
