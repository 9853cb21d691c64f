"""Inviting people: by link and by e-mail, accepted by accounts old and new, once, and only while it counts."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from contracts.roles import ADMIN, JUDGE, ORGANIZER, SCREENER, VOLUNTEER
from gateway.accounts.actions import find_account
from gateway.accounts.grants import live_grants, revoke_role
from gateway.invitations.models import Invitation
from tests.gateway.browsing import Browser, Contest

PAGE = "/organizer/invitations"
USUAL = {"role": JUDGE, "scope": "edition:e1", "ends": "", "email": "", "locale": "zh_CN", "most": "1", "days": "14"}


@pytest.fixture
def office(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


def link_in(text: str) -> str:
    found = re.search(r'value="http://[^/]+(/invitations/[^"]+)"', text)
    assert found, text
    return found.group(1)


def invite(browser: Browser, **given: str) -> str:
    """The path of a fresh invitation."""
    answer = browser.press(PAGE, **{**USUAL, **given})
    assert answer.status_code == 200, answer.text
    return link_in(answer.text)


def held(contest: Contest, who: Identity) -> set[Grant]:
    with contest.product.databases["gateway"].read() as session:
        return set(live_grants(session, who.account_id))


def address_of(contest: Contest, who: Identity) -> str:
    with contest.product.databases["gateway"].read() as session:
        return find_account(session, who.account_id).email or ""


def test_link_says_what_the_role_means_and_gives_it_on_acceptance(contest: Contest, office: Browser) -> None:
    link, who = invite(office), contest.person(VOLUNTEER)
    browser = contest.browser(who)
    shown = browser.get(link).text
    assert "可以查看分配给自己的参赛项目并评分" in shown
    assert "第四届厦门5G应用大赛" in shown
    assert held(contest, who) == {Grant(VOLUNTEER)}
    assert browser.press(link).location == "/judging"
    assert held(contest, who) == {Grant(VOLUNTEER), Grant(JUDGE, "edition:e1")}
    assert contest.signed_in(VOLUNTEER).get(link).status_code == 409


def test_stranger_is_led_to_sign_in_or_register_and_back(contest: Contest, office: Browser) -> None:
    link, stranger = invite(office), contest.stranger()
    shown = stranger.get(link).text
    assert f"/signin?next={link}" in shown
    stranger.get(f"/signin?next={link}")
    assert stranger.press(contest.link(contest.person(VOLUNTEER))).location == link


def test_link_for_several_admits_so_many_and_each_once(contest: Contest, office: Browser) -> None:
    link = invite(office, role=VOLUNTEER, scope="event:week", most="2")
    people = [contest.person(JUDGE) for _ in range(3)]
    browsers = [contest.browser(who) for who in people]
    tokens = [re.findall(r'csrf_token" value="([^"]+)', browser.get("/judging").text)[0] for browser in browsers]
    order = (0, 0, 1, 2)
    answers = [browsers[n].client.post(link, data={"csrf_token": tokens[n]}).status_code for n in order]
    assert answers == [303, 303, 303, 409]
    assert [Grant(VOLUNTEER, "event:week") in held(contest, who) for who in people] == [True, True, False]


def test_invitation_to_an_address_is_sent_and_for_nobody_else(contest: Contest, office: Browser) -> None:
    who, other = contest.person(VOLUNTEER), contest.person(VOLUNTEER)
    folder = contest.product.settings["notify"].data / "mail"
    link = invite(office, email=address_of(contest, who).upper(), locale="en", role=SCREENER)
    stranger = contest.browser(other)
    refused = stranger.press(link)
    assert (refused.status_code, held(contest, other)) == (403, {Grant(VOLUNTEER)})
    assert contest.browser(who).press(link).status_code == 303
    assert Grant(SCREENER, "edition:e1") in held(contest, who)
    sealed = contest.until(lambda: [path for path in folder.rglob("*.eml") if "invited" in path.read_text("utf-8")])
    assert sealed


def test_invitation_taken_back_opens_nothing(contest: Contest, office: Browser) -> None:
    link = invite(office)
    action = re.findall(r'action="([^"]+/revocation)"', office.get(PAGE).text)[0]
    assert office.press(PAGE, action).status_code == 303
    assert contest.signed_in(VOLUNTEER).get(link).status_code == 409


def test_invitation_of_one_who_may_no_longer_invite_opens_nothing(contest: Contest) -> None:
    host = contest.person(ORGANIZER)
    link = invite(contest.browser(host))
    boss = Identity(ids.new_id(), "管理员", (Grant(ADMIN),))
    with contest.product.databases["gateway"].write() as session:
        revoke_role(session, boss, find_account(session, host.account_id).live[0].id)
    who = contest.person(VOLUNTEER)
    assert contest.browser(who).get(link).status_code == 409
    assert held(contest, who) == {Grant(VOLUNTEER)}


@pytest.mark.parametrize(
    ("field", "value"),
    [("role", ADMIN), ("role", ""), ("email", "nobody"), ("days", "0"), ("days", "91"), ("most", "x"), ("ends", "x")],
)
def test_unfit_invitation_is_given_back_with_the_reason(office: Browser, field: str, value: str) -> None:
    answer = office.press(PAGE, **{**USUAL, field: value})
    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_everything_that_is_wrong_is_said_at_once(office: Browser) -> None:
    wrong = {"role": "", "email": "nobody", "days": "0", "ends": "2001-01-01"}
    answer = office.press(PAGE, **{**USUAL, **wrong})
    assert answer.status_code == 422
    assert answer.text.count('class="field-error"') == len(wrong)


def test_secret_is_stored_as_a_hash_and_unknown_ones_open_nothing(contest: Contest, office: Browser) -> None:
    link = invite(office)
    secret = link.rsplit("/", 1)[1]
    with contest.product.databases["gateway"].read() as session:
        rows = session.execute(select(Invitation.__table__)).all()
    assert rows
    assert all(secret not in str(row) for row in rows)
    assert office.get("/invitations/nothing").status_code == 404
    assert timedelta(days=13) < max(row.expires_at - row.created_at for row in rows) <= timedelta(days=14)
