"""Another judge for an entry in place of one, by hand."""

from contracts.judging import AssignmentMade, AssignmentRemoved
from tests.services.judging.conftest import Desk, marks_of


def test_another_judge_takes_over_and_those_who_may_not_are_not_offered(desk: Desk) -> None:
    desk.stage()
    first, second, leading, busy, idle = (desk.judge(f"评委{number:02}") for number in range(5))
    entry = desk.entry(1, leader_id=leading.account_id)
    given, _other = desk.assign(entry, first, second)
    desk.assign(desk.entry(2), busy)
    desk.save(first, given, marks_of(50))
    record = desk.get(desk.organizer, f"/assignments/{given}/record")
    assert [one["name"] for one in record["substitutes"]] == [busy.name, idle.name], "who is at work here comes first"
    path = f"/assignments/{given}/replacement"
    for who, code in ((leading, "conflict-of-interest"), (second, "already-assigned")):
        body = {"judge_id": str(who.account_id), "reason": "生病"}
        assert desk.call(desk.organizer, "POST", path, json=body).json["code"] == code
    done = desk.call(desk.organizer, "POST", path, json={"judge_id": str(idle.account_id), "reason": "生病"})
    assert done.status_code == 201
    desk.declare(idle)
    assert desk.call(first, "GET", f"/assignments/{given}").status_code == 404
    assert desk.get(idle, f"/assignments/{done.json['id']}")["sheet"]["state"] == "none"
    assert desk.told(AssignmentMade)[-1].judge_id == idle.account_id
    [removed] = desk.told(AssignmentRemoved)
    assert (removed.judge_id, removed.reason) == (first.account_id, "生病")
    gone = desk.get(desk.organizer, f"/assignments/{given}/record")
    assert (gone["sheet_state"], gone["may"], gone["substitutes"]) == ("void", [], [])
