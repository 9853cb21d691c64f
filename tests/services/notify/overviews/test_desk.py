"""Notify in numbers, for the organizers' desk."""

from chassis.http.auth import Identity
from contracts.judging import AssignmentMade
from contracts.roles import JUDGE
from tests.services.notify.conftest import Desk
from tests.services.notify.samples import sample


def test_desk_counts_deliveries_by_state(desk: Desk, organizer: Identity) -> None:
    for email in (None, "one@example.org", "two@example.org"):
        judge = desk.person("评委", JUDGE, email=email)
        desk.arrive(sample(AssignmentMade, judge_id=judge.account_id))
    desk.send()
    found = desk.get(organizer, "/desk")
    assert {state: count for state, count in found["deliveries"].items() if count} == {"sent": 2, "no-address": 1}
    assert found["parked"] == {"retry": 0, "held": 0, "dead": 0}
    assert desk.call(desk.person("评委", JUDGE), "GET", "/desk").status_code == 403
