"""Nothing that can be sent brings the service down, and what it answers is what its description says."""

from dataclasses import dataclass

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from chassis.http import auth
from contracts.roles import JUDGE, ORGANIZER
from tests.hostile import described, operations
from tests.services.judging.conftest import Desk, marks_of

EXAMPLES = 6
TAGS = ["rules", "judges", "panels", "scoring", "rankings"]


@dataclass
class Scene:
    """Somebody who judges and organizes, with something of everything to aim at."""

    desk: Desk
    judge: auth.Identity

    @property
    def headers(self) -> dict[str, str]:
        """Who is calling."""
        both = (auth.Grant(JUDGE), auth.Grant(ORGANIZER))
        who = auth.Identity(self.judge.account_id, self.judge.name, both)
        return {"Authorization": f"Bearer {auth.sign(who, audience='judging', secret=self.desk.secret)}"}

    def aim(self, case: schemathesis.Case) -> None:
        """Send the call to what exists, with the version that stands, so that it gets past the door."""
        lines = self.desk.get(self.judge, "/assignments")["items"]
        assignment = lines[0]["id"] if lines else self.begin()
        aims = {"edition": "xm5g04", "key": "preliminary", "entry": "XM5G04-0001", "assignment_id": assignment}
        case.path_parameters |= {name: aims.get(name, given) for name, given in case.path_parameters.items()}
        if "sheet" in case.path:
            case.headers["If-Match"] = self.desk.get(self.judge, f"/assignments/{assignment}")["etag"]

    def begin(self) -> str:
        """A sheet that could be handed in."""
        [assignment] = self.desk.assign(self.desk.entry(), self.judge)
        assert self.desk.save(self.judge, assignment, marks_of(80)).status_code == 200
        return assignment


@pytest.fixture
def scene(desk: Desk) -> Scene:
    """A stage, a ranked entry, a judge."""
    desk.stage()
    judge, other = desk.judge("评委01"), desk.judge("评委02")
    [done] = desk.assign(desk.entry(), other)
    desk.score(other, done, 80)
    return Scene(desk, judge)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_api_survives_any_input(scene: Scene, mode: schemathesis.GenerationMode) -> None:
    description = described(scene.desk.app)
    for operation in operations(description.include(tag=TAGS), mode):

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode), aimed=st.booleans())
        def run(case: schemathesis.Case, aimed: bool) -> None:
            if aimed:
                scene.aim(case)
            answer = case.call(headers=scene.headers)
            case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])

        run()
