"""Finding people and giving roles on the pages, within one's own scope."""

import re

import pytest

from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from contracts.roles import ADMIN, AUDITOR, JUDGE, LEADER, ORGANIZER, SCREENER
from gateway.accounts import consents
from gateway.accounts.actions import find_account
from gateway.accounts.consent_texts import NAME, current
from gateway.accounts.grants import live_grants
from tests.gateway.browsing import Browser, Contest

PEOPLE = "/organizer/people"


def held(contest: Contest, who: Identity) -> set[Grant]:
    with contest.product.databases["gateway"].read() as session:
        return set(live_grants(session, who.account_id))


def unique(word: str) -> str:
    return f"{word}{ids.new_id().hex[-10:]}"


@pytest.fixture
def boss(contest: Contest) -> Browser:
    return contest.signed_in(ADMIN)


def test_people_are_found_by_name_address_and_role(contest: Contest, boss: Browser) -> None:
    name = unique("寻")
    judge, leader = contest.person(JUDGE, name=name), contest.person(LEADER, name=name)
    with contest.product.databases["gateway"].read() as session:
        address = find_account(session, judge.account_id).email or ""
    for query, found in (
        (f"q={name}", {judge, leader}),
        (f"q={name}&role=judge", {judge}),
        (f"q={address[4:20].upper()}", {judge}),
        (f"q={name}%25", set()),
        (f"q={name}&role=auditor", set()),
    ):
        text = boss.get(f"{PEOPLE}?{query}").text
        assert {one for one in (judge, leader) if f"{PEOPLE}/{one.account_id}" in text} == found, query


def test_role_is_given_with_scope_and_end_and_taken_away(contest: Contest, boss: Browser) -> None:
    who = contest.person(LEADER)
    page = f"{PEOPLE}/{who.account_id}"
    answer = boss.press(page, f"{page}/grants", role=SCREENER, scope="edition:e1", ends="2099-12-31")
    assert answer.status_code == 303
    assert held(contest, who) == {Grant(LEADER), Grant(SCREENER, "edition:e1")}
    shown = boss.get(page).text
    assert "2099年12月31日" in shown
    assert "第四届厦门5G应用大赛" in shown
    assert boss.press(page, re.findall(r'action="([^"]+/revocation)"', shown)[-1]).status_code == 303
    assert len(held(contest, who)) == 1
    assert "历史" in boss.get(page).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("role", ""),
        ("role", "king"),
        ("scope", "nowhere"),
        ("ends", "2001-01-01"),
        ("ends", "soon"),
        ("ends", "9999-12-31"),
    ],
)
def test_unfit_grant_is_given_back_with_the_reason(contest: Contest, boss: Browser, field: str, value: str) -> None:
    who = contest.person(LEADER)
    page = f"{PEOPLE}/{who.account_id}"
    typed = {"role": JUDGE, "scope": "*", "ends": "2099-12-31", field: value}
    answer = boss.press(page, f"{page}/grants", **typed)
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert held(contest, who) == {Grant(LEADER)}


def test_organizer_of_an_edition_sees_and_serves_its_people_alone(contest: Contest) -> None:
    office = contest.browser(contest.holder(ORGANIZER, "edition:e1"))
    own = contest.holder(JUDGE, "edition:e1", name=unique("本届"))
    other = contest.holder(JUDGE, "edition:other", name=unique("Leaky"))
    text = office.get(PEOPLE).text
    assert own.name in text
    assert set(re.findall(r'<option value="([^"]*:[^"]*|\*)"', text)) == {"edition:e1"}
    assert other.name not in text
    assert office.get(f"{PEOPLE}/{other.account_id}").status_code == 404
    page = f"{PEOPLE}/{own.account_id}"
    assert office.press(page, f"{page}/grants", role=SCREENER, scope="edition:e1").status_code == 303
    for role, scope in ((SCREENER, "edition:other"), (SCREENER, "*")):
        assert office.press(page, f"{page}/grants", role=role, scope=scope).status_code == 403
    assert office.press(page, f"{page}/grants", role=ORGANIZER, scope="edition:e1").status_code == 422
    assert held(contest, own) == {Grant(JUDGE, "edition:e1"), Grant(SCREENER, "edition:e1")}


def test_sign_in_link_of_somebody_stronger_is_refused(contest: Contest) -> None:
    office = contest.browser(contest.person(ORGANIZER))
    chief = contest.person(ADMIN)
    page = f"{PEOPLE}/{chief.account_id}"
    text = office.get(page).text
    assert f"{page}/link" not in text
    token = re.findall(r'csrf_token" value="([^"]+)', text)[0]
    refused = office.client.post(f"{page}/link", data={"csrf_token": token})
    assert (refused.status_code, "/signin/" in refused.text.split("<main")[1]) == (403, False)


def test_auditor_sees_people_and_no_form(contest: Contest) -> None:
    auditor = contest.signed_in(AUDITOR)
    who = contest.person(JUDGE)
    for page in (PEOPLE, f"{PEOPLE}/{who.account_id}", "/organizer/invitations"):
        answer = auditor.get(page)
        assert answer.status_code == 200
        assert 'method="post"' not in answer.text.split("<main")[1].split("</main>")[0]


def test_role_that_was_taken_away_ends_with_the_next_request(contest: Contest, boss: Browser) -> None:
    judge = contest.person(JUDGE)
    browser = contest.browser(judge)
    assert browser.get("/judging").status_code == 200
    page = f"{PEOPLE}/{judge.account_id}"
    (action,) = re.findall(r'action="([^"]+/revocation)"', boss.get(page).text)
    boss.press(page, action)
    assert browser.get("/judging").status_code == 403


def test_page_of_a_person_says_what_may_be_published_of_them(contest: Contest) -> None:
    person, office = contest.person(JUDGE), contest.signed_in(ORGANIZER)
    before = office.get(f"{PEOPLE}/{person.account_id}").text
    with contest.product.databases["gateway"].write() as session:
        consents.give(session, person.account_id, NAME, current(NAME).version)
    after = office.get(f"{PEOPLE}/{person.account_id}").text
    assert (before.count("已同意"), after.count("已同意")) == (0, 1)
    assert current(NAME).title in before
