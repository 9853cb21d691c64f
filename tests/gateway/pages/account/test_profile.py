"""One's own account: name, language, address, password, and where one is signed in."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from chassis import clock
from chassis.http.auth import Grant, Identity
from chassis.storage import ids
from contracts.roles import LEADER
from gateway.accounts import consents, visits
from gateway.accounts.actions import register_account
from gateway.accounts.models import Account, SigninSession
from gateway.shell.access import SESSION_COOKIE
from tests.gateway.browsing import Browser, Contest, token, without_nonce
from tests.gateway.letters import code_in, letters, received

PASSWORD = "鹭岛夜色里的一只白鹭"


def data(contest: Contest) -> Path:
    return contest.product.settings["gateway"].data


def person(contest: Contest, address: str, name: str = "示例丁") -> Identity:
    with contest.product.databases["gateway"].write() as session:
        account = register_account(session, name=name, email=address, roles=[LEADER])
        consents.give_required(session, account.id)
        return Identity(account.id, name, (Grant(LEADER),))


def fresh() -> str:
    return f"{ids.new_id().hex}@example.org"


def account(contest: Contest, who: Identity) -> Account:
    with contest.product.databases["gateway"].read() as session:
        return session.scalars(select(Account).where(Account.id == who.account_id)).one()


def secret(browser: Browser) -> str:
    cookie = browser.client.get_cookie(SESSION_COOKIE)
    assert cookie
    return cookie.value


def with_password(contest: Contest, address: str) -> tuple[Identity, Browser]:
    who = person(contest, address)
    browser = contest.browser(who)
    assert browser.press("/account/password", new_password=PASSWORD).location == "/account"
    return who, browser


def test_name_and_language_are_corrected_and_told(contest: Contest) -> None:
    who = person(contest, fresh())
    browser = contest.browser(who)
    assert browser.press("/account", name="", locale="en").status_code == 422
    assert browser.press("/account", name="示例戊", locale="en").status_code == 303
    assert "My account" in browser.get("/account").text
    assert account(contest, who).name == "示例戊"


def test_password_signs_in_and_wrong_ones_say_nothing_about_accounts(contest: Contest) -> None:
    address = fresh()
    with_password(contest, address)
    assert contest.stranger().press("/signin/password", contact=address, password=PASSWORD).location == "/entries"
    answers = [
        contest.stranger().press("/signin/password", contact=contact, password="falsch falsch")
        for contact in (address, "nobody.at.all@example.org")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    first, second = (
        without_nonce(answer.text).replace(address, "").replace("nobody.at.all@example.org", "") for answer in answers
    )
    assert first.split("csrf_token")[0] == second.split("csrf_token")[0]
    assert "falsch" not in first


@pytest.mark.parametrize("easy", ["kurz", "12345678901234", "aaaaaaaaaaaaaaa", "示例丁 ist mein Name", "x" * 129])
def test_easy_passwords_are_refused(contest: Contest, easy: str) -> None:
    browser = contest.browser(person(contest, fresh()))
    answer = browser.press("/account/password", new_password=easy)
    assert answer.status_code == 422
    assert 'id="new_password-error1"' in answer.text


def test_new_password_ends_every_other_session_and_is_told(contest: Contest) -> None:
    who = person(contest, fresh())
    other, browser = contest.browser(who), contest.browser(who)
    browser.press("/account/password", new_password=PASSWORD)
    assert browser.get("/account").status_code == 200
    assert other.get("/account").location == "/signin"
    address = account(contest, who).email
    assert address
    contest.until(lambda: any("密码已设置或修改" in mail for mail in letters(data(contest), address)))
    assert all(PASSWORD not in mail for mail in letters(data(contest), address))


def test_too_many_passwords_lock_the_password_and_never_the_code(contest: Contest) -> None:
    address = fresh()
    with_password(contest, address)
    stranger = contest.stranger()
    for _ in range(10):
        stranger.press("/signin/password", contact=address, password="falsch falsch")
    refused = stranger.press("/signin/password", contact=address, password=PASSWORD)
    assert refused.status_code == 429
    assert "验证码" in refused.text
    stranger.press("/signin", contact=address)
    code = contest.until(lambda: next((m for m in letters(data(contest), address) if "登录验证码" in m), None))
    assert stranger.press("/signin/code", code=code_in(code)).status_code == 303


def test_password_can_be_taken_away(contest: Contest) -> None:
    address = fresh()
    _, browser = with_password(contest, address)
    assert browser.press("/account/password", "/account/password/removal").location == "/account"
    assert contest.stranger().press("/signin/password", contact=address, password=PASSWORD).status_code == 422


def test_whoever_signed_in_long_ago_shows_once_more_who_they_are(contest: Contest) -> None:
    address = fresh()
    who = person(contest, address)
    browser = contest.browser(who)
    old = secret(browser)
    with clock.frozen(clock.now() + visits.FRESH + timedelta(minutes=1)):
        asked = browser.get("/account/password")
        assert asked.location == "/account/confirm?next=/account/password"
        assert address not in browser.get(asked.location).text
        page = browser.get(asked.location).text
        assert browser.send(page, "/account/confirm").location == "/signin/code"
        answer = browser.press("/signin/code", code=code_in(received(data(contest), address)))
        assert answer.location == "/account/password"
        assert browser.get("/account/password").status_code == 200
    assert secret(browser) != old


def test_new_address_takes_a_code_and_the_old_one_is_told(contest: Contest) -> None:
    before, after = fresh(), fresh()
    who = person(contest, before)
    browser = contest.browser(who)
    assert browser.press("/account/contact", contact=after).location == "/account/contact/code"
    assert account(contest, who).email == before
    assert browser.press("/account/contact/code", code="000000").status_code in {422, 303}
    assert browser.press("/account/contact/code", code=code_in(received(data(contest), after))).location == "/account"
    assert account(contest, who).email == after
    assert "已更换" in received(data(contest), before)
    assert after not in received(data(contest), before)


def test_mobile_number_is_added_shown_in_part_and_removed(contest: Contest) -> None:
    who, number = person(contest, fresh()), f"1380015{int(ids.new_id()) % 10000:04}"
    browser = contest.browser(who)
    browser.press("/account/contact", contact=number)
    browser.press("/account/contact/code", code=code_in(received(data(contest), f"+86{number}")))
    assert account(contest, who).mobile == f"+86{number}"
    page = browser.get("/account").text
    assert f"138****{number[-4:]}" in page
    assert number not in page
    browser.press("/account/contact", "/account/contact/mobile/removal")
    assert account(contest, who).mobile is None


def test_address_of_another_account_is_not_taken_over_nor_told(contest: Contest) -> None:
    theirs = fresh()
    person(contest, theirs)
    who = person(contest, fresh())
    browser = contest.browser(who)
    assert browser.press("/account/contact", contact=theirs).location == "/account/contact/code"
    assert "另一个账号" in received(data(contest), theirs)
    assert browser.press("/account/contact/code", code="123456").status_code == 422
    assert account(contest, who).email != theirs


def test_sessions_are_listed_and_ended(contest: Contest) -> None:
    who = person(contest, fresh())
    here, there = contest.browser(who), contest.stranger()
    there.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1"
    there.press(contest.link(who))
    page = here.get("/account/sessions").text
    assert page.count("本设备") == 1
    assert "Safari · iPhone" in page
    assert secret(here) not in page
    end = re.findall(r'action="(/account/sessions/[^"]+/end)"', page)[0]
    assert here.send(page, end).location == "/account/sessions"
    assert there.get("/account").location == "/signin"
    assert here.get("/account").status_code == 200


def test_sessions_of_others_cannot_be_ended(contest: Contest) -> None:
    theirs, mine = person(contest, fresh()), contest.browser(person(contest, fresh()))
    other = contest.browser(theirs)
    with contest.product.databases["gateway"].read() as session:
        row = session.scalars(select(SigninSession).where(SigninSession.account_id == theirs.account_id)).one()
    forged = {"csrf_token": token(mine.get("/account").text)}
    mine.client.post(f"/account/sessions/{row.id}/end", data=forged)
    assert other.get("/account").status_code == 200


def test_new_device_is_told_and_the_first_is_not(contest: Contest) -> None:
    address = fresh()
    who = person(contest, address)
    first = contest.browser(who)
    second = contest.stranger()
    second.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36"
    second.press(contest.link(who))
    mail = contest.until(lambda: letters(data(contest), address))
    assert len(mail) == 1
    assert "Chrome · Windows" in mail[0]
    first.press(contest.link(who))
    second.press(contest.link(who))
    assert len(letters(data(contest), address)) == 1


def test_password_that_was_refused_is_never_shown_again(contest: Contest) -> None:
    address = fresh()
    _, browser = with_password(contest, address)
    answers = [
        contest.stranger().press("/signin/password", contact=address, password="geheim geheim 1"),
        contest.stranger().press("/signin/password", contact="nobody", password="geheim geheim 1"),
        browser.press("/account/password", new_password="geheim"),
    ]
    assert [answer.status_code for answer in answers] == [422] * 3
    assert ["geheim" in answer.text for answer in answers] == [False] * 3


def test_button_of_a_page_open_for_long_leads_back_to_that_page(contest: Contest) -> None:
    who = contest.person(LEADER)
    browser = contest.browser(who)
    page = browser.get("/account/second-factor").text
    browser.client.environ_base["HTTP_REFERER"] = "http://localhost/account/second-factor"
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        answer = browser.send(page, "/account/second-factor/authenticator")
    assert answer.location == "/account/confirm?next=/account/second-factor"
