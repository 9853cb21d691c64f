"""Nothing that can be sent brings the service down, and what it answers is what its description says."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from contracts.roles import PEOPLE
from tests.hostile import described, operations
from tests.services.registration.factories import Caller, put_event, sign_up, start_entry

TAGS = [
    *("editions", "entries", "documents", "uploads", "event-publication", "signups"),
    *("articles", "article-drafts", "public-articles", "public-home", "desk", "search"),
]


@pytest.fixture
def everybody(app: Flask) -> Caller:
    """A person who holds every role."""
    return Caller(app, PEOPLE, "示例甲")


def aims(everybody: Caller) -> dict[str, Any]:
    """Something of everything to send calls to."""
    shift_id = put_event(everybody, "week")["guide"]
    return {
        "slug": "week",
        "shift_id": shift_id,
        "entry_id": start_entry(everybody)["id"],
        "signup_id": sign_up(everybody, shift_id).get_json()["id"],
    }


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_api_survives_any_input(everybody: Caller, mode: schemathesis.GenerationMode) -> None:
    known = aims(everybody)
    description = described(everybody.app).include(tag=TAGS)
    for operation in operations(description, mode):

        @settings(max_examples=5, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode), aimed=st.booleans())
        def run(case: schemathesis.Case, aimed: bool) -> None:
            if aimed:
                case.path_parameters |= {name: known.get(name, as_is) for name, as_is in case.path_parameters.items()}
                case.headers["If-Match"] = everybody.get(f"/entries/{known['entry_id']}").headers.get("ETag", '"gone"')
            answer = case.call(headers=everybody.headers)
            case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])

        run()
