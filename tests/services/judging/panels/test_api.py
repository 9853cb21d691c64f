"""Assignments and progress over HTTP."""

import json
from typing import Any
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.judging import AssignmentMade, AssignmentRemoved
from contracts.registration import EntrySubmitted
from tests.services.judging.conftest import CLOSES, ORGANISATION, Desk, marks_of, person, submitted, withdrawn

PLACE = "/stages/preliminary/assignments"


def assign(desk: Desk, entry: EntrySubmitted, *judges: Identity) -> TestResponse:
    """The answer to an assignment."""
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(one.account_id) for one in judges]}
    return desk.call(desk.organizer, "POST", PLACE, json=body)


def balance(desk: Desk, per_entry: int, **given: Any) -> Any:
    """What balancing did."""
    answer = desk.call(desk.organizer, "POST", f"{PLACE}/balance", json={"per_entry": per_entry} | given)
    assert answer.status_code == 201, answer.json
    return answer.json


def test_assignment_is_listed_told_and_audited(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    [item] = assign(desk, entry, judge).json["items"]
    assert item["judge"] == {"id": str(judge.account_id), "name": "评委01"}
    assert item["entry"] == {"id": str(entry.entry_id), "number": entry.number, "title": entry.title}
    assert (item["sheet_state"], item["total"]) == ("none", None)
    assert desk.get(desk.organizer, PLACE) == {"items": [item], "next": None}
    [told] = desk.told(AssignmentMade)
    assert (told.assignment_id, told.entry_id, told.judge_id) == (UUID(item["id"]), entry.entry_id, judge.account_id)
    assert (told.number, told.title, told.due_at) == (entry.number, entry.title, CLOSES)
    assert (told.stage, told.stage_key) == ("初赛", "preliminary")
    [row] = desk.audited("assignment.made")
    assert row.actor == str(desk.organizer.account_id)
    assert row.subject == "stage:preliminary"
    detail = json.loads(row.detail)
    assert detail["judges"] == {str(entry.entry_id): [str(judge.account_id)]}
    assert detail["right"]["role"] == "organizer"


def test_assignment_refuses_the_leader_of_the_entry(desk: Desk) -> None:
    desk.stage()
    leading, other = desk.judge("评委兼领队 100%s"), desk.judge("评委02")
    entry = desk.entry(leader_id=leading.account_id)
    answer = assign(desk, entry, other, leading)
    assert (answer.status_code, answer.json["code"]) == (409, "conflict-of-interest")
    assert answer.json["judges"] == ["评委兼领队 100%s"]
    assert answer.json["detail"].startswith("评委兼领队 100%s与该项目有利害关系")
    assert desk.get(desk.organizer, PLACE)["items"] == []
    assert desk.told(AssignmentMade) == []


def test_assignment_refuses_a_judge_twice(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    assert assign(desk, entry, judge, judge).json["errors"]["judge_ids"][0]["code"] == "duplicate"
    desk.assign(entry, judge)
    assert assign(desk, entry, judge).json["code"] == "already-assigned"
    assert len(desk.told(AssignmentMade)) == 1


def test_assignment_refuses_unknown_judges_and_entries(desk: Desk) -> None:
    desk.stage()
    entry, judge, stranger = desk.entry(), desk.judge("评委01"), person("路人")
    answer = assign(desk, entry, judge, stranger)
    assert answer.status_code == 422
    assert str(stranger.account_id) in answer.json["errors"]["judge_ids"][0]["message"]
    for unknown in (submitted(2), desk.entry(3, edition="other")):
        assert assign(desk, unknown, judge).json["errors"]["entry_id"][0]["code"] == "unknown-entry"


def test_assignment_refuses_a_withdrawn_entry(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    desk.tell(withdrawn(entry))
    assert assign(desk, entry, judge).json["code"] == "entry-withdrawn"


def test_assignment_ends_with_the_stage(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    with clock.frozen(CLOSES):
        for answer in (
            assign(desk, entry, judge),
            desk.call(desk.organizer, "POST", f"{PLACE}/balance", json={"per_entry": 1}),
        ):
            assert (answer.status_code, answer.json["code"]) == (409, "stage-closed")
            assert "2024年12月27日（周五）10:00" in answer.json["detail"]


def test_assignment_repeated_with_its_key_is_made_once(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(judge.account_id)]}
    first, again = (
        desk.call(desk.organizer, "POST", PLACE, json=body, headers={"Idempotency-Key": "one"}) for _ in range(2)
    )
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert len(desk.told(AssignmentMade)) == 1


def test_balance_fills_every_entry_evenly_and_again_the_same(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    judges = [desk.judge(f"评委{number:02}") for number in range(4)]
    entries = [desk.entry(number) for number in range(6)]
    desk.assign(entries[0], judges[0])
    done = balance(desk, 3)
    assert done["short"] == []
    assert len(done["items"]) == 17
    counts = desk.get(desk.organizer, "/stages/preliminary/progress")
    assert [one["assigned"] for one in counts["entries"]] == [3] * 6
    assert sorted(one["assigned"] for one in counts["judges"]) == [4, 4, 5, 5]
    assert balance(desk, 3) == {"items": [], "short": []}
    assert len(desk.told(AssignmentMade)) == 18


def test_balance_avoids_conflicts_and_says_who_lacks_judges(desk: Desk) -> None:
    desk.stage()
    one, two = desk.judge("评委01"), desk.judge("评委02")
    led = desk.entry(1, leader_id=one.account_id)
    desk.entry(2)
    done = balance(desk, 2)
    [short] = done["short"]
    assert (short["entry"]["number"], short["wanted"], short["assigned"], short["reason"]) == (
        led.number,
        2,
        1,
        "conflicts",
    )
    assert short["message"]
    assert {item["judge"]["name"] for item in done["items"] if item["entry"]["number"] == led.number} == {"评委02"}
    assert [one["reason"] for one in balance(desk, 3)["short"]] == ["too-few-judges", "too-few-judges"]
    assert balance(desk, 2, judge_ids=[str(two.account_id)])["items"] == []


def test_balance_leaves_out_withdrawn_and_foreign_entries(desk: Desk) -> None:
    desk.stage()
    desk.judge("评委01")
    desk.tell(withdrawn(desk.entry(1)))
    desk.entry(2, edition="other")
    assert balance(desk, 1) == {"items": [], "short": []}


def test_removed_judge_loses_access_at_once_and_the_sheet_is_kept_void(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    [gone] = desk.assign(entry, judge)
    desk.score(judge, gone, 80)
    answer = desk.call(desk.organizer, "DELETE", f"/assignments/{gone}", json={"reason": "主动回避"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert desk.call(judge, "GET", f"/assignments/{gone}").status_code == 404
    assert desk.get(judge, "/assignments")["items"] == []
    assert desk.get(desk.organizer, "/stages/preliminary/ranking")["items"][0]["rank"] is None
    [told] = desk.told(AssignmentRemoved)
    assert (told.judge_id, told.entry_id, told.reason) == (judge.account_id, entry.entry_id, "主动回避")
    [row] = desk.audited("assignment.removed")
    assert json.loads(row.detail)["reason"] == "主动回避"
    assert desk.call(desk.organizer, "DELETE", f"/assignments/{gone}", json={"reason": "再次"}).status_code == 404
    [fresh] = desk.assign(entry, judge)
    assert desk.get(judge, f"/assignments/{fresh}")["sheet"]["state"] == "none"


def test_removal_needs_a_reason(desk: Desk) -> None:
    desk.stage()
    [kept] = desk.assign(desk.entry(), desk.judge("评委01"))
    for body in ({}, {"reason": "  "}, {"reason": "长" * 501}):
        answer = desk.call(desk.organizer, "DELETE", f"/assignments/{kept}", json=body)
        assert (answer.status_code, list(answer.json["errors"])) == (422, ["reason"])
    assert desk.told(AssignmentRemoved) == []


def test_progress_counts_per_judge_and_per_entry(desk: Desk) -> None:
    desk.stage()
    one, two = desk.judge("评委01"), desk.judge("评委02")
    first, second = desk.entry(1), desk.entry(2)
    done, begun = desk.assign(first, one, two)
    desk.assign(second, one)
    desk.score(one, done, 80)
    desk.save(two, begun, marks_of(50))
    seen = desk.get(desk.organizer, "/stages/preliminary/progress")
    counts = ("assigned", "drafts", "submitted")
    assert seen["total"] == {"assigned": 3, "drafts": 1, "submitted": 1}
    assert [[judge["name"], *(judge[key] for key in counts)] for judge in seen["judges"]] == [
        ["评委01", 2, 0, 1],
        ["评委02", 1, 1, 0],
    ]
    assert [[entry["number"], *(entry[key] for key in counts)] for entry in seen["entries"]] == [
        [first.number, 2, 1, 1],
        [second.number, 1, 0, 0],
    ]


def test_entries_are_listed_page_by_page_without_their_origin(desk: Desk) -> None:
    desk.stage()
    for number in range(3):
        desk.entry(number)
    first = desk.get(desk.organizer, "/stages/preliminary/entries?limit=2")
    rest = desk.get(desk.organizer, f"/stages/preliminary/entries?limit=2&after={first['next']}")
    assert [item["number"] for item in first["items"] + rest["items"]] == [f"XM5G04-{number:04}" for number in range(3)]
    assert rest["next"] is None
    assert ORGANISATION not in json.dumps([first, rest], ensure_ascii=False)


def test_judges_are_listed(desk: Desk) -> None:
    judge = desk.judge("评委01")
    assert desk.get(desk.organizer, "/judges")["items"] == [{"id": str(judge.account_id), "name": "评委01"}]


@pytest.mark.parametrize("path", ["entries", "assignments", "progress", "ranking", "ranking/inputs"])
def test_organizer_pages_are_scoped_to_the_edition(desk: Desk, path: str) -> None:
    desk.stage()
    other = person("他届", "organizer", scope="edition:other")
    assert desk.call(other, "GET", f"/stages/preliminary/{path}").status_code == 403
    assert desk.call(desk.organizer, "GET", f"/stages/none/{path}").status_code == 404


def test_assignment_of_another_edition_cannot_be_removed(desk: Desk) -> None:
    desk.stage()
    [kept] = desk.assign(desk.entry(), desk.judge("评委01"))
    other = person("他届", "organizer", scope="edition:other")
    assert desk.call(other, "DELETE", f"/assignments/{kept}", json={"reason": "越权"}).status_code == 403
    assert desk.call(desk.organizer, "DELETE", f"/assignments/{ids.new_id()}", json={"reason": "无"}).status_code == 404
