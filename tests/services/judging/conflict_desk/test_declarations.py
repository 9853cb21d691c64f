"""A judge declares before anything opens, and whatever they may not have ends at once and goes to somebody else."""

from typing import Any

import pytest

from chassis import clock
from chassis.http.auth import Identity
from chassis.words.folding import bare
from contracts.gateway import AccountClosed
from contracts.judging import AssignmentMade, AssignmentRemoved, EntriesOpened, JudgeRecused
from contracts.organisations import Applicant
from contracts.registration import EntrySubmitted
from services.judging.people.personal_data import held
from tests.services.judging.conftest import AT, CLOSES, NOW, ORGANISATION, Desk, marks_of, person

FAMILY = {"organisation": bare(ORGANISATION), "kind": "family"}
PROFILE: dict[str, Any] = {"title": "教授", "employers": ["厦门示例大学"], "former": [ORGANISATION]}


@pytest.fixture
def judge(desk: Desk) -> Identity:
    desk.stage()
    return desk.judge("评委01")


def applicants(desk: Desk, judge: Identity) -> Any:
    return desk.get(judge, "/editions/xm5g04/applicants")


def state_of(desk: Desk, assignment: str) -> str:
    return str(desk.get(desk.organizer, f"/assignments/{assignment}/record")["state"])


def test_nothing_opens_before_the_declaration_and_everything_after(desk: Desk, judge: Identity) -> None:
    entry = desk.entry()
    [made] = desk.assign(entry, judge, declared=False)
    assert desk.get(judge, "/assignments") == {"items": [], "done": 0, "undeclared": ["xm5g04"]}
    refused = desk.call(judge, "GET", f"/assignments/{made}")
    assert (refused.status_code, refused.json["code"], refused.json["edition"]) == (409, "declaration-needed", "xm5g04")
    body = {"marks": marks_of(80), "comment": ""}
    assert desk.call(judge, "PUT", f"/assignments/{made}/sheet", json=body, tag='"x"').status_code == 404
    assert [one.opens for one in desk.told(AssignmentMade)] == [False]
    assert desk.declare(judge).status_code == 200
    assert desk.get(judge, f"/assignments/{made}")["may"] == ["save", "recuse"]
    [opened] = desk.told(EntriesOpened)
    assert [(str(one.assignment_id), one.entry_id) for one in opened.entries] == [(made, entry.entry_id)]
    desk.declare(judge)
    assert len(desk.told(EntriesOpened)) == 1


def test_declaration_needs_the_undertaking_and_what_stands_on_the_list(desk: Desk, judge: Identity) -> None:
    desk.entry()
    path = "/editions/xm5g04/declaration"
    assert desk.call(judge, "PUT", path, json={"undertaking": ""}).status_code == 422
    assert desk.declare(judge, {"organisation": "没有的单位", "kind": "family"}).status_code == 422
    assert desk.declare(judge, FAMILY | {"kind": "other"}).status_code == 422
    assert desk.declare(judge, FAMILY | {"kind": "gossip"}).status_code == 422
    assert applicants(desk, judge)["declared_at"] is None
    assert desk.declare(person("评委09", "judge")).json["code"] == "judge-unknown"


def test_declared_conflict_voids_replaces_and_is_told(desk: Desk, judge: Identity) -> None:
    entry, other = desk.entry(1), desk.entry(2, organisation="另一家")
    busy, free = desk.judge("评委02"), desk.judge("评委03")
    [mine, theirs] = desk.assign(entry, judge, busy)
    desk.assign(other, busy, free)
    desk.score(judge, mine, 88)
    assert desk.declare(judge, FAMILY).status_code == 200
    record = desk.get(desk.organizer, f"/assignments/{mine}/record")
    assert (record["state"], record["sheet_state"], record["total"]) == ("removed", "void", "88")
    assert desk.call(judge, "GET", f"/assignments/{mine}").status_code == 404
    [told] = desk.told(JudgeRecused)
    facts = (told.why, told.sheet, told.replacement, told.closed, told.number)
    assert facts == ("declared", "submitted", "评委03", False, entry.number)
    assert {one["judge"] for one in desk.panel()["entries"][0]["assignments"]} == {"评委02", "评委03"}
    assert state_of(desk, theirs) == "active"
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(judge.account_id)]}
    again = desk.call(desk.organizer, "POST", f"{AT}/assignments", json=body)
    assert again.json["code"] == "conflict-of-interest"
    assert [one["kind"] for one in applicants(desk, judge)["conflicts"]] == ["family"]


def test_without_anybody_left_the_entry_waits_for_the_organizer(desk: Desk, judge: Identity) -> None:
    [made] = desk.assign(desk.entry(), judge)
    desk.declare(judge, FAMILY)
    [told] = desk.told(JudgeRecused)
    assert (told.replacement, told.replacement_id) == ("", None)
    assert desk.panel()["entries"][0]["assignments"] == []
    assert state_of(desk, made) == "removed"


def test_profile_that_names_an_applicant_recuses_and_bars(desk: Desk, judge: Identity) -> None:
    entry = desk.entry()
    [made] = desk.assign(entry, judge)
    assert desk.call(judge, "PUT", "/judge-profile", json=PROFILE).status_code == 200
    assert state_of(desk, made) == "removed"
    assert [one.why for one in desk.told(JudgeRecused)] == ["organisation"]
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(judge.account_id)]}
    again = desk.call(desk.organizer, "POST", f"{AT}/assignments", json=body)
    assert again.json["code"] == "conflict-of-interest"


def test_joint_applicant_keeps_its_judges_from_the_entry_as_the_applicant_does(desk: Desk, judge: Identity) -> None:
    joint = Applicant(name="厦门示例大学", name_key=bare("厦门示例大学"), credit_code="", organisation_id=None)
    [made] = desk.assign(desk.entry(applicants=(joint,)), judge)
    assert [one["name"] for one in applicants(desk, judge)["organisations"]] == ["厦门示例大学", ORGANISATION]
    desk.call(judge, "PUT", "/judge-profile", json=PROFILE | {"former": []})
    assert state_of(desk, made) == "removed"
    assert [one.why for one in desk.told(JudgeRecused)] == ["organisation"]


def test_judge_who_joins_the_team_is_recused(desk: Desk, judge: Identity) -> None:
    entry = desk.entry()
    [made] = desk.assign(entry, judge)
    desk.entry(entry_id=entry.entry_id, version=2, advisor_ids=(judge.account_id,))
    assert state_of(desk, made) == "removed"
    assert [one.why for one in desk.told(JudgeRecused)] == ["team"]


@pytest.mark.parametrize(
    ("kind", "why", "reason"), [("tuition", "recognised", "conflict-of-interest"), ("", "declined", "declined")]
)
def test_judge_gives_an_entry_back_from_its_sheet(
    desk: Desk, judge: Identity, kind: str, why: str, reason: str
) -> None:
    free = desk.judge("评委02")
    [made] = desk.assign(desk.entry(), judge)
    path = f"/assignments/{made}/recusal"
    assert desk.call(judge, "POST", path, json={"kind": ""}).status_code == 422
    assert desk.call(free, "POST", path, json={"kind": "family"}).status_code == 404
    assert desk.call(judge, "POST", path, json={"kind": kind, "note": "学生的项目"}).status_code == 204
    assert desk.call(judge, "POST", path, json={"kind": "family"}).status_code == 404
    assert [(one.why, one.replacement) for one in desk.told(JudgeRecused)] == [(why, "评委02")]
    assert [one.reason for one in desk.told(AssignmentRemoved)] == [reason]
    [row] = desk.get(desk.organizer, "/editions/xm5g04/conflicts")["items"]
    assert (row["source"], row["note"], row["number"], row["may"]) == (why, "学生的项目", "XM5G04-0001", ["lift"])


def test_closed_stage_is_left_to_the_organizers_who_are_told_once(desk: Desk, judge: Identity) -> None:
    [made] = desk.assign(desk.entry(), judge)
    desk.score(judge, made, 88)
    with clock.frozen(CLOSES):
        desk.declare(judge, FAMILY)
        desk.declare(judge)
        late = desk.call(judge, "POST", f"/assignments/{made}/recusal", json={"kind": "family"})
    assert late.json["code"] == "stage-closed"
    assert state_of(desk, made) == "active"
    assert [one.closed for one in desk.told(JudgeRecused)] == [True]


def test_lifted_conflict_bars_no_longer(desk: Desk, judge: Identity) -> None:
    entry = desk.entry()
    desk.declare(judge, FAMILY)
    [row] = desk.get(desk.organizer, "/editions/xm5g04/conflicts")["items"]
    path = f"/conflicts/{row['id']}/lifting"
    assert desk.call(judge, "POST", path, json={"reason": "不成立"}).status_code == 403
    assert desk.call(desk.organizer, "POST", path, json={"reason": ""}).status_code == 422
    assert desk.call(desk.organizer, "POST", path, json={"reason": "同名单位"}).status_code == 204
    assert desk.call(desk.organizer, "POST", path, json={"reason": "再来"}).json["code"] == "impossible-now"
    assert state_of(desk, desk.assign(entry, judge)[0]) == "active"


def test_list_of_applicants_pairs_nobody_with_anything(desk: Desk, judge: Identity) -> None:
    first: EntrySubmitted = desk.entry(1, organisation="乙公司")
    desk.entry(2, organisation="甲公司", title="绝密标题")
    found = applicants(desk, judge)
    assert [one["name"] for one in found["organisations"]] == ["甲公司", "乙公司"]
    assert found["people"] == sorted(found["people"])
    text = str(found)
    assert not [one for one in ("绝密标题", "XM5G04-0002", str(first.entry_id)) if one in text]


def test_organizer_reads_who_signed_and_where_they_work(desk: Desk, judge: Identity) -> None:
    desk.judge("评委02")
    ready = [{"edition": "xm5g04", "tracks": ["industry", "elsewhere"], "most": 3}]
    assert desk.call(judge, "PUT", "/judge-profile", json=PROFILE | {"editions": ready}).status_code == 200
    assert desk.get(judge, "/judge-profile")["editions"][0]["tracks"] == ["industry"]
    wrong = [{"edition": "elsewhere", "tracks": [], "most": None}]
    assert desk.call(judge, "PUT", "/judge-profile", json=PROFILE | {"editions": wrong}).status_code == 422
    desk.declare(judge)
    rows = desk.get(desk.organizer, "/editions/xm5g04/judges")["items"]
    assert [(one["name"], one["undertaking"], one["most"]) for one in rows] == [
        ("评委01", "2024-11-01", 3),
        ("评委02", "", None),
    ]
    for asked, names in (("q=示例大学", ["评委01"]), ("declared=no", ["评委02"])):
        found = desk.get(desk.organizer, f"/editions/xm5g04/judges?{asked}")["items"]
        assert [one["name"] for one in found] == names


def test_copy_of_ones_data_and_closing_cover_what_a_judge_said(desk: Desk, judge: Identity) -> None:
    desk.entry(2, organisation="另一家")
    desk.call(judge, "PUT", "/judge-profile", json=PROFILE)
    desk.declare(judge, {"organisation": "另一家", "kind": "other", "note": "私下的说明"})
    with desk.database.read() as session:
        found = held(session, judge.account_id)
    assert [one["name"] for one in found["employers"]] == ["厦门示例大学", ORGANISATION]
    assert [(one["kind"], one["note"]) for one in found["conflicts"]] == [("other", "私下的说明")]
    assert [one["undertaking"] for one in found["declarations"]] == ["2024-11-01"]
    desk.tell(AccountClosed(account_id=judge.account_id, closed_at=NOW))
    with desk.database.read() as session:
        left = held(session, judge.account_id)
    assert (left["judge_profile"], left["employers"], left["readiness"]) == ([], [], [])
    assert [(one["note"], one["organisation"]) for one in left["conflicts"]] == [("", "")]
