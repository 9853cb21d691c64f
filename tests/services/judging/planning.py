"""Plans of assignment as organizers propose and make them."""

from typing import Any

from werkzeug.test import TestResponse

from tests.services.judging.conftest import AT, Desk


def plan_of(desk: Desk, per_entry: int, **given: Any) -> Any:
    """A plan of assignment as organizers look at it, before it is made."""
    answer = desk.call(desk.organizer, "POST", f"{AT}/plans", json={"per_entry": per_entry} | given)
    assert answer.status_code == 201, answer.json
    return desk.get(desk.organizer, f"/plans/{answer.json['id']}")


def make(desk: Desk, plan: Any) -> TestResponse:
    """The answer to the press that makes a plan."""
    return desk.call(desk.organizer, "POST", f"/plans/{plan['id']}/making")
