"""Adding people and handing out links."""

import re

import pytest

from chassis.storage import ids
from contracts.roles import JUDGE, ORGANIZER
from tests.gateway.browsing import Browser, Contest

PAGE = "/organizer/people"


@pytest.fixture
def organizer(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def link_in(text: str) -> str:
    found = re.search(r'value="http://[^/]+(/signin/[^"]+)"', text)
    assert found
    return found.group(1)


def test_new_person_signs_in_with_the_link_shown(contest: Contest, organizer: Browser) -> None:
    address = f"{ids.new_id()}@example.org"
    answer = organizer.press(PAGE, name="评委新", email=address, roles=[JUDGE], locale="en")
    newcomer = contest.stranger()
    assert newcomer.press(link_in(answer.text)).location == "/account/consent?next=/judging"
    assert 'lang="en"' in newcomer.get("/account/consent?next=/judging").text


def test_fresh_link_signs_the_same_person_in(contest: Contest, organizer: Browser) -> None:
    judge = contest.person(JUDGE)
    token = re.findall(r'csrf_token" value="([^"]+)', organizer.get(PAGE).text)[0]
    answer = organizer.client.post(f"{PAGE}/{judge.account_id}/link", data={"csrf_token": token})
    assert contest.stranger().press(link_in(answer.text)).location == "/judging"


def test_address_that_is_taken_is_refused_beside_its_field(organizer: Browser) -> None:
    address = f"{ids.new_id()}@example.org"
    organizer.press(PAGE, name="第一位", email=address, roles=[JUDGE], locale="zh_CN")
    answer = organizer.press(PAGE, name="第二位", email=address.upper(), roles=[JUDGE], locale="zh_CN")
    assert answer.status_code == 409
    assert 'href="#email"' in answer.text
    assert 'value="第二位"' in answer.text


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("email", "nobody"), ("email", "a b@c.d"), ("roles", []), ("roles", ["king"])]
)
def test_incomplete_person_is_given_back_with_the_reason(organizer: Browser, field: str, value: object) -> None:
    person = {"name": "某人", "email": f"{ids.new_id()}@example.org", "roles": [JUDGE], "locale": "zh_CN"}
    answer = organizer.press(PAGE, **{**person, field: value})
    assert answer.status_code == 422
    assert "有内容需要修改" in answer.text
    assert "field-error" in answer.text
