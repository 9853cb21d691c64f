"""Results become final by two people, and change only as another version."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from contracts.judging import ResultSealed, SheetReturned
from contracts.resolutions import KINDS as TOLD
from contracts.resolutions import ResolutionDecided, ResolutionProposed
from contracts.roles import JUDGE, ORGANIZER
from services.judging.people.personal_data import held
from services.judging.resolution_desk.kinds import KINDS
from tests.services.judging.conftest import AT, NOW, Desk, person, published, withdrawn
from tests.services.judging.rankings.test_api import scored
from tests.services.judging.sealing import LATE, RESULTS, SECOND, decide, propose, sealed


def places(desk: Desk, version: int) -> list[tuple[int | None, str, str | None]]:
    items = desk.get(desk.organizer, f"{RESULTS}/{version}")["items"]
    return [(one["rank"], one["number"][-4:], one["score"]) for one in items]


def test_result_is_sealed_by_two_people(desk_on_each: Desk) -> None:
    desk = desk_on_each
    scored(desk, (90, 80), (70, 75), ())
    early = desk.call(desk.organizer, "POST", f"{RESULTS}/sealing", json={"reason": "早"})
    assert (early.status_code, early.json["code"]) == (409, "stage-still-open")
    with clock.frozen(LATE):
        shown = desk.get(desk.organizer, RESULTS)
        assert (shown["may"], shown["versions"], shown["checks"]["unjudged"]["count"]) == (["seal"], [], 1)
        resolution = propose(desk)
        own = desk.call(desk.organizer, "POST", f"/resolutions/{resolution}/adoption")
        assert (own.status_code, own.json["code"]) == (403, "own-resolution")
        shown = desk.get(SECOND, f"/resolutions/{resolution}")
        assert (shown["may"], shown["points"][1:]) == (["adopt", "reject"], ["提出时有 1 个项目没有评分表，没有名次。"])
        decide(desk, resolution)
        found = desk.get(desk.organizer, RESULTS)
        [version] = found["versions"]
        assert (version["version"], found["differs"], found["may"]) == (1, False, ["amend"])
        assert (version["proposed_by"], version["decided_by"]) == (
            str(desk.organizer.account_id),
            str(SECOND.account_id),
        )
        assert places(desk, 1) == [(1, "0001", "85.00"), (2, "0002", "72.50"), (None, "0003", None)]
    [told] = desk.told(ResultSealed)
    assert (told.version, told.sha256) == (1, version["inputs_hash"])
    assert [one.kind for one in desk.told(ResolutionProposed)] == ["seal"]
    assert [one.adopted for one in desk.told(ResolutionDecided)] == [True]


def test_sealed_bytes_give_the_lines_again(desk: Desk) -> None:
    sealed(desk, (92.5, 88, 90, 85, 95), (88, 88, 91, 90), (), (90, 90, 90, 85, 93), (90, 90, 90, 88, 92))
    content = desk.call(desk.organizer, "GET", f"{RESULTS}/1/inputs").data
    live = desk.get(desk.organizer, "/ranking")
    page = desk.get(desk.organizer, f"{RESULTS}/1")
    assert hashlib.sha256(content).hexdigest() == page["result"]["inputs_hash"] == live["inputs_hash"]
    assert (page["items"], page["rule"], page["rules_hash"]) == (live["items"], live["rule"], live["rules_hash"])
    line = "entries/XM5G04-0001"
    assert desk.get(desk.organizer, f"{RESULTS}/1/{line}") == desk.get(desk.organizer, f"{AT}/ranking/{line}")


def test_no_date_opens_a_sealed_result_again(desk: Desk) -> None:
    sealed(desk, (90, 80))
    with clock.frozen(LATE):
        desk.tell(published("xm5g04", 2, preliminary=(NOW, LATE + timedelta(days=9))))
        assert desk.get(desk.organizer, RESULTS)["stage"]["phase"] == "closed"


def test_withdrawal_after_sealing_changes_nothing_before_two_people_say_so(desk: Desk) -> None:
    desk.stage()
    judge, entries = desk.judge("评委甲"), [desk.entry(number) for number in (1, 2)]
    for entry, total in zip(entries, (90, 80), strict=True):
        desk.score(judge, *desk.assign(entry, judge), total)
    with clock.frozen(LATE):
        decide(desk, propose(desk))
        desk.tell(withdrawn(entries[0]))
        found = desk.get(desk.organizer, RESULTS)
        assert found["differs"] is True
        assert [(one["number"], one["before"], one["after"]) for one in found["differences"]] == [
            ("XM5G04-0001", "第 1 名，90.00 分", ""),
            ("XM5G04-0002", "第 2 名，80.00 分", "第 1 名，80.00 分"),
        ]
        assert places(desk, 1) == [(1, "0001", "90.00"), (2, "0002", "80.00")]
        decide(desk, propose(desk, "results/amendment"))
        assert places(desk, 2) == [(1, "0002", "80.00")]
        assert places(desk, 1) == [(1, "0001", "90.00"), (2, "0002", "80.00")]


def test_sheet_is_voided_and_entry_disqualified_by_a_new_version(desk: Desk) -> None:
    sealed(desk, (90, 60), (80, 80), (70, 70))
    with clock.frozen(LATE):
        sheet = next(one for one in _line(desk, "XM5G04-0001")["sheets"] if one["judge"] == "评委01")
        entry = next(one for one in _sheets(desk) if one["number"] == "XM5G04-0003")
        resolution = propose(desk, "results/amendment", voided=[sheet["id"]], disqualified=[entry["entry_id"]])
        shown = desk.get(SECOND, f"/resolutions/{resolution}")
        assert [(one["number"][-4:], one["before"], one["after"]) for one in shown["differences"]] == [
            ("0002", "第 1 名，80.00 分", "第 2 名，80.00 分"),
            ("0001", "第 2 名，75.00 分", "第 1 名，90.00 分"),
            ("0003", "第 3 名，70.00 分", ""),
        ]
        assert shown["points"] == [
            "作废评委01对 XM5G04-0001 的评分表，不计入成绩，评分表本身保留。",
            "取消 XM5G04-0003《5G项目3》的评审资格，退出排名。",
        ]
        decide(desk, resolution)
        assert places(desk, 2) == [(1, "0001", "90.00"), (2, "0002", "80.00")]
        assert desk.get(desk.organizer, RESULTS)["differs"] is False


def _sheets(desk: Desk) -> list[dict[str, Any]]:
    """Every live assignment with number, judge and entry."""
    panel = desk.panel()
    return [
        {"id": seat["id"], "judge": seat["judge"], "number": row["number"], "entry_id": row["id"]}
        for row in panel["entries"]
        for seat in row["assignments"]
    ]


def test_resolution_whose_basis_changed_is_not_adopted(desk: Desk) -> None:
    scored(desk, (90, 80), (70, 75))
    first = next(one for one in _sheets(desk) if one["number"] == "XM5G04-0001")
    with clock.frozen(LATE):
        resolution = propose(desk)
        again = desk.call(SECOND, "POST", f"{RESULTS}/sealing", json={"reason": "再来"})
        assert (again.status_code, again.json["code"]) == (409, "resolution-pending")
        decide(desk, _return(desk, first["id"]))
        shown = desk.get(SECOND, f"/resolutions/{resolution}")
        assert (shown["stands"], shown["may"]) == (False, ["reject"])
        refused = desk.call(SECOND, "POST", f"/resolutions/{resolution}/adoption")
        assert (refused.status_code, refused.json["code"]) == (409, "resolution-outdated")
        assert desk.get(desk.organizer, RESULTS)["versions"] == []


def _line(desk: Desk, number: str) -> Any:
    return desk.get(desk.organizer, f"{RESULTS}/1/entries/{number}")


def _return(desk: Desk, assignment: str) -> str:
    body = {"reason": "漏评一项", "due_at": (LATE + timedelta(days=1)).isoformat()}
    answer = desk.call(desk.organizer, "POST", f"/assignments/{assignment}/sheet/return", json=body)
    assert answer.status_code == 201, answer.json
    return str(answer.json["id"])


def test_sheet_returned_late_can_be_handed_in_until_its_own_date(desk: Desk) -> None:
    desk.stage()
    judge, entry = desk.judge("评委甲"), desk.entry()
    [assignment] = desk.assign(entry, judge)
    desk.score(judge, assignment, 60.5)
    with clock.frozen(LATE):
        decide(desk, propose(desk))
        decide(desk, _return(desk, assignment))
        assert desk.get(desk.organizer, RESULTS)["differs"] is True
        [told] = desk.told(SheetReturned)
        assert told.due_at == LATE + timedelta(days=1)
        desk.score(judge, assignment, 80)
        decide(desk, propose(desk, "results/amendment"))
        assert places(desk, 2) == [(1, "0001", "80.00")]
    with clock.frozen(LATE + timedelta(days=2)):
        assert desk.save(judge, assignment, {}).status_code == 409


def test_rejected_and_withdrawn_resolutions_do_nothing(desk: Desk) -> None:
    scored(desk, (90, 80))
    with clock.frozen(LATE):
        first = propose(desk)
        decide(desk, first, "rejection", answer="还差一份评分表")
        assert desk.get(desk.organizer, f"/resolutions/{first}")["answer"] == "还差一份评分表"
        second = propose(desk)
        foreign = desk.call(SECOND, "POST", f"/resolutions/{second}/withdrawal")
        assert (foreign.status_code, foreign.json["code"]) == (403, "foreign-resolution")
        assert desk.call(desk.organizer, "POST", f"/resolutions/{second}/withdrawal").status_code == 204
        assert desk.get(desk.organizer, RESULTS)["versions"] == []
        listed = desk.get(desk.organizer, "/editions/xm5g04/resolutions")["items"]
        assert [one["state"] for one in listed] == ["withdrawn", "rejected"]


@pytest.mark.parametrize("who", [person("评委", JUDGE), person("别届", ORGANIZER, scope="edition:other")])
def test_others_see_and_do_nothing(desk: Desk, who: Any) -> None:
    sealed(desk, (90, 80))
    with clock.frozen(LATE):
        for path in (RESULTS, f"{RESULTS}/1", f"{RESULTS}/1/inputs", "/editions/xm5g04/resolutions"):
            assert desk.call(who, "GET", path).status_code == 403
        for path in ("sealing", "amendment"):
            assert desk.call(who, "POST", f"{RESULTS}/{path}", json={"reason": "x"}).status_code == 403


def test_kinds_of_resolutions_are_those_of_the_contract() -> None:
    assert set(KINDS) == set(TOLD)


def test_copy_of_ones_data_says_what_one_proposed_and_decided(desk: Desk) -> None:
    sealed(desk, (90, 80))
    with desk.database.read() as session:
        proposed, decided = held(session, desk.organizer.account_id), held(session, SECOND.account_id)
    assert [(one["kind"], one["state"]) for one in proposed["resolutions_proposed"]] == [("seal", "adopted")]
    assert (proposed["resolutions_decided"], len(decided["resolutions_decided"])) == ([], 1)
