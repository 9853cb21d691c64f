"""The JSON API of accounts."""

import pytest
from openapi_spec_validator import validate

from chassis.http import auth
from chassis.storage import ids
from contracts.roles import ADMIN, JUDGE, ORGANIZER
from tests.gateway.browsing import Contest


def bearer(contest: Contest, *roles: str) -> dict[str, str]:
    secret = contest.product.settings["gateway"].secret
    return {"Authorization": f"Bearer {auth.sign(contest.person(*roles), audience='gateway', secret=secret)}"}


def person() -> dict[str, object]:
    return {"name": "新评委", "email": f"{ids.new_id()}@example.org", "roles": [JUDGE]}


def test_registered_person_signs_in_with_a_link(contest: Contest) -> None:
    client, headers = contest.stranger().client, bearer(contest, ORGANIZER)
    made = client.post("/accounts", json=person(), headers=headers)
    assert made.status_code == 201
    link = client.post(f"/accounts/{made.get_json()['id']}/signin-links", headers=headers)
    path = link.get_json()["url"].removeprefix("http://localhost:8080")
    assert contest.stranger().press(path).location == "/account/consent?next=/judging"


def test_repeated_request_registers_once(contest: Contest) -> None:
    client = contest.stranger().client
    headers, body = {**bearer(contest, ORGANIZER), "Idempotency-Key": str(ids.new_id())}, person()
    answers = [client.post("/accounts", json=body, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].get_json()["id"] == answers[1].get_json()["id"]


def test_listing_goes_page_by_page(contest: Contest) -> None:
    client, headers = contest.stranger().client, bearer(contest, ORGANIZER)
    for _ in range(3):
        client.post("/accounts", json=person(), headers=headers)
    first = client.get("/accounts?limit=2", headers=headers).get_json()
    assert len(first["items"]) == 2
    second = client.get(f"/accounts?limit=2&after={first['next']}", headers=headers).get_json()
    assert second["items"][0]["id"] > first["items"][-1]["id"]


def test_taken_address_is_refused(contest: Contest) -> None:
    client, headers, body = contest.stranger().client, bearer(contest, ORGANIZER), person()
    client.post("/accounts", json=body, headers=headers)
    again = client.post("/accounts", json=body, headers=headers)
    assert (again.status_code, again.get_json()["code"]) == (409, "email-taken")


@pytest.mark.parametrize("wrong", [{"roles": ["king"]}, {"roles": []}, {"email": "x"}, {"name": ""}, {"locale": "xx"}])
def test_unfit_person_is_refused_field_by_field(contest: Contest, wrong: dict[str, object]) -> None:
    answer = contest.stranger().client.post("/accounts", json={**person(), **wrong}, headers=bearer(contest, ORGANIZER))
    assert answer.status_code == 422
    assert {path.split(".")[0] for path in answer.get_json()["errors"]} == set(wrong)


def test_organizer_makes_no_organizer_and_signs_nobody_stronger_in(contest: Contest) -> None:
    client, headers = contest.stranger().client, bearer(contest, ORGANIZER)
    refused = client.post("/accounts", json={**person(), "roles": [JUDGE, ADMIN]}, headers=headers)
    assert refused.status_code == 403
    boss = contest.person(ADMIN)
    assert client.post(f"/accounts/{boss.account_id}/signin-links", headers=headers).status_code == 403
    allowed = client.post(f"/accounts/{boss.account_id}/signin-links", headers=bearer(contest, ADMIN))
    assert allowed.status_code == 201


def test_judge_registers_nobody(contest: Contest) -> None:
    client = contest.stranger().client
    assert client.post("/accounts", json=person(), headers=bearer(contest, JUDGE)).status_code == 403
    assert client.get("/accounts").status_code == 401


def test_description_is_valid(contest: Contest) -> None:
    document = contest.stranger().client.get("/openapi.json", headers=bearer(contest, ADMIN)).get_json()
    validate(document)
    assert {"/accounts", "/inbox/unread"} <= set(document["paths"])
