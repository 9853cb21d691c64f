"""A team from the first invitation to what is handed in, as its people meet it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from chassis import clock
from chassis.storage.engine import Database
from services.registration.contest.memberships import reminders
from services.registration.contest.teams.departures import forget_departures
from services.registration.people.personal_data import held
from tests.services.registration.conftest import Events
from tests.services.registration.factories import (
    DEADLINE,
    NOW,
    Caller,
    checked,
    edition,
    leader,
    organizer,
    start_entry,
)

MAIL = {"channel": "email", "address": "guest@example.org"}


def invite(team: Caller, entry: dict[str, Any], **facts: Any) -> dict[str, Any]:
    made = team.post(f"/entries/{entry['id']}/team", json={"role": "member", "name": "受邀人", **facts})
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.get_json()
    return found


def join(who: Caller, secret: str, **given: Any) -> Any:
    return who.post(f"/team-invitations/{secret}/confirmation", json=given)


def test_team_confirms_for_itself_and_is_handed_in_in_order(app: Flask, team: Caller, events: Events) -> None:
    entry = start_entry(team)
    path = f"/entries/{entry['id']}"
    member, advisor = leader(app, "队员乙"), leader(app, "导师丙")
    first, second = invite(team, entry, division="算法"), invite(team, entry, role="advisor")
    lacks = checked(team, entry["id"])
    assert [one["code"] for one in lacks["missing"]] == ["unconfirmed", "unconfirmed"]
    assert (lacks["lacking"], member.get(path).status_code) == (1, 404)
    shown = Caller(app, (), "").post(f"/team-invitations/{first['secret']}/reading", json={}).get_json()
    assert (shown["title"], shown["leader_name"], shown["role"]) == (entry["title"], "示例甲", "member")
    assert join(member, first["secret"], publicity_version="2026-11-01").status_code == 200
    assert join(member, second["secret"]).get_json()["code"] == "already-in-team"
    assert join(advisor, second["secret"]).status_code == 200
    seen = member.get(path).get_json()
    assert (seen["relation"], seen["may"], seen["missing"]) == ("member", ["leave", "comment", "ask"], [])
    assert [(one["name"], one["division"], one["you"]) for one in seen["team"]] == [
        ("示例甲", "", False),
        ("队员乙", "算法", True),
        ("导师丙", "", False),
    ]
    assert member.patch(path, json={"answers": {}}, etag=seen["etag"]).status_code == 403
    assert [one["relation"] for one in advisor.get("/entries?mine=true").get_json()["items"]] == ["advisor"]
    assert advisor.post(f"{path}/comments", json={"text": "请补充数据"}).status_code == 201
    assert [one["text"] for one in member.get(f"{path}/comments").get_json()["items"]] == ["请补充数据"]
    assert organizer(app).get(f"{path}/comments").status_code == 404
    etag = team.get(path).get_json()["etag"]
    receipt = team.post(f"{path}/submission", etag=etag).get_json()
    assert [one["name"] for one in receipt["team"]] == ["示例甲", "队员乙", "导师丙"]
    told = dict(events())["registration.entry.submitted.v1"]
    assert (told["member_ids"], told["advisor_ids"]) == ([str(member.id)], [str(advisor.id)])
    assert member.delete(f"{path}/team/own").get_json()["code"] == "team-closed"
    assert member.put(f"{path}/team/own/publicity", json={"version": None}).status_code == 204


def test_one_person_is_in_one_team_that_is_handed_in(app: Flask, team: Caller) -> None:
    member, other = leader(app, "队员乙"), leader(app, "队长丁")
    mine, theirs = start_entry(team), start_entry(other, title="另一支团队的项目")
    for who, entry in ((team, mine), (other, theirs)):
        assert join(member, invite(who, entry)["secret"]).status_code == 200
    late = invite(other, theirs)
    done = team.post(f"/entries/{mine['id']}/submission", etag=mine["etag"]).get_json()
    (lack, waits) = other.get(f"/entries/{theirs['id']}").get_json()["missing"]
    assert {lack["code"], waits["code"]} == {"in-another-team", "unconfirmed"}
    assert done["number"] not in lack["message"] + waits["message"]
    known = member.get(f"/entries/{theirs['id']}").get_json()["missing"]
    assert any(done["number"] in one["message"] for one in known), "who is in both may know"
    assert join(team, late["secret"]).get_json()["code"] == "in-another-team"


def test_leader_of_a_submitted_entry_is_in_a_team_already(team: Caller) -> None:
    first, second = start_entry(team), start_entry(team, title="同一位负责人的另一个项目")
    done = team.post(f"/entries/{first['id']}/submission", etag=first["etag"]).get_json()
    (lack,) = team.get(f"/entries/{second['id']}").get_json()["missing"]
    assert (lack["code"], done["number"] in lack["message"]) == ("in-another-team", True)
    assert team.post(f"/entries/{second['id']}/submission", etag=second["etag"]).status_code == 422


def test_deleting_a_draft_is_told_to_its_team(app: Flask, team: Caller, events: Events) -> None:
    entry, member = start_entry(team), leader(app, "队员乙")
    join(member, invite(team, entry)["secret"])
    assert team.delete(f"/entries/{entry['id']}").status_code == 204
    told = dict(events())["registration.entry.deleted.v1"]
    assert (told["title"], told["reader_ids"]) == (entry["title"], [str(member.id)])


def test_invitation_for_an_address_is_its_holders_and_a_new_link_ends_the_old(app: Flask, team: Caller) -> None:
    entry, guest = start_entry(team), leader(app, "受邀人")
    made = invite(team, entry, **MAIL)
    path = f"/entries/{entry['id']}/team/{made['id']}/invitation"
    assert join(guest, made["secret"], reached_at=["other@example.org"]).get_json()["code"] == "invitation-for-another"
    assert team.post(path, json=MAIL).get_json()["code"] == "sent-just-now"
    with clock.frozen(NOW + timedelta(minutes=11)):
        renewed = team.post(path, json=MAIL).get_json()
        assert join(guest, made["secret"]).get_json()["code"] == "invitation-unknown"
        assert join(guest, renewed["secret"], reached_at=["guest@example.org"]).status_code == 200
        assert join(guest, renewed["secret"]).status_code == 200, "pressing twice changes nothing"
    shown = team.get(f"/entries/{entry['id']}").get_json()["team"]
    assert [one["address"] for one in shown] == ["", ""], "the address is forgotten with the answer"
    with clock.frozen(DEADLINE):
        assert team.delete(path).get_json()["code"] == "deadline-passed"


def test_invitation_says_whom_it_is_not_for_and_what_became_of_it(app: Flask, team: Caller) -> None:
    entry, guest = start_entry(team), leader(app, "受邀人")
    path = f"/entries/{entry['id']}/team"
    mailed, linked = invite(team, entry, **MAIL), invite(team, entry, name="另一人")
    again = team.post(path, json={"role": "advisor", "name": "同一人", **MAIL}).get_json()
    assert (again["code"], "受邀人" in again["detail"]) == ("already-invited", True)
    reading = f"/team-invitations/{mailed['secret']}/reading"
    assert guest.post(reading, json={"reached_at": ["other@example.org"]}).get_json()["takes"] is False
    assert guest.post(reading, json={"reached_at": ["guest@example.org"]}).get_json()["takes"] is True
    assert team.post(f"/team-invitations/{linked['secret']}/reading", json={}).get_json()["relation"] == "leader"
    assert join(team, linked["secret"]).get_json()["code"] == "leads-this-team"
    join(guest, linked["secret"])
    late = team.delete(f"{path}/{linked['id']}/invitation").get_json()
    assert (late["code"], "受邀人已确认加入" in late["detail"]) == ("confirmed-meanwhile", True)
    other = leader(app, "后来的人").post(f"/team-invitations/{linked['secret']}/reading", json={}).get_json()
    assert other["detail"].startswith("该邀请已由他人确认。")


def test_lead_is_handed_over_by_both_and_only_before_submission(app: Flask, team: Caller, events: Events) -> None:
    entry, member = start_entry(team), leader(app, "队员乙")
    path = f"/entries/{entry['id']}"
    made = invite(team, entry)
    join(member, made["secret"])
    assert member.post(f"{path}/lead", json={"accept": True}).get_json()["code"] == "lead-not-offered"
    assert team.delete(f"{path}/team/own").get_json()["code"] == "not-to-leader"
    for accept in (False, True):
        assert team.post(f"{path}/team/{made['id']}/lead").status_code == 204
        assert member.post(f"{path}/lead", json={"accept": accept}).status_code == 204
    assert dict(events())["registration.team-lead.declined.v1"]["account_id"] == str(member.id)
    now = member.get(path).get_json()
    assert (now["leader"]["name"], now["relation"], [one["name"] for one in now["team"]]) == (
        "队员乙",
        "leader",
        ["队员乙", "示例甲"],
    )
    assert team.get(path).get_json()["relation"] == "member"
    assert dict(events())["registration.team-lead.changed.v1"]["former_id"] == str(team.id)
    (mine,) = (one for one in now["team"] if not one["leads"])
    assert member.post(f"{path}/team/{mine['id']}/removal", json={"reason": "换人"}).status_code == 204
    assert team.get(path).get_json()["code"] == "removed-from-team"


def test_members_write_where_the_edition_says_so(app: Flask, team: Caller, staff: Caller) -> None:
    staff.put("/editions/xm5g-04", json=edition(team_rules={"members_edit": True, "members_most": 2}))
    entry, member = start_entry(team), leader(app, "队员乙")
    join(member, invite(team, entry)["secret"])
    seen = member.get(f"/entries/{entry['id']}").get_json()
    saved = member.patch(f"/entries/{entry['id']}", json={"answers": {"track": "t1"}}, etag=seen["etag"])
    assert (saved.status_code, saved.get_json()["track"]) == (200, "t1")
    full = team.post(f"/entries/{entry['id']}/team", json={"role": "member", "name": "又一人"})
    assert full.get_json()["code"] == "team-full"


@pytest.mark.parametrize(
    ("after", "times"), [(timedelta(hours=47), 0), (timedelta(hours=49), 1), (timedelta(days=14), 1)]
)
def test_leader_is_reminded_of_open_invitations_once_and_before_the_deadline(
    team: Caller, events: Events, database: Any, settings: Any, after: timedelta, times: int
) -> None:
    invite(team, start_entry(team))
    with clock.frozen(NOW + after):
        for _ in range(2):
            reminders.remind(database, settings)
    told = [facts for kind, facts in events() if kind == "registration.team-invitations.unanswered.v1"]
    assert [one["waiting"] for one in told] == [1] * times


def test_order_is_changed_by_who_read_it_as_it_is(app: Flask, team: Caller) -> None:
    entry = start_entry(team)
    path = f"/entries/{entry['id']}"
    for name in ("队员乙", "队员丙"):
        join(leader(app, name), invite(team, entry)["secret"])
    read = team.get(path).get_json()
    first, second, third = (one["id"] for one in read["team"])
    turned = {"team": [{"id": one} for one in (first, third, second)], "read": read["team_mark"]}
    assert team.put(f"{path}/team", json=turned).status_code == 204
    late = team.put(
        f"{path}/team", json={"team": [{"id": first}, {"id": second}, {"id": third}]} | {"read": turned["read"]}
    )
    assert (late.status_code, late.get_json()["code"]) == (409, "team-changed")
    assert [one["id"] for one in team.get(path).get_json()["team"]] == [first, third, second]


def test_who_was_of_a_team_is_told_why_not_any_more_and_nobody_else(
    app: Flask, team: Caller, database: Database
) -> None:
    entry = start_entry(team)
    path = f"/entries/{entry['id']}"
    removed, left, stays, stranger = (leader(app, name) for name in ("队员乙", "队员丙", "导师丁", "路人"))
    links = {}
    for person, role in ((removed, "member"), (left, "member"), (stays, "advisor")):
        links[person.id] = invite(team, entry, role=role)["secret"]
        join(person, links[person.id])
    place = next(one["id"] for one in team.get(path).get_json()["team"] if one["name"] == "队员乙")
    team.post(f"{path}/team/{place}/removal", json={"reason": "换人"})
    left.delete(f"{path}/team/own")
    told = removed.post(f"{path}/comments", json={"text": "移出之前写的意见"})
    assert (told.status_code, told.get_json()["code"], "示例甲" in told.get_json()["detail"]) == (
        410,
        "removed-from-team",
        True,
    )
    assert left.get(path).get_json()["code"] == "left-team"
    used = f"/team-invitations/{links[removed.id]}/reading"
    assert removed.post(used, json={}).get_json()["code"] == "removed-from-team", "to them it speaks of themselves"
    assert stranger.post(used, json={}).get_json()["code"] == "invitation-over"
    join(left, invite(team, entry)["secret"])
    assert left.get(path).status_code == 200
    assert team.delete(path).status_code == 204
    assert [who.get(path).get_json()["code"] for who in (team, left, stays, removed, stranger)] == [
        *["entry-deleted"] * 3,
        "removed-from-team",
        "not-found",
    ]
    with database.write() as session:
        assert [one["how"] for one in held(session, left.id)["departures"]] == ["deleted"]
        forget_departures(session, left.id)
        assert held(session, left.id)["departures"] == []
