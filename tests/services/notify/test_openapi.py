"""Nothing that can be sent brings the service down, and what it answers is what its description says."""

from collections.abc import Callable

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from chassis.http import auth
from contracts.roles import ORGANIZER
from services.notify.app import PART
from services.notify.rules.reactions import REACTIONS
from tests.hostile import described, operations
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import sample

TAGS = ["activity", "inbox", "deliveries"]


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """Something of everything; streams end at once."""
    made = open_desk(stream_life=0.0)
    made.person("秘书处", ORGANIZER)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_api_survives_any_input(desk: Desk, mode: schemathesis.GenerationMode) -> None:
    who = desk.person("秘书处", ORGANIZER)
    for kind in REACTIONS.keys() & PART.handlers.keys():
        desk.arrive(sample(kind))
    desk.send()
    known = {
        "message_id": desk.get(who, "/inbox")["items"][0]["id"],
        "delivery_id": str(desk.deliveries()[0].id),
    }
    token = auth.sign(who, audience="notify", secret=desk.settings.secret)
    description = described(desk.app).include(tag=TAGS)
    for operation in operations(description, mode):

        @settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode), aimed=st.booleans())
        def run(case: schemathesis.Case, aimed: bool) -> None:
            if aimed:
                case.path_parameters |= {name: known.get(name, as_is) for name, as_is in case.path_parameters.items()}
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])

        run()
