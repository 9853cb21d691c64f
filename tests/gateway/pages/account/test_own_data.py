"""Choosing consents and asking for a copy on the page 「我的数据」."""

from contracts.roles import LEADER
from gateway.accounts import consent_texts, consents
from tests.gateway.browsing import Contest

PAGE = "/account/data"


def test_optional_consent_is_given_and_taken_back_alone(contest: Contest) -> None:
    person = contest.person(LEADER)
    browser, action = contest.browser(person), f"{PAGE}/consents/name-publication"
    for allowed in (True, False):
        assert browser.press(PAGE, action).status_code == 303
        with contest.product.databases["gateway"].read() as session:
            assert (person.account_id in consents.allowed(session, [person.account_id], consent_texts.NAME)) is allowed
            assert not consents.allowed(session, [person.account_id], consent_texts.SHARING)
    assert "撤回于" in browser.get(PAGE).text


def test_required_consent_is_not_taken_back_here(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    answer = browser.press(PAGE, f"{PAGE}/exports")
    assert answer.status_code == 303
    page = browser.get(PAGE).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    refused = browser.client.post(f"{PAGE}/consents/terms", data={"csrf_token": token})
    assert (refused.status_code, "这项同意不能单独撤回" in refused.text) == (409, True)


def test_exports_are_one_at_a_time_and_a_few_a_day(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    page = browser.get(PAGE).text
    answers = [browser.send(page, f"{PAGE}/exports") for _ in range(5)]
    statuses = [answer.status_code for answer in answers]
    assert statuses[0] == 303
    assert statuses.count(303) <= 3
    assert all("申请" in answer.text for answer in answers if answer.status_code != 303)
    assert set(statuses) <= {303, 409, 429}
