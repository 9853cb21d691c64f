"""People who press at the same moment."""

from typing import Any

from contracts.judging import AssignmentMade, SheetSubmitted
from tests.services.judging.conftest import AT, RUBRIC_WRITTEN, Desk, marks_of
from tests.services.judging.planning import make, plan_of
from tests.together import at_once

ROUNDS = 4


def test_two_tabs_saving_at_once_one_wins(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    judge = desk.judge("评委01")
    [assignment] = desk.assign(desk.entry(), judge)
    sheet = f"/assignments/{assignment}"
    for version in range(ROUNDS):
        tag = desk.get(judge, sheet)["etag"]

        def save(mark: str, tag: str = tag) -> Any:
            return desk.call(judge, "PUT", f"{sheet}/sheet", json={"marks": {"benefit": mark}}, tag=tag)

        answers = at_once([lambda mark=mark: save(mark) for mark in ("1", "2")])
        assert sorted(one.status_code for one in answers) == [200, 412]
        [won] = [one.json for one in answers if one.status_code == 200]
        kept = desk.get(judge, sheet)
        assert (won["etag"], won["total"]) == (kept["etag"], kept["sheet"]["total"])
        assert won["version"] == version + 1


def test_submission_pressed_twice_at_once_is_one(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    judge = desk.judge("评委01")
    for number in range(ROUNDS):
        [assignment] = desk.assign(desk.entry(number), judge)
        tag = desk.save(judge, assignment, marks_of(80)).json["etag"]
        path = f"/assignments/{assignment}/sheet/submission"
        answers = at_once([lambda path=path, tag=tag: desk.call(judge, "POST", path, tag=tag)] * 2)
        assert [one.status_code for one in answers] == [200, 200]
        assert answers[0].json == answers[1].json
    assert len(desk.told(SheetSubmitted)) == len(desk.audited("sheet.submitted")) == ROUNDS


def test_judges_submitting_at_once_are_counted_one_by_one(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    judges = [desk.judge(f"评委{number}") for number in range(4)]
    assignments = desk.assign(desk.entry(), *judges)
    tags = [desk.save(*each, marks_of(80)).json["etag"] for each in zip(judges, assignments, strict=True)]
    calls = [
        lambda judge=judge, path=f"/assignments/{assignment}/sheet/submission", tag=tag: desk.call(
            judge, "POST", path, tag=tag
        )
        for judge, assignment, tag in zip(judges, assignments, tags, strict=True)
    ]
    assert [one.status_code for one in at_once(calls)] == [200] * 4
    assert [(told.submitted, told.assigned) for told in desk.told(SheetSubmitted)] == [(n, 4) for n in (1, 2, 3, 4)]


def test_assigning_and_making_a_plan_at_once_assigns_a_judge_once(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    place = f"{AT}/assignments"
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(judge.account_id)]}
    calls = [lambda: desk.call(desk.organizer, "POST", place, json=body)] * 2
    plan = plan_of(desk, 1)
    calls += [lambda: make(desk, plan)] * 2
    assert {one.status_code for one in at_once(calls)} <= {201, 204, 409}
    assert len(desk.told(AssignmentMade)) == 1


def test_stage_put_by_several_at_once_is_one_stage(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.edition()
    calls = [lambda: desk.call(desk.organizer, "PUT", AT, json=RUBRIC_WRITTEN)] * 4
    assert [one.status_code for one in at_once(calls)] == [200] * 4
    assert len(desk.get(desk.organizer, AT)["criteria"]) == len(RUBRIC_WRITTEN["criteria"])
