"""What judging makes of the news of others."""

import json
from datetime import timedelta

from sqlalchemy import select

from chassis.storage import ids
from contracts.gateway import AccountChanged, AccountRegistered
from contracts.judging import AssignmentRemoved, SheetsVoided
from services.judging.entries.models import Entry, EntryOrigin
from services.judging.panels.models import ScoreSheet
from tests.services.judging.conftest import AT, NOW, Desk, marks_of, submitted, withdrawn
from tests.services.judging.planning import make, plan_of


def test_submitted_entry_becomes_known_without_its_origin_beside_it(desk: Desk) -> None:
    entry = desk.entry()
    with desk.database.read() as session:
        copy, origin = session.get_one(Entry, entry.entry_id), session.get_one(EntryOrigin, entry.entry_id)
        kept = [value for name, value in vars(copy).items() if not name.startswith("_")]
        kept = [value for value in kept if not isinstance(value, list)]
        assert {entry.number, entry.title, entry.track, entry.group} <= set(kept)
        assert not {entry.organisation, entry.leader_id} & set(kept)
        assert [one["value"] for one in copy.shown] == ["摘要"]
        assert [one["slot"] for one in copy.files] == ["document"]
        behind = {entry.leader_id, *entry.member_ids, *entry.advisor_ids}
        assert [one.name for one in origin.organisations] == [entry.organisation]
        assert {one.account_id for one in origin.people} == behind


def test_later_version_replaces_the_copy_and_keeps_assignments(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    [kept] = desk.assign(entry, judge)
    team = [desk.judge(name) for name in ("评委02", "评委03", "评委04")]
    leads, member, advises = (one.account_id for one in team)
    behind = {"leader_id": leads, "member_ids": (member,), "advisor_ids": (advises,)}
    desk.entry(entry_id=entry.entry_id, version=3, title="新标题", **behind)
    shown = desk.get(judge, f"/assignments/{kept}")["entry"]
    assert (shown["title"], shown["version"]) == ("新标题", 3)
    for own in team:
        body = {"entry_id": str(entry.entry_id), "judge_ids": [str(own.account_id)]}
        refused = desk.call(desk.organizer, "POST", f"{AT}/assignments", json=body)
        assert refused.json["code"] == "conflict-of-interest"


def test_version_out_of_date_changes_nothing(desk: Desk) -> None:
    desk.stage()
    entry = desk.entry(version=2, title="新")
    for version in (1, 2):
        desk.entry(entry_id=entry.entry_id, version=version, title="旧")
    assert [one["title"] for one in desk.panel()["entries"]] == ["新"]


def test_withdrawn_entry_leaves_judging_and_its_sheets_are_void_but_kept(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    entry, one, two, three = desk.entry(), *(desk.judge(f"评委{number}") for number in range(3))
    done, begun, untouched = desk.assign(entry, one, two, three)
    desk.score(one, done, 80)
    desk.save(two, begun, marks_of(40))
    desk.tell(withdrawn(entry), withdrawn(entry))
    assert desk.panel()["entries"] == []
    assert desk.get(desk.organizer, "/ranking")["items"] == []
    for judge, assignment in ((one, done), (two, begun), (three, untouched)):
        assert desk.call(judge, "GET", f"/assignments/{assignment}").status_code == 404
        assert desk.get(judge, "/assignments")["items"] == []
    told = desk.told(AssignmentRemoved)
    assert {str(each.assignment_id) for each in told} == {done, begun, untouched}
    assert len(told) == 3
    with desk.database.read() as session:
        sheets = session.scalars(select(ScoreSheet).order_by(ScoreSheet.version.desc())).all()
        assert [(sheet.state, sheet.total) for sheet in sheets] == [("void", 8000), ("void", 4000), ("void", None)]


def test_withdrawal_of_an_entry_that_judges_had_begun_is_told_and_recorded(desk: Desk) -> None:
    desk.stage()
    entry, one, two = desk.entry(), desk.judge("评委01"), desk.judge("评委02")
    done, begun = desk.assign(entry, one, two)
    desk.score(one, done, 80)
    desk.save(two, begun, marks_of(40))
    untouched = desk.entry(2)
    desk.assign(untouched, one)
    desk.tell(withdrawn(entry), withdrawn(untouched))
    [told] = desk.told(SheetsVoided)
    assert (told.number, told.edition, told.begun, told.submitted) == (entry.number, "xm5g04", 2, 1)
    [row] = desk.audited("sheets.voided")
    assert len(json.loads(row.detail)["sheets"]) == 2


def test_judge_who_may_judge_no_longer_gives_back_what_is_not_handed_in(desk_on_each: Desk) -> None:
    desk = desk_on_each
    desk.stage()
    first, second, third = (desk.entry(number) for number in (1, 2, 3))
    gone, stays = desk.judge("评委01"), desk.judge("评委02")
    done, begun, blank = (desk.assign(entry, gone)[0] for entry in (first, second, third))
    desk.assign(second, stays)
    desk.score(gone, done, 80)
    desk.save(gone, begun, marks_of(40))
    elsewhere = (("judge", "edition:other"),)
    facts = {"account_id": gone.account_id, "name": gone.name, "locale": "zh_CN"}
    desk.tell(AccountChanged(**facts, roles=("judge",), grants=elsewhere))
    assert {(str(told.assignment_id), told.reason) for told in desk.told(AssignmentRemoved)} == {
        (begun, "judge-retired"),
        (blank, "judge-retired"),
    }
    left = {entry["number"][-1]: [seat["judge"] for seat in entry["assignments"]] for entry in desk.panel()["entries"]}
    assert left == {"1": ["评委01"], "2": ["评委02"], "3": []}
    assert desk.get(desk.organizer, "/ranking")["items"][0]["rank"] == 1
    desk.tell(AccountChanged(**facts, roles=("volunteer",), grants=()))
    assert len(desk.told(AssignmentRemoved)) == 2


def test_entry_submitted_again_after_withdrawal_is_back_without_assignments(desk: Desk) -> None:
    desk.stage()
    entry, judge = desk.entry(), desk.judge("评委01")
    desk.assign(entry, judge)
    gone = withdrawn(entry)
    back = submitted(entry_id=entry.entry_id, version=2, submitted_at=gone.withdrawn_at + timedelta(seconds=1))
    desk.tell(gone, back, gone)
    [shown] = desk.panel()["entries"]
    assert shown["assignments"] == []
    with desk.database.read() as session:
        assert session.get_one(Entry, entry.entry_id).version == 2


def test_withdrawal_before_its_submission_arrives_still_holds(desk: Desk) -> None:
    desk.stage()
    entry = submitted()
    desk.tell(withdrawn(entry), entry)
    assert desk.panel()["entries"] == []
    desk.entry(entry_id=entry.entry_id, version=2, submitted_at=NOW)
    assert [one["id"] for one in desk.panel()["entries"]] == [str(entry.entry_id)]


def test_earlier_withdrawal_that_comes_last_does_not_bring_the_entry_back(desk: Desk) -> None:
    desk.stage()
    entry = submitted()
    first, last = (withdrawn(entry, withdrawn_at=NOW - timedelta(days=days)) for days in (3, 1))
    between = submitted(entry_id=entry.entry_id, version=2, submitted_at=NOW - timedelta(days=2))
    desk.tell(last, first, between)
    assert desk.panel()["entries"] == []


def test_registered_judge_is_known_by_the_latest_name(desk: Desk) -> None:
    known, other = ids.new_id(), ids.new_id()
    desk.tell(
        AccountRegistered(account_id=known, name="评委甲", locale="en", roles=("volunteer", "judge")),
        AccountRegistered(account_id=other, name="领队", locale="zh_CN", roles=("leader",)),
        AccountRegistered(account_id=known, name="评委乙", locale="en", roles=("judge",)),
    )
    assert desk.get(desk.organizer, "/judges")["items"] == [{"id": str(known), "name": "评委乙"}]


def test_judge_of_one_edition_is_assigned_in_that_edition_alone(desk: Desk) -> None:
    desk.stage()
    entry, here, elsewhere = desk.entry(), desk.judge("评委01"), desk.judge("评委02")
    for who, scope in ((here, "edition:xm5g04"), (elsewhere, "edition:xm5g0")):
        grants = (("judge", scope), ("volunteer", "*"))
        desk.tell(
            AccountChanged(
                account_id=who.account_id, name=who.name, locale="zh_CN", roles=("judge", "volunteer"), grants=grants
            )
        )
    plan = plan_of(desk, 2)
    assert (plan["added"], make(desk, plan).status_code) == (1, 204)
    assert [one["judge"] for one in desk.panel()["entries"][0]["assignments"]] == [here.name]
    body = {"entry_id": str(entry.entry_id), "judge_ids": [str(elsewhere.account_id)]}
    refused = desk.call(desk.organizer, "POST", f"{AT}/assignments", json=body)
    assert refused.json["errors"]["judge_ids"][0]["code"] == "unknown-judge"
    shown = desk.panel()["judges"]
    assert [one["name"] for one in shown] == [here.name]
    offered = {at: desk.get(desk.organizer, f"/judges?edition={at}")["items"] for at in ("xm5g04", "xm5g0", "other")}
    assert {at: [one["name"] for one in found] for at, found in offered.items()} == {
        "xm5g04": [here.name],
        "xm5g0": [elsewhere.name],
        "other": [],
    }


def test_judge_without_the_role_gets_nothing_new_and_keeps_what_was_scored(desk: Desk) -> None:
    desk.stage()
    first, second = desk.entry(1), desk.entry(2)
    gone, idle, stays = (desk.judge(f"评委{number}") for number in range(3))
    (assignment,) = desk.assign(first, gone)
    desk.score(gone, assignment, 80)
    for who in (gone, idle):
        desk.tell(AccountChanged(account_id=who.account_id, name=f"前{who.name}", locale="zh_CN", roles=("volunteer",)))
    assert [judge["name"] for judge in desk.get(desk.organizer, "/judges")["items"]] == [stays.name]
    body = {"entry_id": str(second.entry_id), "judge_ids": [str(gone.account_id)]}
    refused = desk.call(desk.organizer, "POST", f"{AT}/assignments", json=body)
    assert refused.json["errors"]["judge_ids"][0]["code"] == "unknown-judge"
    make(desk, plan_of(desk, 3))
    shown = desk.panel()["judges"]
    assert {one["name"]: one["assigned"] for one in shown} == {f"前{gone.name}": 1, stays.name: 2}
    desk.tell(AccountChanged(account_id=idle.account_id, name=idle.name, locale="zh_CN", roles=("judge",)))
    assert len(desk.get(desk.organizer, "/judges")["items"]) == 2
