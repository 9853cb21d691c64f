"""An entry that was handed in has a leader after its leader has closed their account, or the office knows."""

from flask import Flask

from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.events import FORMER
from contracts.gateway import AccountClosed
from services.registration.app import PART
from tests.services.registration.conftest import Events
from tests.services.registration.contest.memberships.test_api import invite, join
from tests.services.registration.factories import NOW, Caller, leader, organizer, start_entry, submit


def test_first_confirmed_member_leads_what_was_handed_in(
    app: Flask, team: Caller, events: Events, database: Database
) -> None:
    entry = start_entry(team)
    path = f"/entries/{entry['id']}"
    advisor, first, second = (leader(app, name) for name in ("导师丙", "队员乙", "队员丁"))
    assert join(advisor, invite(team, entry, role="advisor")["secret"]).status_code == 200
    for who in (first, second):
        assert join(who, invite(team, entry)["secret"]).status_code == 200
    assert submit(team, team.get(path).get_json()).status_code == 200
    deliver(PART, database, AccountClosed(account_id=team.id, closed_at=NOW))
    seen = first.get(path).get_json()
    assert (seen["relation"], seen["leader"]["name"]) == ("leader", "队员乙")
    assert [one["name"] for one in seen["team"] if one["role"] == "member"] == ["队员乙", FORMER, "队员丁"]
    assert "withdraw" in seen["may"]
    assert second.get(path).get_json()["relation"] == "member"
    told = dict(events())["registration.team-leader.left.v1"]
    assert told["successor_ids"] == [str(first.id)]
    receipt = first.get(f"{path}/versions/1").get_json()
    assert "示例甲" not in str(receipt)


def test_nobody_who_left_us_takes_over(app: Flask, team: Caller, events: Events, database: Database) -> None:
    entry = start_entry(team)
    path = f"/entries/{entry['id']}"
    gone, stays = leader(app, "队员乙"), leader(app, "队员丁")
    for who in (gone, stays):
        assert join(who, invite(team, entry)["secret"]).status_code == 200
    assert submit(team, team.get(path).get_json()).status_code == 200
    for who in (gone, team):
        deliver(PART, database, AccountClosed(account_id=who.id, closed_at=NOW))
    assert dict(events())["registration.team-leader.left.v1"]["successor_ids"] == [str(stays.id)]
    assert stays.get(path).get_json()["relation"] == "leader"


def test_what_was_taken_back_is_passed_on_and_nobody_is_told(
    app: Flask, team: Caller, events: Events, database: Database
) -> None:
    entry = start_entry(team)
    path, member = f"/entries/{entry['id']}", leader(app, "队员乙")
    assert join(member, invite(team, entry)["secret"]).status_code == 200
    assert submit(team, team.get(path).get_json()).status_code == 200
    assert team.delete(f"{path}/submission", etag=team.get(path).get_json()["etag"]).status_code in {200, 204}
    deliver(PART, database, AccountClosed(account_id=team.id, closed_at=NOW))
    seen = member.get(path).get_json()
    assert (seen["relation"], [one["name"] for one in seen["team"] if one["state"] == "confirmed"]) == (
        "leader",
        ["队员乙"],
    )
    assert "registration.team-leader.left.v1" not in dict(events())


def test_entry_of_one_person_stands_and_the_office_is_told(
    app: Flask, team: Caller, events: Events, database: Database
) -> None:
    entry = start_entry(team)
    assert submit(team, entry).status_code == 200
    deliver(PART, database, AccountClosed(account_id=team.id, closed_at=NOW))
    assert dict(events())["registration.team-leader.left.v1"]["successor_ids"] == []
    seen = organizer(app).get(f"/entries/{entry['id']}").get_json()
    assert (seen["state"], seen["leader"]["name"]) == ("submitted", FORMER)
