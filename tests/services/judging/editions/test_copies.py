"""Judging follows the editions that registration publishes."""

from datetime import timedelta

from contracts.judging import JudgeDatesMoved
from tests.services.judging.conftest import AT, CLOSES, NOW, OPENS, RUBRIC_WRITTEN, Desk, marks_of, published

EARLIER, LATER = NOW - timedelta(hours=1), CLOSES + timedelta(days=9)


def test_moved_date_shows_wherever_the_stage_does(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    judge = desk.judge("评委01")
    [assignment] = desk.assign(desk.entry(), judge)
    for version, closes, phase in ((2, LATER, "open"), (3, EARLIER, "closed"), (4, CLOSES, "open")):
        desk.edition(version=version, preliminary=(OPENS, closes))
        stages = [
            desk.get(judge, f"/assignments/{assignment}")["stage"],
            desk.get(desk.organizer, AT),
            desk.panel()["stage"],
            desk.get(desk.organizer, "/ranking")["stage"],
            desk.get(desk.organizer, "/desk")["stages"][0],
            desk.get(desk.organizer, f"/assignments/{assignment}/record")["stage"],
        ]
        assert {(one["closes_at"], one["phase"]) for one in stages} == {(closes.isoformat(), phase)}
        assert desk.get(judge, "/assignments")["items"][0]["due_at"] == closes.isoformat()
        assert desk.save(judge, assignment, marks_of(50)).status_code == (409 if phase == "closed" else 200)


def test_judge_at_work_is_told_once_that_a_window_moved(desk: Desk) -> None:
    desk.stage()
    judge, other, idle = (desk.judge(f"评委0{number}") for number in (1, 2, 3))
    _first, [_second, done] = desk.assign(desk.entry(1), judge), desk.assign(desk.entry(2), judge, other)
    desk.score(other, done, 80)
    desk.edition(version=2, preliminary=(OPENS, CLOSES))
    assert desk.told(JudgeDatesMoved) == []
    desk.edition(version=3, preliminary=(OPENS, LATER))
    desk.edition(version=3, preliminary=(OPENS, LATER))
    told = {one.judge_id: one for one in desk.told(JudgeDatesMoved)}
    assert {who: (one.unsubmitted, one.missed) for who, one in told.items()} == {
        judge.account_id: (2, 0),
        other.account_id: (0, 0),
    }
    [move] = told[judge.account_id].moves
    assert (move.name, move.closes_at, move.old_closes_at) == ("初赛", LATER, CLOSES)
    assert (len(desk.told(JudgeDatesMoved)), idle.account_id in told) == (2, False)
    desk.tell(published(version=4, final=(CLOSES, LATER)))
    ended = [one for one in desk.told(JudgeDatesMoved) if one.judge_id == judge.account_id][-1]
    assert (ended.unsubmitted, ended.missed, ended.moves[0].closes_at < LATER) == (0, 2, True)


def test_version_out_of_date_changes_nothing(desk: Desk) -> None:
    desk.stage()
    desk.edition(version=3, preliminary=(OPENS, LATER))
    desk.edition(version=2, preliminary=(OPENS, EARLIER))
    desk.edition(version=3, preliminary=(OPENS, EARLIER))
    assert desk.get(desk.organizer, AT)["closes_at"] == LATER.isoformat()


def test_two_editions_have_stages_of_the_same_key(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    desk.stage(edition="xm5g05", step="1")
    judge, other = desk.judge("评委01"), "/editions/xm5g05/stages/preliminary"
    old, new = desk.entry(1), desk.entry(2, edition="xm5g05")
    [first], [second] = desk.assign(old, judge), desk.assign(new, judge, at=other)
    desk.score(judge, first, 80)
    desk.score(judge, second, 90)
    for edition, number, score in (("xm5g04", old.number, "80.00"), ("xm5g05", new.number, "90.00")):
        query = f"edition={edition}&stage=preliminary"
        ranking = desk.get(desk.organizer, f"/ranking?{query}")
        assert [(line["number"], line["score"]) for line in ranking["items"]] == [(number, score)]
        assert [entry["number"] for entry in desk.panel(query)["entries"]] == [number]
    assert [(one["edition"], one["stage_name"]) for one in desk.get(judge, "/assignments")["items"]] == [
        ("xm5g04", "初赛"),
        ("xm5g05", "初赛"),
    ]
    assert desk.get(judge, f"/assignments/{second}")["stage"]["criteria"][0]["step"] == "1"


def test_entry_that_arrives_before_its_edition_is_not_lost(desk: Desk) -> None:
    entry, judge = desk.entry(), desk.judge("评委01")
    assert desk.call(desk.organizer, "PUT", AT, json=RUBRIC_WRITTEN).status_code == 422
    desk.stage()
    assert desk.panel()["entries"][0]["track"]["name"] == "5G+工业"
    assert desk.assign(entry, judge)


def test_stage_that_its_edition_drops_is_over_and_its_sheets_are_kept(desk: Desk) -> None:
    desk.stage()
    judge = desk.judge("评委01")
    [assignment] = desk.assign(desk.entry(), judge)
    desk.score(judge, assignment, 80)
    desk.tell(published(version=2, final=(CLOSES, LATER)))
    assert desk.get(desk.organizer, AT)["phase"] == "closed"
    assert desk.get(desk.organizer, "/ranking")["items"][0]["score"] == "80.00"
