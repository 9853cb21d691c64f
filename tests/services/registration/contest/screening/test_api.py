"""An entry through screening: corrected, passed; refused by two people, replied to."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from chassis import clock
from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.gateway import AccountClosed
from contracts.roles import LEADER, SCREENER
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from services.registration.contest.entries.models import Entry
from services.registration.contest.screening.records import ScreeningRecord
from services.registration.contest.screening_desk.overdue import end_overdue
from services.registration.people.personal_data import held
from tests.services.registration import factories, screenings
from tests.services.registration.conftest import Events
from tests.services.registration.factories import NOW, Caller

POINTS = [{"key": "complete", "text": "材料齐全"}, {"key": "proof", "text": "落地证明", "group": "c"}]


@pytest.fixture
def screener(app: Flask) -> Caller:
    edition = screenings.edition(screening=POINTS)
    assert factories.organizer(app).put("/editions/xm5g-04", json=edition).status_code == 200
    return Caller(app, (SCREENER,), "审查员甲")


def ask(who: Caller, method: str, path: str, code: int = 200, **body: Any) -> Any:
    answer = who.call(method, path, json=body)
    assert answer.status_code == code, answer.text
    return answer.get_json(silent=True)


def taken(screener: Caller, entry: dict[str, Any]) -> str:
    at = f"/entries/{entry['id']}/screening"
    assert ask(screener, "POST", "/editions/xm5g-04/screening/next")["entry_id"] == entry["id"]
    return at


def fail(screener: Caller, at: str) -> None:
    ask(
        screener, "PUT", f"{at}/points", points=[{"key": "complete", "verdict": "fail", "reason": "摘要与申报书不一致"}]
    )


def test_correction_opens_the_named_fields_alone_and_a_second_round_passes(
    screener: Caller, team: Caller, events: Events
) -> None:
    entry = factories.submitted_entry(team)
    at = taken(screener, entry)
    assert ask(screener, "POST", f"{at}/outcome", 409, outcome="pass")["code"] == "points-open"
    fail(screener, at)
    assert ask(screener, "POST", f"{at}/outcome", 409, outcome="correct")["code"] == "no-fields"
    ask(screener, "POST", f"{at}/outcome", outcome="correct", fields=["summary"])
    with clock.frozen(NOW + timedelta(days=2, hours=1)):
        told = team.get(f"{at}/told").get_json()
        assert (told["state"], told["may"]) == ("correction", ["correct"])
        assert [one["key"] for one in told["fields"]] == ["summary"]
        path, etag = f"/entries/{entry['id']}", team.get(f"/entries/{entry['id']}").get_json()["etag"]
        refused = team.patch(path, json=factories.answers(title="换一个完全不同的名称"), etag=etag)
        assert refused.status_code == 422
        assert refused.get_json()["errors"]["title"][0]["code"] == "not-open"
        assert factories.upload(team, entry["id"]).status_code == 422
        saved = team.patch(path, json=factories.answers(summary="补正后的简介。" * 30), etag=etag)
        assert saved.status_code == 200, saved.text
        assert factories.submit(team, saved.get_json()).get_json()["version"] == 2
        assert ask(screener, "GET", at)["state"] == "answered"
        taken(screener, entry)
        ask(screener, "PUT", f"{at}/points", points=[{"key": "complete", "verdict": "pass"}])
        assert ask(screener, "GET", at)["may"] == ["decide", "give back", "hand over"]
        ask(screener, "POST", f"{at}/outcome", outcome="pass")
    outcomes = [body["outcome"] for kind, body in events() if kind == "registration.entry.screened.v1"]
    assert outcomes == ["passed"]


def test_refusal_takes_two_people_and_can_be_replied_to(
    screener: Caller, team: Caller, staff: Caller, database: Database, settings: RegistrationSettings
) -> None:
    entry = factories.submitted_entry(team)
    at = taken(screener, entry)
    fail(screener, at)
    ask(screener, "POST", f"{at}/outcome", outcome="refuse")
    assert team.get(f"{at}/told").get_json()["state"] == "screening", "the team hears of a decision, not of a proposal"
    assert ask(screener, "POST", f"{at}/confirmation", 409, agree=True)["code"] == "second-person"
    ask(staff, "POST", f"{at}/confirmation", agree=True)
    told = ask(team, "POST", f"{at}/reply", text="材料已在附件第二页说明，请复核。")
    assert (told["state"], told["may"]) == ("replied", [])
    taken(screener, entry)
    ask(screener, "POST", f"{at}/outcome", outcome="refuse")
    ask(staff, "POST", f"{at}/confirmation", agree=True)
    with clock.frozen(NOW + timedelta(days=9)):
        end_overdue(database, settings)
        assert team.get(f"{at}/told").get_json()["state"] == "final"


def test_nobody_screens_what_they_or_their_organisation_entered(screener: Caller, team: Caller, app: Flask) -> None:
    factories.submitted_entry(team)
    own = Caller(app, (SCREENER, "leader"), "审查员乙")
    factories.submitted_entry(own, title="同一单位的另一个项目名称")
    assert ask(own, "POST", "/editions/xm5g-04/screening/next")["entry_id"] is None
    numbers = ask(screener, "GET", "/editions/xm5g-04/screening")
    assert numbers["states"] == {"waiting": 2}


def test_correction_that_does_not_come_lapses_and_the_entry_is_as_it_was(
    screener: Caller, team: Caller, database: Database, settings: RegistrationSettings
) -> None:
    entry = factories.submitted_entry(team)
    at = taken(screener, entry)
    fail(screener, at)
    ask(screener, "POST", f"{at}/outcome", outcome="correct", fields=["summary", "document"])
    etag = team.get(f"/entries/{entry['id']}").get_json()["etag"]
    team.patch(f"/entries/{entry['id']}", json=factories.answers(summary="改了一半"), etag=etag)
    assert factories.upload(team, entry["id"], body=factories.PDF + b"%").status_code == 200
    with clock.frozen(NOW + timedelta(days=9)):
        end_overdue(database, settings)
        assert team.get(f"{at}/told").get_json()["state"] == "lapsed"
        now = team.get(f"/entries/{entry['id']}").get_json()
    assert now["answers"]["summary"] == entry["answers"]["summary"]
    assert [one["id"] for one in now["files"]["document"]] == [one["id"] for one in entry["files"]["document"]]


def test_screener_who_leaves_frees_what_they_had_and_is_named_nowhere(
    screener: Caller, team: Caller, app: Flask, database: Database
) -> None:
    entry = factories.submitted_entry(team)
    at = taken(screener, entry)
    other = Caller(app, (SCREENER,), "审查员乙")
    ask(screener, "PUT", f"{at}/screener", id=str(other.id), name=other.name)
    with database.read() as session:
        assert [one["action"] for one in held(session, screener.id)["screening_records"]] == ["take", "hand over"]
        assert held(session, other.id)["screenings"][0]["state"] == "taken"
    for one in (other, screener):
        deliver(PART, database, AccountClosed(account_id=one.id, closed_at=NOW))
    shown = ask(Caller(app, (SCREENER,), "审查员丙"), "GET", at)
    assert shown["state"] == "waiting"
    with database.read() as session:
        rows = [*session.scalars(select(ScreeningRecord.name)), *session.scalars(select(ScreeningRecord.text))]
        assert not {"审查员甲", "审查员乙"} & set(rows)


def test_nobody_screens_their_own_entry_though_no_form_asks_for_an_organisation(
    screener: Caller, team: Caller, app: Flask, database: Database
) -> None:
    entry = factories.submitted_entry(team)
    with database.write() as session:
        session.get_one(Entry, UUID(entry["id"])).organisation = ""
    both = Caller(app, (LEADER, SCREENER), team.name, id=team.id)
    assert ask(both, "POST", f"/entries/{entry['id']}/screening/screener", 409)["code"] == "own-entry"
    assert ask(both, "POST", "/editions/xm5g-04/screening/next")["entry_id"] is None
    assert ask(screener, "POST", "/editions/xm5g-04/screening/next")["entry_id"] == entry["id"]


def test_list_of_those_that_passed_is_public_where_the_edition_says_so_and_not_before_the_end(
    screener: Caller, team: Caller, staff: Caller, app: Flask
) -> None:
    at = taken(screener, factories.submitted_entry(team))
    factories.submitted_entry(factories.leader(app, "示例乙"), title="还在等待审查的项目", organisation="另一家单位")
    ask(screener, "PUT", f"{at}/points", points=[{"key": "complete", "verdict": "pass"}])
    ask(screener, "POST", f"{at}/outcome", outcome="pass")
    anybody = app.test_client()
    over = datetime.fromisoformat(screenings.STAGE["closes_at"])
    for public in (False, True):
        body = screenings.edition(screening=POINTS, screening_rules={"passed_public": public})
        assert staff.put("/editions/xm5g-04", json=body).status_code == 200
        for time, shown in ((over - timedelta(seconds=1), False), (over, public)):
            with clock.frozen(time):
                found = anybody.get("/editions/xm5g-04/passed-entries")
                assert found.status_code == (200 if shown else 404)
    (row,) = found.get_json()["items"]
    assert row == {
        "number": "XM5G04-0001",
        "title": "集装箱码头5G远控轮胎吊协同作业",
        "organisation": "示例港口有限公司",
        "track": "t2",
        "group": "a",
    }


def test_queue_begins_with_what_waits_and_goes_on_page_by_page(screener: Caller, team: Caller, app: Flask) -> None:
    passed = taken(screener, factories.submitted_entry(team))
    ask(screener, "PUT", f"{passed}/points", points=[{"key": "complete", "verdict": "pass"}])
    ask(screener, "POST", f"{passed}/outcome", outcome="pass")
    for number, name in enumerate("乙丙"):
        entry = factories.submitted_entry(
            factories.leader(app, f"示例{name}"), title=f"等待排队的项目{name}", organisation=f"单位{name}"
        )
        if not number:
            taken(screener, entry)
    found, after = [], ""
    for _page in range(3):
        page = ask(screener, "GET", f"/editions/xm5g-04/screenings?limit=1{after}")
        found += [row["state"] for row in page["items"]]
        after = f"&after={quote(page['next'] or '')}"
    assert (found, page["next"]) == (["waiting", "taken", "passed"], None)


def test_corrections_are_as_many_as_the_edition_says(screener: Caller, team: Caller, staff: Caller) -> None:
    body = screenings.edition(screening=POINTS, screening_rules={"corrections_most": 0})
    assert staff.put("/editions/xm5g-04", json=body).status_code == 200
    at = taken(screener, factories.submitted_entry(team))
    fail(screener, at)
    assert "correct" not in ask(screener, "GET", at)["may"]
    refused = ask(screener, "POST", f"{at}/outcome", 409, outcome="correct", fields=["summary"])
    assert refused["code"] == "corrected-before"
