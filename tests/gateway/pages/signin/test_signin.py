"""One-time links, sessions, and text that outlives them."""

from datetime import timedelta

import pytest

from chassis import clock
from contracts.roles import JUDGE, LEADER, ORGANIZER, VOLUNTEER
from gateway.shell.access import SESSION_COOKIE
from tests.gateway import papers
from tests.gateway.browsing import Contest


@pytest.mark.parametrize(
    ("role", "landing"),
    [
        (LEADER, "/entries"),
        (JUDGE, "/judging"),
        (ORGANIZER, "/organizer"),
        (VOLUNTEER, "/volunteer"),
    ],
)
def test_each_role_lands_on_its_page(contest: Contest, role: str, landing: str) -> None:
    browser = contest.stranger()
    assert browser.press(contest.link(contest.person(role))).location == landing
    assert browser.get(landing).status_code == 200


def test_opening_a_link_does_not_use_it_up(contest: Contest) -> None:
    link = contest.link(contest.person(LEADER))
    for _ in range(3):
        assert contest.stranger().get(link).status_code == 200
    assert contest.stranger().press(link).status_code == 303


def test_link_works_once_and_says_what_to_do_afterwards(contest: Contest) -> None:
    link = contest.link(contest.person(LEADER))
    second = contest.stranger()
    page = second.get(link).text
    contest.stranger().press(link)
    answer = second.send(page, link)
    assert answer.status_code == 409
    assert "重新获取" in answer.text
    assert 'href="/signin">用验证码登录' in answer.text
    assert second.client.get_cookie(SESSION_COOKIE) is None
    assert contest.stranger().get(link).status_code == 409


def test_expired_and_unknown_links_sign_nobody_in(contest: Contest) -> None:
    expired = contest.link(contest.person(LEADER), life=timedelta(seconds=-1))
    assert contest.stranger().get(expired).status_code == 409
    assert contest.stranger().get("/signin/guess").status_code == 404


def test_session_cookie_is_out_of_reach_for_scripts_and_other_sites(contest: Contest) -> None:
    answer = contest.stranger().press(contest.link(contest.person(LEADER)))
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(SESSION_COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_in_again_ends_the_session_before(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    old = browser.client.get_cookie(SESSION_COOKIE)
    browser.press(contest.link(contest.person(JUDGE)))
    thief = contest.stranger()
    assert old
    thief.client.set_cookie(SESSION_COOKIE, old.value)
    assert thief.get("/entries").status_code == 303


def test_signed_out_browser_is_nobody(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    secret = browser.client.get_cookie(SESSION_COOKIE)
    assert browser.press("/entries/new", "/signout").location == "/"
    assert browser.get("/entries").location == "/signin"
    assert secret
    browser.client.set_cookie(SESSION_COOKIE, secret.value)
    assert browser.get("/entries").location == "/signin"


def test_person_returns_to_the_page_they_wanted(contest: Contest) -> None:
    browser = contest.stranger()
    assert browser.get("/entries/new?from=poster").location == "/signin"
    assert browser.press(contest.link(contest.person(LEADER))).location == "/entries/new?from=poster"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(contest: Contest, target: str) -> None:
    browser = contest.stranger()
    browser.get("/signin", query_string={"next": target})
    assert browser.press(contest.link(contest.person(LEADER))).location == "/entries"


def test_text_survives_a_session_that_ended_while_typing(contest: Contest) -> None:
    leader = contest.person(LEADER)
    browser = contest.browser(leader)
    edit = f"{contest.draft(browser)}/edit"
    page = browser.get(edit).text
    with clock.frozen(clock.now() + timedelta(hours=2001)):
        answer = browser.send(page, edit, **{**papers.entry(), "summary": "写了两个小时的简介" * 20})
    assert answer.location == "/signin"
    assert browser.press(contest.link(leader)).location == edit
    again = browser.get(edit).text
    assert "写了两个小时的简介" * 20 in again
    assert "已填回" in again
    assert browser.press(edit, **papers.entry()).status_code == 303
    assert "已填回" not in browser.get(edit).text


def test_kept_text_is_given_to_nobody_else(contest: Contest) -> None:
    leader = contest.person(ORGANIZER)
    browser = contest.browser(leader)
    page = browser.get("/organizer/people").text
    with clock.frozen(clock.now() + timedelta(hours=2001)):
        browser.send(page, "/organizer/people", name="只有我写过的名字", email="", locale="zh_CN")
    browser.press(contest.link(contest.person(ORGANIZER)))
    assert "只有我写过的名字" not in browser.get("/organizer/people").text


def test_page_open_across_a_sign_in_gives_its_text_back(contest: Contest) -> None:
    leader = contest.person(LEADER)
    browser = contest.browser(leader)
    edit = f"{contest.draft(browser)}/edit"
    page = browser.get(edit).text
    browser.press(contest.link(leader))
    answer = browser.send(page, edit, **{**papers.entry(), "title": "旧标签页里的题目"})
    assert answer.location == edit
    assert "旧标签页里的题目" in browser.get(edit).text
