"""Organisations by the API: settled when entries are handed in, offered to their own people, merged by the office."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from chassis import clock
from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.events import FORMER
from contracts.gateway import AccountClosed
from contracts.roles import ORGANIZER, SCREENER
from services.registration.app import PART
from services.registration.config import RegistrationSettings
from services.registration.contest.forms.sets import document_of, form_set
from services.registration.contest.organisation_desk.comparing import compare_new
from services.registration.people.personal_data import held
from tests.services.registration import factories, screenings
from tests.services.registration.conftest import Events
from tests.services.registration.factories import NOW, Caller

FIELD = {
    "kind": "text",
    "key": "credit_code",
    "label": {"zh": "统一社会信用代码", "en": "Credit code"},
    "pattern": "uscc",
    "most": 40,
}
RIGHT, WRONG = "91350200FAKE00013R", "91350200FAKE000130"


@pytest.fixture
def office(app: Flask) -> Caller:
    """The office of an edition that screens, whose form asks for a credit code."""
    staff = factories.organizer(app)
    body = screenings.edition(screening=[{"key": "complete", "text": "材料齐全"}])
    assert staff.put("/editions/xm5g-04", json=body).status_code == 200
    form = document_of(form_set("standard"))
    form["sections"][0]["fields"] = [*form["sections"][0]["fields"], FIELD]
    assert staff.put("/editions/xm5g-04/form", json=form).status_code == 200
    return staff


def enter(app: Flask, name: str, number: int, **typed: Any) -> tuple[Caller, dict[str, Any]]:
    team = factories.leader(app, f"示例{number}")
    return team, factories.submitted_entry(team, organisation=name, title=f"单位示例项目第{number}个", **typed)


def listed(office: Caller, database: Database, settings: RegistrationSettings, **query: Any) -> dict[str, Any]:
    compare_new(database, settings)
    found = office.get("/organisations", query_string=query).get_json()["items"]
    return {one["name"]: one for one in found}


def test_organisations_are_settled_once_and_merged_after_a_look(
    app: Flask, office: Caller, database: Database, settings: RegistrationSettings
) -> None:
    enter(app, "示例港务集团", 1, credit_code=RIGHT)
    team, entry = enter(app, "示例港务集团有限公司", 2, credit_code=WRONG)
    enter(app, "示例港务集团", 3)
    found = listed(office, database, settings)
    facts = {name: (one["credit_code"], one["doubtful"], one["entries"], one["alike"]) for name, one in found.items()}
    assert facts == {"示例港务集团": (RIGHT, False, 2, 1), "示例港务集团有限公司": (WRONG, True, 1, 1)}
    assert list(listed(office, database, settings, check="doubtful")) == ["示例港务集团有限公司"]
    assert list(listed(office, database, settings, q=RIGHT[-6:].lower())) == ["示例港务集团"]
    gone, stays = found["示例港务集团有限公司"]["id"], found["示例港务集团"]["id"]

    seen = office.get(f"/organisations/{gone}/merge/{stays}").get_json()
    assert [one["id"] for one in seen["entries"]] == [entry["id"]]
    elsewhere = Caller(app, (ORGANIZER,), "别届组委会", scope="edition:xm5g-03")
    assert elsewhere.post(f"/organisations/{gone}/merge", json={"into": stays, "reason": "同一单位"}).status_code == 403
    assert elsewhere.get(f"/organisations/{gone}").status_code == 404
    assert office.post(f"/organisations/{gone}/merge", json={"into": stays, "reason": "同一单位"}).status_code == 204
    whole = office.get(f"/organisations/{stays}").get_json()
    assert (len(whole["entries"]), whole["alike"], whole["merges"][0]["name"]) == (3, [], "示例港务集团有限公司")
    again = office.post(f"/organisations/{gone}/merge", json={"into": stays, "reason": "同一单位"})
    assert again.get_json()["code"] == "merged-already"
    assert team.get(f"/entries/{entry['id']}/receipt").get_json()["organisation"] == "示例港务集团有限公司"

    _team, later = enter(app, "示例港务集团有限公司", 4, credit_code=WRONG)
    part = f"/organisation-merges/{whole['merges'][0]['id']}/parting"
    assert office.post(part, json={"reason": "是两家"}).status_code == 200
    assert office.post(part, json={"reason": "是两家"}).get_json()["code"] == "parted-already"
    counts = {one: office.get(f"/organisations/{one}").get_json()["entries"] for one in (gone, stays)}
    assert [one["id"] for one in counts[gone]] == [entry["id"]]
    assert later["id"] in {one["id"] for one in counts[stays]}, "what was handed in since stays"

    assert office.delete(f"/organisations/{gone}/alike/{stays}").status_code == 404, "nobody compared it yet"
    listed(office, database, settings)
    assert office.delete(f"/organisations/{gone}/alike/{stays}").status_code == 204
    assert not any(one["alike"] for one in listed(office, database, settings).values())


def test_merge_and_its_undoing_are_told_with_what_is_so_now(
    app: Flask, office: Caller, database: Database, settings: RegistrationSettings, events: Events
) -> None:
    enter(app, "示例港务集团", 1)
    enter(app, "示例港口股份", 2)
    found = listed(office, database, settings)
    gone, stays = found["示例港口股份"]["id"], found["示例港务集团"]["id"]
    office.post(f"/organisations/{gone}/merge", json={"into": stays, "reason": "更名"})
    enter(app, "示例港口股份", 3)
    (merge,) = office.get(f"/organisations/{stays}").get_json()["merges"]
    parted = office.post(f"/organisation-merges/{merge['id']}/parting", json={"reason": "是两家"}).get_json()
    assert parted == {"name": "示例港口股份", "entries": 1, "from_name": "示例港务集团", "from_entries": 2}
    merged, apart = (body for kind, body in events() if kind.startswith("registration.organisation."))
    assert merged == {"organisation_id": gone, "into_id": stays}
    assert apart == {"organisation_id": gone, "from_id": stays, "followed_ids": []}


def test_people_of_organisations_that_were_merged_do_not_screen_each_other(
    app: Flask, office: Caller, database: Database, settings: RegistrationSettings
) -> None:
    team, _own = enter(app, "示例港务集团", 1)
    _other, entry = enter(app, "示例港口股份", 2)
    screener = Caller(app, (SCREENER,), "审查员甲", id=team.id)
    at = f"/entries/{entry['id']}/screening"
    assert screener.get(at).get_json()["own"] is False
    found = listed(office, database, settings)
    path = f"/organisations/{found['示例港口股份']['id']}/merge"
    office.post(path, json={"into": found["示例港务集团"]["id"], "reason": "更名"})
    assert screener.get(at).get_json()["own"] is True


def test_a_team_is_offered_its_own_organisations_and_public_names_alone(
    app: Flask, office: Caller, database: Database, settings: RegistrationSettings
) -> None:
    team, _entry = enter(app, "示例港务集团", 1, credit_code=RIGHT)
    enter(app, "示例港务集团股份有限公司", 2)
    won = {"number": "A-1", "title": "示例作品", "organisation": "示例港机有限公司", "track": "t1", "award": "first"}
    with clock.frozen(datetime(2025, 3, 1, tzinfo=UTC)):
        assert office.put("/editions/xm5g-04/winners", json={"items": [won]}).status_code == 204
    draft = team.post("/entries", json=factories.draft(organisation="示例港机", title="另一个示例项目")).get_json()
    path = f"/entries/{draft['id']}/organisations"
    offered = team.get(path).get_json()
    assert offered["own"] == [{"name": "示例港务集团", "type": "", "district": "", "credit_code": RIGHT}]
    assert team.get(path, query_string={"name": "示例港务集团有限"}).get_json()["alike"] == []
    assert offered["alike"] == ["示例港机有限公司"]
    assert team.put(f"{path}/kept").status_code == 204
    assert team.get(path).get_json()["alike"] == []
    organisation = listed(office, database, settings)["示例港务集团"]["id"]
    corrected = {"name": "示例港务控股集团", "credit_code": WRONG, "reason": "来电核实"}
    assert office.put(f"/organisations/{organisation}", json=corrected).status_code == 204
    assert team.get(path).get_json()["own"][0] == {
        "name": "示例港务控股集团",
        "type": "",
        "district": "",
        "credit_code": RIGHT,
    }


def test_organisations_keep_nothing_of_who_filled_them_in_and_left(
    app: Flask, office: Caller, database: Database, settings: RegistrationSettings
) -> None:
    team, _entry = enter(app, "示例港务集团", 1)
    with database.read() as session:
        assert [one["name"] for one in held(session, team.id)["organisations"]] == ["示例港务集团"]
    deliver(PART, database, AccountClosed(account_id=team.id, closed_at=NOW))
    assert listed(office, database, settings)["示例港务集团"]["filled_name"] == FORMER
    with database.read() as session:
        assert held(session, team.id)["organisations"] == []
