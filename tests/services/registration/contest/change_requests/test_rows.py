"""Change requests row by row: what is approved stands, what is not is told with its reason; who joins says so first."""

from typing import Any

from flask import Flask

from chassis import clock
from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.gateway import AccountClosed
from services.registration.app import PART
from services.registration.people.personal_data import held
from tests.services.registration import factories
from tests.services.registration.conftest import Events
from tests.services.registration.contest.change_requests.test_changes import (
    AFTER,
    REASON,
    SUMMARY,
    ask,
    begun,
    decided,
    handed_in,
    joined,
)
from tests.services.registration.factories import NOW, Caller, leader


def test_rows_are_decided_one_by_one(app: Flask, team: Caller, staff: Caller, events: Events) -> None:
    entry = factories.start_entry(team)
    going = joined(app, team, entry)
    before = handed_in(team, entry)
    with clock.frozen(AFTER):
        at, made = begun(team, entry, "summary", "organisation", members=True)
        people = [{name: one[name] for name in ("id", "name", "division")} for one in made["team"] if one["leads"]]
        typed = {"summary": SUMMARY, "organisation": "另一家示例港口有限公司"}
        saved = ask(team, "PATCH", at, json={"answers": typed, "team": people, "reason": REASON}, etag=made["etag"])
        ask(team, "POST", f"{at}/submission", etag=saved["etag"])
        reasons = {"organisation": "单位名称须以营业执照为准。", "@team": "退出须附本人说明。"}
        done = decided(staff, at, refused=reasons)
        assert (done["state"], done["made_version"]) == ("partly", 2)
        assert {row["key"]: row["reason"] for row in done["decisions"] if not row["approved"]} == reasons
        now = team.get(f"/entries/{entry['id']}").get_json()["answers"]
        assert (now["summary"], now["organisation"]) == (SUMMARY, before["answers"]["organisation"])
        assert going.get(f"/entries/{entry['id']}").status_code == 200, "who was to go stays"
    (heard,) = (body for kind, body in events() if kind == "registration.change.decided.v1")
    assert [row["approved"] for row in heard["rows"]] == [False, True, False], "in the order of the form"
    assert (heard["approved"], heard["rows"][2]["reason"]) == (True, reasons["@team"])


def named(team: Caller, entry: dict[str, Any], *roles: str) -> tuple[str, list[str]]:
    """A draft of a request that names somebody for each role, and where each of them answers."""
    at, made = begun(team, entry, members=True)
    ask(team, "PATCH", at, json={"reason": REASON}, etag=made["etag"])
    for role in roles:
        made = ask(team, "POST", f"{at}/people", 201, json={"role": role, "name": "某人", "division": "部署"})
    asked = [ask(team, "GET", f"{at}/people/{one['id']}/link") for one in made["additions"]]
    return at, [f"/change-additions/{one['secret']}" for one in asked]


def test_person_joins_once_they_and_the_office_agreed(
    app: Flask, team: Caller, staff: Caller, database: Database, events: Events
) -> None:
    entry = factories.submitted_entry(team)
    other, advisor, leaving = leader(app, "示例丁"), leader(app, "示例老师"), leader(app, "示例戊")
    with clock.frozen(AFTER):
        at, links = named(team, entry, "member", "advisor", "member")
        wrong = ask(team, "POST", f"{at}/submission", 422, etag=ask(team, "GET", at)["etag"])["errors"]
        assert {key.partition(".")[0] for key in wrong} == {"@team"}
        assert ask(team, "POST", f"{links[0]}/confirmation", 409, json={})["code"] == "leads-this-team"
        for person, link in zip((other, advisor, leaving), links, strict=True):
            assert ask(person, "GET", link)["own"] is False
            ask(person, "POST", f"{link}/confirmation", json={"publicity_version": "2024-01-01"})
        assert ask(leader(app), "GET", links[0], 409)["code"] == "invitation-over"
        ask(team, "POST", f"{at}/submission", etag=ask(team, "GET", at)["etag"])
        assert other.get(f"/entries/{entry['id']}").status_code == 404, "confirming alone lets nobody in"
        deliver(PART, database, AccountClosed(account_id=leaving.id, closed_at=NOW))
        rows = ask(staff, "GET", at)["rows"]
        body = {"rows": [{"key": key, "approve": True} for key in rows]}
        assert set(ask(staff, "POST", f"{at}/decision", 422, json=body)["errors"]) == {rows[2]}
        done = decided(staff, at, refused={rows[2]: "本人未确认。"})
        assert done["state"] == "partly"
        receipt = team.get(f"/entries/{entry['id']}/receipt").get_json()
        assert [(one["name"], one["role"]) for one in receipt["team"]] == [
            ("示例甲", "member"),
            ("示例丁", "member"),
            ("示例老师", "advisor"),
        ]
        assert other.get(f"/entries/{entry['id']}").get_json()["relation"] == "member"
        assert ask(advisor, "GET", links[1], 409)["code"] == "invitation-over"
        with database.read() as session:
            (place,) = held(session, other.id)["team_places"]
            assert (place["division"], place["publicity_version"]) == ("部署", "2024-01-01")
            assert len(held(session, other.id)["joining_by_change"]) == 1
    heard = [body["agrees"] for kind, body in events() if kind == "registration.change-addition.answered.v1"]
    assert heard == [True, True, True]
