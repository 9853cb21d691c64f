"""Joint applicants by the API: asked by a link, or by a letter, before an entry can be handed in."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from chassis.storage.engine import Database
from chassis.testing import deliver
from contracts.events import FORMER
from contracts.gateway import AccountClosed
from services.registration.app import PART
from services.registration.contest.entries.models import Entry
from services.registration.contest.screening_desk.own_entries import is_own
from services.registration.people.personal_data import held
from tests.services.registration import factories
from tests.services.registration.conftest import Events
from tests.services.registration.contest.joint_applicants.asking import joint_form
from tests.services.registration.factories import NOW, Caller

ONE, OTHER = "示例通信公司", "示例研究院"


@pytest.fixture
def entry(app: Flask, team: Caller) -> dict[str, Any]:
    """An entry with two joint applicants in an edition that asks each of them to agree."""
    staff = factories.organizer(app)
    body = factories.edition(team_rules={"joint_confirmed": True})
    assert staff.put("/editions/xm5g-04", json=body).status_code == 200
    assert staff.put("/editions/xm5g-04/form", json=joint_form()).status_code == 200
    rows = [{"name": ONE, "type": "company"}, {"name": OTHER, "type": "institute"}]
    return factories.start_entry(team, joint_applicants=rows)


def of(team: Caller, entry: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = team.get(f"/entries/{entry['id']}").get_json()["joint_applicants"]
    return {one["name"]: one for one in found}


def link(team: Caller, entry: dict[str, Any], name: str, **wanted: Any) -> str:
    path = f"/entries/{entry['id']}/joint-applicants/{of(team, entry)[name]['id']}/link"
    answer = team.post(path, json=wanted)
    assert answer.status_code == 200, answer.text
    secret: str = answer.get_json()["secret"]
    return f"/joint-requests/{secret}"


def hand_in(team: Caller, entry: dict[str, Any]) -> Any:
    return factories.submit(team, team.get(f"/entries/{entry['id']}").get_json())


def test_a_person_of_the_organisation_confirms_by_the_link(
    app: Flask, team: Caller, entry: dict[str, Any], events: Events, database: Database
) -> None:
    stale = link(team, entry, ONE)
    assert link(team, entry, ONE) == stale, "the same until another is wanted"
    path = link(team, entry, ONE, anew=True)
    person = factories.volunteer(app, "示例代表")
    assert person.get(stale).status_code == 404
    assert person.get(path).get_json() | {"closes_at": "", "entry_id": ""} == {
        **{"entry_id": "", "edition": "xm5g-04", "title": entry["title"], "leader_name": team.name, "closes_at": ""},
        **{"organisation": "示例港口有限公司", "name": ONE, "state": "waiting", "own": False, "relation": ""},
        **{"judged": False, "public": False},
    }
    assert team.post(f"{path}/answer", json={"agrees": True}).get_json()["code"] == "own-entry-led"
    member = factories.leader(app, "队员乙")
    invited = team.post(f"/entries/{entry['id']}/team", json={"role": "member", "name": "受邀人"}).get_json()
    member.post(f"/team-invitations/{invited['secret']}/confirmation", json={})
    assert member.get(path).get_json()["relation"] == "member"
    assert member.post(f"{path}/answer", json={"agrees": True}).get_json()["code"] == "own-team"
    assert person.post(f"{path}/answer", json={"agrees": False}).get_json()["state"] == "declined"
    path = link(team, entry, ONE)
    yes = {"agrees": True, "post": "科技处处长"}
    assert person.post(f"{path}/answer", json=yes).get_json()["state"] == "confirmed"
    assert person.post(f"{path}/answer", json=yes).status_code == 200, "the same answer once more"
    assert factories.volunteer(app).get(path).get_json()["code"] == "joint-link-over"
    assert [facts["agrees"] for kind, facts in events() if kind.startswith("registration.joint")] == [False, True]

    with database.read() as session:
        assert is_own(session, session.get_one(Entry, UUID(entry["id"])), person.id), "nor do they screen the entry"
        (own,) = held(session, person.id)["joint_applicants"]
        assert (own["name"], own["state"], own["person_post"]) == (ONE, "confirmed", "科技处处长")
    deliver(PART, database, AccountClosed(account_id=person.id, closed_at=NOW))
    left = of(team, entry)[ONE]
    assert (left["state"], left["person_name"], left["person_post"]) == ("confirmed", FORMER, "")


def test_nothing_is_handed_in_before_each_confirmed_or_gave_a_letter(
    app: Flask, team: Caller, entry: dict[str, Any], events: Events
) -> None:
    factories.submitted_entry(factories.leader(app), organisation=ONE, title="联合申报单位自己的项目")
    refused = hand_in(team, entry).get_json()["errors"]
    assert {place.partition(".")[0] for place in refused} == {"@joint"}
    said = " ".join(one["message"] for found in refused.values() for one in found)
    assert ONE in said
    assert OTHER in said
    yes = {"agrees": True, "post": "科技处处长"}
    assert factories.volunteer(app).post(f"{link(team, entry, ONE)}/answer", json=yes).status_code == 200
    other = f"/entries/{entry['id']}/joint-applicants/{of(team, entry)[OTHER]['id']}/letter"
    for again in range(2):
        factories.upload(team, entry["id"], slot="joint_letters")
        (file,) = team.get(f"/entries/{entry['id']}").get_json()["files"]["joint_letters"]
        assert team.put(other, json={"file_id": entry["id"]}).get_json()["code"] == "no-letter"
        assert team.put(other, json={"file_id": file["id"]}).status_code == 200
        if not again:
            team.delete(f"/entries/{entry['id']}/files/{file['id']}")
            assert of(team, entry)[OTHER]["state"] == "waiting", "with the file goes the proof"
    receipt = hand_in(team, entry)
    assert receipt.status_code == 200, receipt.text
    proofs = [{"name": ONE, "proof": "confirmed"}, {"name": OTHER, "proof": "letter"}]
    assert receipt.get_json()["joint_applicants"] == proofs
    alone, both = (facts["applicants"] for kind, facts in events() if kind == "registration.entry.submitted.v1")
    assert [one["name"] for one in both] == ["示例港口有限公司", ONE, OTHER]
    assert both[1]["organisation_id"] == alone[0]["organisation_id"] is not None
    assert both[0]["organisation_id"]
    assert both[2] == {"name": OTHER, "name_key": OTHER, "credit_code": "", "organisation_id": None}


def test_what_was_shown_holds_again_once_a_row_is_back(app: Flask, team: Caller, entry: dict[str, Any]) -> None:
    path = link(team, entry, ONE)
    factories.volunteer(app).post(f"{path}/answer", json={"agrees": True, "post": "主任"})
    both = of(team, entry)
    for rows in ([], [{"name": f" {ONE}", "type": "company"}]):
        etag = team.get(f"/entries/{entry['id']}").get_json()["etag"]
        saved = team.patch(f"/entries/{entry['id']}", json=factories.answers(joint_applicants=rows), etag=etag)
        assert saved.status_code == 200, saved.text
    assert of(team, entry) == {ONE: both[ONE]}
