"""Assignments and progress over HTTP."""

import json
from uuid import UUID

from werkzeug.test import TestResponse

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.judging import AssignmentMade, AssignmentRemoved, SheetsVoided
from contracts.registration import EntrySubmitted
from contracts.screening import PASSED, REFUSED
from tests.services.judging.conftest import (
    AT,
    CLOSES,
    ORGANISATION,
    Desk,
    marks_of,
    person,
    submitted,
    withdrawn,
)
from tests.services.judging.screenings import screened, screening

PLACE = f"{AT}/assignments"


def assign(desk: Desk, entry: EntrySubmitted, *judges: Identity) -> TestResponse:
    """The answer to an assignment."""
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(one.account_id) for one in judges]}
    return desk.call(desk.organizer, "POST", PLACE, json=body)


def test_assignment_is_listed_told_and_audited(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    [made] = assign(desk, entry, judge).json["ids"]
    [item] = desk.get(desk.organizer, PLACE)["items"]
    assert (item["id"], item["judge_id"], item["judge"]) == (made, str(judge.account_id), "评委01")
    assert (item["entry_id"], item["number"], item["title"]) == (str(entry.entry_id), entry.number, entry.title)
    assert (item["sheet_state"], item["total"]) == ("none", None)
    [told] = desk.told(AssignmentMade)
    assert (told.assignment_id, told.entry_id, told.judge_id) == (UUID(made), entry.entry_id, judge.account_id)
    assert (told.number, told.title, told.due_at) == (entry.number, entry.title, CLOSES)
    assert (told.stage, told.stage_en, told.stage_key) == ("初赛", "Preliminary", "preliminary")
    [row] = desk.audited("assignment.made")
    assert row.actor == str(desk.organizer.account_id)
    assert row.subject == "stage:xm5g04/preliminary"
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


def test_judging_takes_only_what_passed_its_screening_and_loses_what_is_refused_later_on_record(desk: Desk) -> None:
    judge = desk.judge("评委01")
    desk.stage()
    desk.tell(screening(2))
    entry = desk.entry()
    assert assign(desk, entry, judge).status_code == 409, "not screened yet"
    desk.tell(screened(entry, 3, PASSED))
    [assignment] = desk.assign(entry, judge)
    desk.score(judge, assignment, 80)
    desk.tell(screened(entry, 6, REFUSED))
    assert not [one for one in desk.panel()["entries"] if one["number"] == entry.number]
    assert desk.call(judge, "GET", f"/assignments/{assignment}").status_code == 404
    [record] = desk.audited("sheets.voided")
    assert "entry-refused" in record.detail
    [told] = desk.told(SheetsVoided)
    assert (told.begun, told.submitted) == (1, 1)
    desk.tell(screened(entry, 4, PASSED))
    assert assign(desk, entry, judge).status_code == 409, "news out of date change nothing"


def test_assignment_ends_with_the_stage(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    with clock.frozen(CLOSES):
        for answer in (
            assign(desk, entry, judge),
            desk.call(desk.organizer, "POST", f"{AT}/plans", json={"per_entry": 1}),
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


def test_removed_judge_loses_access_at_once_and_the_sheet_is_kept_void(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    [gone] = desk.assign(entry, judge)
    desk.score(judge, gone, 80)
    answer = desk.call(desk.organizer, "DELETE", f"/assignments/{gone}", json={"reason": "主动回避"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert desk.call(judge, "GET", f"/assignments/{gone}").status_code == 404
    assert desk.get(judge, "/assignments")["items"] == []
    assert desk.get(desk.organizer, "/ranking")["items"][0]["rank"] is None
    [told] = desk.told(AssignmentRemoved)
    assert (told.judge_id, told.entry_id, told.reason) == (judge.account_id, entry.entry_id, "主动回避")
    [row] = desk.audited("assignment.removed")
    assert json.loads(row.detail)["reason"] == "主动回避"
    assert desk.call(desk.organizer, "DELETE", f"/assignments/{gone}", json={"reason": "再次"}).status_code == 404
    [fresh] = desk.assign(entry, judge)
    assert desk.get(judge, f"/assignments/{fresh}")["sheet"]["state"] == "none"


def test_nobody_changes_the_ranking_alone_once_the_stage_has_closed(desk: Desk) -> None:
    desk.stage()
    judge = desk.judge("评委01")
    [done] = desk.assign(desk.entry(), judge)
    desk.score(judge, done, 80)
    record = f"/assignments/{done}/record"
    assert desk.get(desk.organizer, record)["may"] == ["return", "remove"]
    with clock.frozen(CLOSES):
        for path in (f"/assignments/{done}", f"/assignments/{done}/sheet/submission"):
            answer = desk.call(desk.organizer, "DELETE", path, json={"reason": "改分"})
            assert (answer.status_code, answer.json["code"]) == (409, "result-stands")
            assert "由另一位工作人员确认" in answer.json["detail"]
        assert desk.get(desk.organizer, record)["may"] == ["propose return"]
        assert desk.get(desk.organizer, "/ranking")["items"][0]["rank"] == 1
    assert desk.get(person("监督员", "auditor"), record)["may"] == []


def test_removal_needs_a_reason(desk: Desk) -> None:
    desk.stage()
    [kept] = desk.assign(desk.entry(), desk.judge("评委01"))
    for body in ({}, {"reason": "  "}, {"reason": "长" * 501}):
        answer = desk.call(desk.organizer, "DELETE", f"/assignments/{kept}", json=body)
        assert (answer.status_code, list(answer.json["errors"])) == (422, ["reason"])
    assert desk.told(AssignmentRemoved) == []


def test_panel_counts_per_judge_and_shows_each_sheet(desk: Desk) -> None:
    desk.stage()
    one, two = desk.judge("评委01"), desk.judge("评委02")
    first, second = desk.entry(1), desk.entry(2)
    done, begun = desk.assign(first, one, two)
    desk.assign(second, one)
    desk.score(one, done, 80)
    desk.save(two, begun, marks_of(50))
    seen = desk.panel()
    counts = ("assigned", "drafts", "submitted")
    assert seen["total"] == {"assigned": 3, "drafts": 1, "submitted": 1}
    assert [[judge["name"], *(judge[key] for key in counts)] for judge in seen["judges"]] == [
        ["评委01", 2, 0, 1],
        ["评委02", 1, 1, 0],
    ]
    sheets = [[(sheet["judge"], sheet["sheet_state"]) for sheet in entry["assignments"]] for entry in seen["entries"]]
    assert sheets == [[("评委01", "submitted"), ("评委02", "draft")], [("评委01", "none")]]


def test_panel_is_paged_and_searched_without_the_origin_of_entries(desk: Desk) -> None:
    desk.stage()
    entries = [desk.entry(number) for number in range(3)]
    first = desk.panel("limit=2")
    rest = desk.panel(f"limit=2&after={first['next']}")
    assert [item["number"][-1] for item in first["entries"] + rest["entries"]] == ["0", "1", "2"]
    assert rest["next"] is None
    assert ORGANISATION not in json.dumps([first, rest], ensure_ascii=False)
    assert [item["number"] for item in desk.panel("q=04-0001")["entries"]] == ["XM5G04-0001"]
    assert [item["number"] for item in desk.panel("q=项目2")["entries"]] == ["XM5G04-0002"]
    desk.assign(entries[1], desk.judge("评委01"))
    assert [item["number"][-1] for item in desk.panel("unassigned=true")["entries"]] == ["0", "2"]


def test_judges_are_listed(desk: Desk) -> None:
    judge = desk.judge("评委01")
    assert desk.get(desk.organizer, "/judges")["items"] == [{"id": str(judge.account_id), "name": "评委01"}]


def test_unknown_stage_is_not_found(desk: Desk) -> None:
    desk.stage()
    for path in ("assignments", "ranking/inputs", "ranking/entries/XM5G04-0001"):
        assert desk.call(desk.organizer, "GET", f"/editions/xm5g04/stages/none/{path}").status_code == 404


def test_assignment_of_another_edition_cannot_be_removed(desk: Desk) -> None:
    desk.stage()
    [kept] = desk.assign(desk.entry(), desk.judge("评委01"))
    other = person("他届", "organizer", scope="edition:other")
    assert desk.call(other, "DELETE", f"/assignments/{kept}", json={"reason": "越权"}).status_code == 403
    assert desk.call(desk.organizer, "DELETE", f"/assignments/{ids.new_id()}", json={"reason": "无"}).status_code == 404
