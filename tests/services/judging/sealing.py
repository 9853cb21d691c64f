"""Proposing and deciding as two organizers do, and stages whose result is sealed."""

from datetime import timedelta
from typing import Any

from chassis import clock
from contracts.roles import ORGANIZER
from tests.services.judging.conftest import AT, CLOSES, Desk, person
from tests.services.judging.rankings.test_api import scored

RESULTS = f"{AT}/results"
LATE = CLOSES + timedelta(hours=1)
SECOND = person("复核人", ORGANIZER)


def propose(desk: Desk, what: str = "results/sealing", **given: Any) -> str:
    """The id of what the organizer proposed."""
    answer = desk.call(desk.organizer, "POST", f"{AT}/{what}", json={"reason": "评审结束"} | given)
    assert answer.status_code == 201, answer.json
    return str(answer.json["id"])


def decide(desk: Desk, resolution: str, how: str = "adoption", **body: Any) -> None:
    """Another organizer decides."""
    answer = desk.call(SECOND, "POST", f"/resolutions/{resolution}/{how}", json=body or None)
    assert answer.status_code == 204, answer.json


def sealed(desk: Desk, *entries: Any) -> None:
    """A stage with these totals whose result is sealed, an hour after its end."""
    scored(desk, *entries)
    with clock.frozen(LATE):
        decide(desk, propose(desk))
