"""A judge's sheets of a stage side by side, and marks saved without touching the comment."""

from datetime import timedelta

import pytest

from chassis import clock
from tests.services.judging.conftest import AT, CLOSES, Desk, marks_of
from tests.services.judging.scoring.conftest import put

OWN = f"{AT}/own-sheets"


def test_own_sheets_show_what_each_still_lacks_and_no_other_judges(desk: Desk, judge) -> None:
    other, [first, second, third] = desk.judge("评委02"), [desk.entry(number) for number in (1, 2, 3)]
    made = [desk.assign(one, judge)[0] for one in (third, first)]
    [foreign] = desk.assign(second, other)
    desk.save(other, foreign, marks_of(70), "别人的评语")
    desk.save(judge, made[0], marks_of(20))
    answer = desk.get(judge, OWN)
    assert answer["stage"]["full"] == "100"
    seen = [(one["number"][-1], one["id"], one["state"], one["total"]) for one in answer["items"]]
    assert seen == [("1", made[1], "none", None), ("3", made[0], "draft", "20")]
    assert [(one["unmarked"], one["lacks_comment"], one["may_save"]) for one in answer["items"]] == [
        (6, False, True),
        (0, True, True),
    ]
    with clock.frozen(CLOSES + timedelta(days=1)):
        assert [one["may_save"] for one in desk.get(judge, OWN)["items"]] == [False, False]


def test_own_sheets_open_once_conflicts_are_declared(desk: Desk, judge, entry) -> None:
    desk.assign(entry, judge, declared=False)
    assert desk.call(judge, "GET", OWN).json["code"] == "declaration-needed"
    assert desk.call(judge, "GET", "/editions/xm5g04/stages/nowhere/own-sheets").json["code"] == "unknown-stage"


def test_marks_saved_alone_leave_the_comment(desk: Desk, judge, sheet) -> None:
    before = put(desk, judge, sheet, {}, "写好的评语").json["etag"]
    answer = desk.call(judge, "PUT", f"{sheet}/sheet/marks", json={"marks": marks_of(20)}, tag=before)
    assert (answer.status_code, answer.json["total"], answer.json["lacks_comment"]) == (200, "20", False)
    assert desk.get(judge, sheet)["sheet"]["comment"] == "写好的评语"
    stale = desk.call(judge, "PUT", f"{sheet}/sheet/marks", json={"marks": {}}, tag=before)
    wrong = desk.call(judge, "PUT", f"{sheet}/sheet/marks", json={"marks": {"benefit": "11"}}, tag=answer.json["etag"])
    assert (stale.status_code, wrong.status_code, list(wrong.json["errors"])) == (412, 422, ["marks.benefit"])
    assert desk.get(judge, sheet)["sheet"]["marks"] == marks_of(20)


@pytest.mark.parametrize("state", ["submitted", "closed"])
def test_marks_of_a_locked_sheet_stay(desk: Desk, judge, sheet, state: str) -> None:
    if state == "submitted":
        desk.score(judge, sheet.rpartition("/")[2], 80)
    tag = desk.get(judge, sheet)["etag"]
    with clock.frozen(clock.now() if state == "submitted" else CLOSES):
        answer = desk.call(judge, "PUT", f"{sheet}/sheet/marks", json={"marks": {}}, tag=tag)
    assert answer.json["code"] == {"submitted": "sheet-locked", "closed": "stage-closed"}[state]
