"""An entry through screening: taken, passed; refused by two people, replied to. Corrections: `test_corrections`."""

from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

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
from tests.services.registration.factories import NOW, Caller
from tests.services.registration.screenings import POINTS, ask, fail, taken


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
