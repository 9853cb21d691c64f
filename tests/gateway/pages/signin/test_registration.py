"""Registering with a code: few steps, nothing to be learnt by strangers, nothing in clear."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from chassis.storage import ids
from contracts.roles import LEADER, VOLUNTEER
from gateway.accounts.models import Account
from gateway.shell.access import SESSION_COOKIE
from tests.gateway.browsing import Browser, Contest, without_nonce
from tests.gateway.letters import code_in, letters, link_in, received, texts


def fresh() -> str:
    return f"{ids.new_id().hex}@example.org"


def data(contest: Contest) -> Path:
    return contest.product.settings["gateway"].data


def register(browser: Browser, contact: str, name: str = "示例乙") -> TestResponse:
    return browser.press("/register", name=name, contact=contact, agree="yes")


def account(contest: Contest, address: str) -> Account | None:
    with contest.product.databases["gateway"].read() as session:
        found = session.scalar(select(Account).where((Account.email == address) | (Account.mobile == address)))
        if found:
            session.refresh(found, ["grants"])
        return found


def test_person_registers_with_the_code_from_the_mail(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    assert register(browser, address.upper()).location == "/signin/code"
    assert address in browser.get("/signin/code").text
    answer = browser.press("/signin/code", code=code_in(received(data(contest), address)))
    assert answer.location == "/home"
    assert browser.get("/entries").status_code == 200
    found = account(contest, address)
    assert found
    assert (found.name, found.roles) == ("示例乙", sorted([LEADER, VOLUNTEER]))


def test_person_registers_with_the_link_from_the_mail_in_another_browser(contest: Contest) -> None:
    address, asking, reading = fresh(), contest.stranger(), contest.stranger()
    asking.get("/register?next=/volunteer")
    register(asking, address)
    link = link_in(received(data(contest), address))
    assert reading.get(link).status_code == 200
    assert reading.press(link).location == "/volunteer"
    assert contest.stranger().get(link).status_code == 409


def test_person_registers_with_a_mobile_number(contest: Contest) -> None:
    browser, number = contest.stranger(), f"1380013{int(ids.new_id()) % 10000:04}"
    assert register(browser, f"{number[:3]} {number[3:7]} {number[7:]}").location == "/signin/code"
    answer = browser.press("/signin/code", code=code_in(received(data(contest), f"+86{number}")))
    assert answer.status_code == 303
    found = account(contest, f"+86{number}")
    assert found
    assert found.email is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("name", "字" * 51), ("contact", ""), ("contact", "nobody"), ("contact", "12345"), ("agree", "")],
)
def test_mistakes_are_told_beside_the_field_and_the_rest_is_kept(contest: Contest, field: str, typed: str) -> None:
    filled = {"name": "示例乙", "contact": "b@example.org", "agree": "yes"} | {field: typed}
    answer = contest.stranger().press("/register", **filled)
    assert answer.status_code == 422
    assert f'id="{field}-error1"' in answer.text
    assert all(value in answer.text for name, value in filled.items() if name != "agree" and value)


def shown(browser: Browser, address: str) -> str:
    """The code page without what differs by itself."""
    return cleaned(browser.get("/signin/code").text, address)


def cleaned(text: str, address: str) -> str:
    return re.sub(r'value="[^"]{20,}"|[0-9a-f]{32}', "", unquote(without_nonce(text)).replace(address, "ADDRESS"))


@pytest.mark.parametrize("page", ["/register", "/signin"])
def test_pages_do_not_tell_whether_an_address_has_an_account(contest: Contest, page: str) -> None:
    known, unknown = fresh(), fresh()
    browser = contest.stranger()
    register(browser, known)
    browser.press("/signin/code", code=code_in(received(data(contest), known)))
    seen = []
    for address in (known, unknown):
        stranger = contest.stranger()
        answer = stranger.press(page, name="示例丙", contact=address, agree="yes")
        wrong = stranger.press("/signin/code", code="no code")
        seen.append(
            (
                answer.status_code,
                answer.location,
                shown(stranger, address),
                wrong.status_code,
                cleaned(wrong.text, address),
            )
        )
    assert seen[0] == seen[1]


def test_mail_to_an_address_that_has_an_account_says_so_and_signs_in(contest: Contest) -> None:
    address = fresh()
    first = contest.stranger()
    register(first, address)
    first.press("/signin/code", code=code_in(received(data(contest), address)))
    again = contest.stranger()
    register(again, address, name="冒名者")
    mail = received(data(contest), address, 2)
    assert "已有账号" in mail
    assert again.press("/signin/code", code=code_in(mail)).status_code == 303
    found = account(contest, address)
    assert found
    assert found.name == "示例乙"


def test_unknown_address_gets_a_mail_without_a_code_and_no_account(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    browser.press("/signin", contact=address)
    mail = received(data(contest), address)
    assert "还没有账号" in mail
    assert "/signin/code/" not in mail
    assert not re.search(r"(?<!\d)\d{6}(?!\d)", mail)
    assert account(contest, address) is None
    number = f"1380014{int(ids.new_id()) % 10000:04}"
    browser.press("/signin", contact=number)
    browser.press("/signin", contact=address)
    received(data(contest), address, 2)
    assert texts(data(contest), f"+86{number}") == []


def test_wrong_codes_are_counted_and_the_fifth_is_the_last(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    register(browser, address)
    mail = received(data(contest), address)
    right = code_in(mail)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    statuses = [browser.press("/signin/code", code=wrong).status_code for _ in range(5)]
    assert statuses == [422] * 4 + [409]
    assert browser.press("/signin/code", code=right).status_code == 409
    assert contest.stranger().press(link_in(mail)).status_code == 303, "guessing must not lock out the mail's reader"


def test_code_pressed_twice_signs_in_once_and_does_no_harm(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    register(browser, address)
    page = browser.get("/signin/code").text
    code = code_in(received(data(contest), address))
    cookies = browser.client.get_cookie("egret_form")
    assert browser.send(page, "/signin/code", code=code).location == "/home"
    assert browser.send(page, "/signin/code", code=code).location == "/home"
    late = contest.stranger()
    assert cookies
    late.client.set_cookie("egret_form", cookies.value)
    assert late.send(page, "/signin/code", code=code).location == "/signin/code"
    assert "失效" in late.get("/signin/code").text
    with contest.product.databases["gateway"].read() as session:
        assert session.scalar(select(func.count()).where(Account.email == address)) == 1


def test_code_is_asked_for_again_and_only_so_often(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    register(browser, address)
    first = code_in(received(data(contest), address))
    answers = [browser.press("/signin/code", "/signin/code/again") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "分钟后" in answers[-1].text
    refused = contest.stranger().press("/signin", contact=address)
    assert refused.status_code == 429
    assert address in refused.text
    received(data(contest), address, 6)
    assert browser.press("/signin/code", code=first).status_code in {409, 422}, "a fresh code replaces the one before"
    assert browser.press("/signin/code", code=code_in(letters(data(contest), address)[-1])).status_code == 303


def test_code_stands_nowhere_but_in_the_mail(contest: Contest, caplog: pytest.LogCaptureFixture) -> None:
    browser, address = contest.stranger(), fresh()
    with caplog.at_level("DEBUG"):
        register(browser, address)
        mail = received(data(contest), address)
        browser.press("/signin/code", code="wrong")
        assert browser.press("/signin/code", code=code_in(mail)).status_code == 303
    token = link_in(mail).rsplit("/", 1)[-1].encode()
    holding = [path for path in data(contest).rglob("*") if path.is_file() and address.encode() in path.read_bytes()]
    assert any(path.suffix == ".db" or "db-wal" in path.name for path in holding)
    leaking = [path.name for path in data(contest).rglob("*") if path.is_file() and token in path.read_bytes()]
    assert leaking == [], "base64 hides it in the mail; nothing else may hold it"
    written = re.compile(r"(?<![\d.])\d{6}(?!\d)")  # a fraction of a second may have the same six digits
    assert code_in(mail) not in written.findall(" ".join(map(str, dump(contest))))
    assert token.decode() not in caplog.text
    assert code_in(mail) not in written.findall(caplog.text)


def dump(contest: Contest) -> list[object]:
    """Every text and every blob of every database."""
    found: list[object] = []
    for database in contest.product.databases.values():
        with database.engine.connect() as connection:
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'").all():
                for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                    found += [value for value in row if isinstance(value, str | bytes)]
    return found


def test_signed_in_person_is_sent_on_from_registering(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    assert browser.get("/register").location == "/entries"
    assert browser.get("/signin/code").location == "/entries"
    assert contest.stranger().get("/signin/code").location == "/signin"


def test_organizers_see_nothing_of_a_code_that_was_mailed(contest: Contest) -> None:
    address = fresh()
    register(contest.stranger(), address)
    mail = received(data(contest), address)
    page = contest.signed_in("organizer").get("/organizer/deliveries").text
    assert address not in page
    assert code_in(mail) not in page


def test_session_begins_with_a_new_secret(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    browser.client.set_cookie(SESSION_COOKIE, "planted")
    register(browser, address)
    browser.press("/signin/code", code=code_in(received(data(contest), address)))
    cookie = browser.client.get_cookie(SESSION_COOKIE)
    assert cookie
    assert cookie.value != "planted"
