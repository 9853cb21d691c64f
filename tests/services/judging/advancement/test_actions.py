"""Who takes part in a later stage is drawn from a sealed result, and adopted by another person."""

from datetime import timedelta
from typing import Any

from chassis import clock
from tests.services.judging.conftest import AT, CLOSES, OPENS, RUBRIC_WRITTEN, Desk, published
from tests.services.judging.rankings.test_api import scored
from tests.services.judging.sealing import LATE, decide, propose

FINAL = "/editions/xm5g04/stages/final"
LINE = {"into": "final", "count": 2}


def before_final(desk: Desk, *entries: Any) -> None:
    """A preliminary stage with these totals, and a final that admits who advanced."""
    scored(desk, *entries)
    later = LATE + timedelta(days=2), LATE + timedelta(days=9)
    desk.tell(published("xm5g04", 2, preliminary=(OPENS, CLOSES), final=later))
    answer = desk.call(desk.organizer, "PUT", FINAL, json=RUBRIC_WRITTEN | {"admits": "advanced"})
    assert answer.status_code == 200, answer.json


def in_final(desk: Desk) -> list[str]:
    """The last figures of the numbers of the entries that the final judges."""
    found = desk.get(desk.organizer, "/panel?edition=xm5g04&stage=final")["entries"]
    return [one["number"][-4:] for one in found]


def test_who_advances_takes_part_and_nobody_else(desk_on_each: Desk) -> None:
    desk = desk_on_each
    before_final(desk, (90, 90), (80, 80), (70, 70))
    with clock.frozen(LATE):
        early = desk.call(desk.organizer, "POST", f"{AT}/advance", json=LINE | {"reason": "早"})
        assert (early.status_code, early.json["code"]) == (409, "not-sealed")
        decide(desk, propose(desk))
        assert [one["key"] for one in desk.get(desk.organizer, f"{AT}/advance")["later"]] == ["final"]
        drawn = desk.get(desk.organizer, f"{AT}/advance?into=final&count=2")
        assert [one["number"][-4:] for one in drawn["parts"][0]["found"]["within"]] == ["0001", "0002"]
        assert in_final(desk) == []
        resolution = propose(desk, "advance", **LINE)
        assert in_final(desk) == []
        decide(desk, resolution)
        assert in_final(desk) == ["0001", "0002"]
        assert desk.get(desk.organizer, f"{AT}/advance")["advanced"] == {"final": 2}
        panel = desk.panel("edition=xm5g04&stage=preliminary")["entries"]
        outside, judge = panel[2]["id"], panel[0]["assignments"][0]["judge_id"]
        body = {"entry_id": outside, "judge_ids": [judge]}
        refused = desk.call(desk.organizer, "POST", f"{FINAL}/assignments", json=body)
        assert (refused.status_code, refused.json["code"]) == (409, "entry-not-advanced")


def test_tie_over_the_line_is_decided_with_words(desk: Desk) -> None:
    before_final(desk, (90, 90), (80, 80), (80, 80), (70, 70))
    with clock.frozen(LATE):
        decide(desk, propose(desk))
        open_one = desk.call(desk.organizer, "POST", f"{AT}/advance", json=LINE | {"reason": "无"})
        assert open_one.status_code == 422
        assert "XM5G04-0002、XM5G04-0003" in open_one.json["errors"]["ties."][0]["message"]
        resolution = propose(desk, "advance", **LINE, ties={"": "all"})
        points = desk.get(desk.organizer, f"/resolutions/{resolution}")["points"]
        assert points[0] == "按成绩第 1 版，3 个项目晋级“决赛”。"
        assert points[2] == "“全部项目”入选线上并列的 XM5G04-0002、XM5G04-0003 全部入选。"
        decide(desk, resolution)
        assert in_final(desk) == ["0001", "0002", "0003"]


def test_new_version_of_the_result_outdates_what_was_drawn_from_the_old(desk: Desk) -> None:
    before_final(desk, (90, 90), (80, 80), (70, 70))
    with clock.frozen(LATE):
        decide(desk, propose(desk))
        resolution = propose(desk, "advance", **LINE)
        sheets = desk.get(desk.organizer, f"{AT}/results/1/entries/XM5G04-0001")["sheets"]
        decide(desk, propose(desk, "results/amendment", voided=[sheets[0]["id"]]))
        refused = desk.call(desk.organizer, "GET", f"/resolutions/{resolution}").json
        assert (refused["stands"], refused["may"]) == (False, ["withdraw"])


def test_only_a_later_stage_that_admits_who_advanced_is_offered(desk: Desk) -> None:
    before_final(desk, (90, 90))
    with clock.frozen(LATE):
        decide(desk, propose(desk))
        for into in ("preliminary", "nowhere"):
            refused = desk.call(desk.organizer, "POST", f"{AT}/advance", json={"into": into, "count": 1, "reason": "x"})
            assert (refused.status_code, refused.json["code"]) == (409, "not-a-later-stage")
