"""Plans of assignment: looked at first, then made exactly so, and taken back until somebody begins."""

from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

from sqlalchemy import text

from contracts.judging import AssignmentMade, AssignmentRemoved
from services.judging.entries.actions import lock_entry
from tests.services.judging.conftest import AT, Desk, marks_of, submitted, withdrawn
from tests.services.judging.planning import make, plan_of


def undo(desk: Desk, plan: Any) -> Any:
    """The answer to the press that takes a plan back."""
    return desk.call(desk.organizer, "POST", f"/plans/{plan['id']}/undoing")


def judges_of(desk: Desk) -> list[list[str]]:
    """The judges of each entry."""
    return [[seat["judge"] for seat in entry["assignments"]] for entry in desk.panel()["entries"]]


def test_plan_assigns_nobody_until_it_is_made_and_then_exactly_what_it_showed(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    judges = [desk.judge(f"评委{number:02}") for number in range(4)]
    entries = [desk.entry(number) for number in range(6)]
    desk.assign(entries[0], judges[0])
    plan = plan_of(desk, 3)
    assert (plan["added"], plan["kept"], plan["removed"], plan["missing"]) == (17, 1, 0, 0)
    assert plan["receipt"]["cost"] == plan["receipt"]["bound"]
    assert sorted(one["after"] for one in plan["judges"]) == [4, 4, 5, 5]
    assert len(desk.told(AssignmentMade)) == 1
    assert make(desk, plan).status_code == 204
    assert judges_of(desk) == [sorted(one["kept"] + one["new"]) for one in plan["entries"]]
    assert len(desk.told(AssignmentMade)) == 18
    [row] = desk.audited("plan.made")
    assert plan["inputs"] in row.detail
    again = plan_of(desk, 3)
    assert (again["added"], again["may"]) == (0, [])
    assert [one["state"] for one in desk.panel()["plans"]] == ["proposed", "made"]


def test_plan_is_not_made_once_the_world_has_moved(desk: Desk) -> None:
    desk.stage()
    desk.judge("评委01")
    first = desk.entry(1)
    plan = plan_of(desk, 1)
    desk.tell(withdrawn(desk.entry(2)))
    assert make(desk, plan).status_code == 204, "what is not judged changes nothing"
    later = plan_of(desk, 1)
    desk.entry(3)
    refused = make(desk, later)
    assert (refused.status_code, refused.json["code"]) == (409, "plan-outdated")
    assert "重新预览" in refused.json["detail"]
    newest = plan_of(desk, 1)
    assert make(desk, later).status_code == 404, "the next plan took its place"
    desk.tell(submitted(1, entry_id=first.entry_id, version=2, track="other"))
    assert make(desk, newest).json["code"] == "plan-outdated"
    assert len(desk.told(AssignmentMade)) == 1


def test_plan_is_taken_back_until_somebody_begins(desk: Desk) -> None:
    desk.stage()
    judges = {name: desk.judge(name) for name in ("评委01", "评委02")}
    desk.entry(1)
    make(desk, first := plan_of(desk, 1))
    desk.entry(2)
    make(desk, second := plan_of(desk, 2))
    assert undo(desk, first).json["code"] == "plan-followed"
    assert undo(desk, second).status_code == 204
    assert [len(own) for own in judges_of(desk)] == [1, 0]
    assert {told.reason for told in desk.told(AssignmentRemoved)} == {"plan-undone"}
    assert undo(desk, second).status_code == 409
    [entry, _other] = desk.panel()["entries"]
    [seat] = entry["assignments"]
    assert desk.get(desk.organizer, f"/plans/{first['id']}")["may"] == ["undo"]
    desk.declare(judges[seat["judge"]])
    desk.save(judges[seat["judge"]], seat["id"], marks_of(50))
    assert desk.get(desk.organizer, f"/plans/{first['id']}")["may"] == []
    assert undo(desk, first).json["code"] == "plan-begun"


def test_adjusting_moves_only_what_nobody_began_and_gives_it_back_when_undone(desk: Desk) -> None:
    desk.stage()
    busy, idle = desk.judge("评委01"), desk.judge("评委02")
    begun, *_ = [desk.assign(desk.entry(number), busy)[0] for number in range(4)]
    desk.save(busy, begun, marks_of(50))
    kept = plan_of(desk, 1, most=2)
    assert (kept["added"], kept["removed"]) == (0, 0)
    plan = plan_of(desk, 1, most=2, adjust=True)
    assert (plan["added"], plan["removed"], plan["kept"]) == (2, 2, 2)
    assert make(desk, plan).status_code == 204
    assert judges_of(desk)[0] == ["评委01"]
    loads = {one["name"]: one["assigned"] for one in desk.panel()["judges"]}
    assert loads == {"评委01": 2, "评委02": 2}
    undo(desk, plan)
    assert judges_of(desk) == [["评委01"]] * 4
    assert idle.account_id not in {told.judge_id for told in desk.told(AssignmentMade)[-2:]}


def test_plan_avoids_conflicts_and_says_what_keeps_entries_short(desk: Desk) -> None:
    desk.stage()
    one = desk.judge("评委01")
    desk.judge("评委02")
    led = desk.entry(1, leader_id=one.account_id)
    desk.entry(2)
    plan = plan_of(desk, 2)
    [block] = plan["blocks"]
    assert ([entry["number"] for entry in block["short"]], block["judges"]) == ([led.number], [])
    assert block["barred"] == [{"judge": "评委01", "why": "team"}]
    assert [entry["missing"] for entry in plan["entries"]] == [1, 0]
    full = plan_of(desk, 1, most=1, judge_ids=[str(one.account_id)])
    assert (full["added"], full["missing"]) == (1, 1)
    desk.entry(3)
    [block] = [one for one in plan_of(desk, 1, most=1)["blocks"] if one["judges"]]
    assert (block["judges"], block["entries"]) == (["评委01", "评委02"], 3)


def test_settings_that_contradict_themselves_are_refused(desk: Desk) -> None:
    desk.stage()
    for wrong in ({"per_entry": 0}, {"per_entry": 1, "least": 3, "most": 2}, {"per_entry": 1, "most": 0}):
        assert desk.call(desk.organizer, "POST", f"{AT}/plans", json=wrong).status_code == 422


def test_plan_and_whoever_locks_entries_one_by_one_do_not_wait_in_a_circle(
    open_desk: Callable[[str], Desk], postgres_url: str
) -> None:
    """Entries whose numbers run against their ids: another holds the first one by id and wants the next."""
    desk = open_desk(postgres_url)
    desk.stage()
    desk.judge("评委01")
    first, second = (desk.entry(number) for number in (2, 1))
    plan = plan_of(desk, 1)
    with desk.database.write() as holding:
        lock_entry(holding, first.entry_id)
        making = Thread(target=make, args=(desk, plan))
        making.start()
        _wait_for_a_lock(desk)
        holding.execute(text("SET LOCAL lock_timeout = '1s'"))
        assert lock_entry(holding, second.entry_id)
    making.join()
    assert len(desk.told(AssignmentMade)) == 2


def _wait_for_a_lock(desk: Desk) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _ in range(200):
        with desk.database.read() as session:
            if session.scalar(waiting):
                return
        sleep(0.02)
    raise AssertionError("nobody waits")


def test_plan_follows_what_judges_said_of_themselves(desk: Desk) -> None:
    desk.stage()
    knowing, bearing = desk.judge("评委01"), desk.judge("评委02")
    for number in range(6):
        desk.entry(number)
    for judge, said in ((knowing, {"tracks": ["industry"], "most": None}), (bearing, {"tracks": [], "most": 2})):
        profile = {"employers": ["某大学"], "former": [], "editions": [{"edition": "xm5g04"} | said]}
        answer = desk.call(judge, "PUT", "/judge-profile", json=profile)
        assert answer.status_code < 300, answer.json
    assert {one["name"]: one["after"] for one in plan_of(desk, 1)["judges"]} == {"评委01": 4, "评委02": 2}
