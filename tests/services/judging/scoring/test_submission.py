"""Handing in a score sheet, and getting it back."""

import json
from typing import Any

import pytest

from chassis import clock
from chassis.storage import ids
from contracts.judging import SheetReturned, SheetSubmitted
from tests.services.judging.conftest import CLOSES, NOW, RUBRIC, Desk, marks_of
from tests.services.judging.scoring.conftest import FULL, put, submit


def test_submission_locks_tells_and_audits(desk: Desk, judge, sheet, entry) -> None:
    desk.assign(entry, desk.judge("评委02"))
    put(desk, judge, sheet, FULL, "好")
    answer = submit(desk, judge, sheet)
    assert answer.status_code == 200
    locked = answer.json
    assert (locked["sheet"]["state"], locked["sheet"]["submitted_at"]) == ("submitted", NOW.isoformat())
    assert (locked["may"], locked["missing"]) == (["recuse"], [])
    refused = desk.call(judge, "PUT", f"{sheet}/sheet", json={"marks": {}}, tag=locked["etag"])
    assert (refused.status_code, refused.json["code"]) == (409, "sheet-locked")
    [told] = desk.told(SheetSubmitted)
    assert (told.number, told.judge, told.submitted, told.assigned) == (entry.number, "评委01", 1, 2)
    [row] = desk.audited("sheet.submitted")
    assert json.loads(row.detail) == {
        "marks": {key: int(float(mark) * 100) for key, mark in FULL.items()},
        "version": 2,
    }


def test_submission_twice_is_one(desk: Desk, judge, sheet) -> None:
    tag = put(desk, judge, sheet, FULL).json["etag"]
    first, again = (desk.call(judge, "POST", f"{sheet}/sheet/submission", tag=tag) for _ in range(2))
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert len(desk.told(SheetSubmitted)) == len(desk.audited("sheet.submitted")) == 1


def test_submission_lists_everything_that_is_missing(desk: Desk, judge, sheet) -> None:
    assert set(submit(desk, judge, sheet).json["errors"]) == {f"marks.{key}" for key, *_ in RUBRIC}
    partial = {key: mark for key, mark in FULL.items() if key not in {"benefit", "material"}}
    put(desk, judge, sheet, partial)
    answer = submit(desk, judge, sheet)
    assert (answer.status_code, set(answer.json["errors"])) == (422, {"marks.benefit", "marks.material"})
    assert desk.get(judge, sheet)["sheet"]["state"] == "draft"
    assert desk.told(SheetSubmitted) == []


@pytest.mark.parametrize(
    ("total", "needed"), [(59.5, True), (60, False), (95, False), (95.5, True), (0, True), (100, True)]
)
def test_submission_of_an_extreme_total_needs_a_comment(desk: Desk, judge, sheet, total, needed) -> None:
    put(desk, judge, sheet, marks_of(total), "  \n ")
    assert ["comment"] * needed == [one["field"] for one in desk.get(judge, sheet)["missing"]]
    answer = submit(desk, judge, sheet)
    assert answer.status_code == (422 if needed else 200)
    if needed:
        assert answer.json["errors"]["comment"][0]["message"] == "总分低于 60 分或高于 95 分时，请填写评语。"
        put(desk, judge, sheet, marks_of(total), "理由")
        assert submit(desk, judge, sheet).status_code == 200


def test_submission_needs_the_version_that_was_read(desk: Desk, judge, sheet) -> None:
    before = desk.get(judge, sheet)["etag"]
    put(desk, judge, sheet, FULL)
    assert desk.call(judge, "POST", f"{sheet}/sheet/submission").status_code == 428
    assert desk.call(judge, "POST", f"{sheet}/sheet/submission", tag=before).status_code == 412
    assert desk.told(SheetSubmitted) == []


def give_back(desk: Desk, sheet: str, reason: str = "请核对落地成效分数") -> Any:
    """The answer to returning a sheet."""
    return desk.call(desk.organizer, "DELETE", f"{sheet}/sheet/submission", json={"reason": reason})


def test_returned_sheet_can_be_changed_and_handed_in_again(desk: Desk, judge, sheet) -> None:
    put(desk, judge, sheet, FULL)
    before = submit(desk, judge, sheet).json
    assert give_back(desk, sheet).status_code == 204
    back = desk.get(judge, sheet)
    assert (back["sheet"]["state"], back["sheet"]["return_reason"], back["may"]) == (
        "returned",
        "请核对落地成效分数",
        ["save", "submit", "recuse"],
    )
    assert (back["sheet"]["marks"], back["sheet"]["submitted_at"]) == (before["sheet"]["marks"], None)
    assert back["sheet"]["version"] == before["sheet"]["version"] + 1
    assert back["etag"] != before["etag"]
    assert put(desk, judge, sheet, marks_of(85)).json["state"] == "returned"
    assert submit(desk, judge, sheet).json["sheet"]["total"] == "85"
    assert [told.submitted for told in desk.told(SheetSubmitted)] == [1, 1]
    [told] = desk.told(SheetReturned)
    assert (told.judge_id, told.reason, told.due_at) == (judge.account_id, "请核对落地成效分数", CLOSES)
    [row] = desk.audited("sheet.returned")
    assert json.loads(row.detail)["reason"] == "请核对落地成效分数"


def test_returned_sheet_does_not_count(desk: Desk, judge, sheet) -> None:
    put(desk, judge, sheet, FULL)
    submit(desk, judge, sheet)
    give_back(desk, sheet)
    [line] = desk.get(desk.organizer, "/ranking")["items"]
    assert line["rank"] is None


def test_return_needs_a_submitted_sheet_a_reason_and_an_open_stage(desk: Desk, judge, sheet) -> None:
    assert give_back(desk, sheet).json["code"] == "sheet-not-submitted"
    put(desk, judge, sheet, FULL)
    assert give_back(desk, sheet).json["code"] == "sheet-not-submitted"
    submit(desk, judge, sheet)
    assert list(give_back(desk, sheet, " ").json["errors"]) == ["reason"]
    with clock.frozen(CLOSES):
        assert give_back(desk, sheet).json["code"] == "result-stands"
    assert give_back(desk, f"/assignments/{ids.new_id()}").status_code == 404
