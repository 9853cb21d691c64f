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
from tests.gateway.browsing import Browser, Contest, token, without_nonce
from tests.gateway.letters import code_in, link_in, received

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
"""Those that can be read; an index of words shows its content in the tables behind it."""


def fresh() -> str:
    return f"{ids.new_id().hex}@example.org"


def data(contest: Contest) -> Path:
    return contest.product.settings["gateway"].data


def ask(browser: Browser, contact: str) -> TestResponse:
    return browser.press("/signin", contact=contact)


def join(contest: Contest, browser: Browser, address: str, name: str = "示例乙") -> TestResponse:
    """A newcomer from the first page to being signed in."""
    ask(browser, address)
    answer = browser.press("/signin/code", code=code_in(received(data(contest), address)))
    assert answer.location == "/signin/name"
    return browser.press("/signin/name", name=name, agree="yes")


def account(contest: Contest, address: str) -> Account | None:
    with contest.product.databases["gateway"].read() as session:
        found = session.scalar(select(Account).where((Account.email == address) | (Account.mobile == address)))
        if found:
            session.refresh(found, ["grants"])
        return found


def test_person_registers_with_the_code_from_the_mail(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    assert ask(browser, address.upper().replace("@", "＠")).location == "/signin/code"
    assert address in browser.get("/signin/code").text
    mail = received(data(contest), address)
    assert browser.press("/signin/code", code=code_in(mail)).location == "/signin/name"
    assert account(contest, address) is None
    assert browser.get("/signin/code").location == "/signin/name"
    answer = browser.press("/signin/name", name="示例\u200b乙", agree="yes")
    assert answer.location == "/home"
    assert browser.get("/entries").status_code == 200
    found = account(contest, address)
    assert found
    assert (found.name, found.roles) == ("示例乙", sorted([LEADER, VOLUNTEER]))


def test_person_registers_with_the_link_from_the_mail_in_another_browser(contest: Contest) -> None:
    address, asking, reading = fresh(), contest.stranger(), contest.stranger()
    asking.get("/signin?next=/volunteer")
    ask(asking, address)
    link = link_in(received(data(contest), address))
    assert reading.get(link).status_code == 200
    assert reading.press(link).location == "/signin/name"
    assert asking.get("/signin/name").location == "/signin", "the name belongs to the browser that opened the link"
    assert reading.press("/signin/name", name="示例乙", agree="yes").location == "/volunteer"
    assert contest.stranger().get(link).status_code == 409


def test_person_registers_with_a_mobile_number(contest: Contest) -> None:
    browser, number = contest.stranger(), f"1380013{int(ids.new_id()) % 10000:04}"
    assert ask(browser, f"{number[:3]} {number[3:7]} {number[7:]}").location == "/signin/code"
    browser.press("/signin/code", code=code_in(received(data(contest), f"+86{number}")))
    assert browser.press("/signin/name", name="示例乙", agree="yes").status_code == 303
    found = account(contest, f"+86{number}")
    assert found
    assert found.email is None


@pytest.mark.parametrize(
    ("field", "typed"), [("name", ""), ("name", "字" * 51), ("name", "领奖 http://evil.example"), ("agree", "")]
)
def test_mistakes_are_told_beside_the_field_and_the_rest_is_kept(contest: Contest, field: str, typed: str) -> None:
    browser, address = contest.stranger(), fresh()
    ask(browser, address)
    browser.press("/signin/code", code=code_in(received(data(contest), address)))
    filled = {"name": "示例乙", "agree": "yes"} | {field: typed}
    answer = browser.press("/signin/name", **filled)
    assert answer.status_code == 422
    assert f'id="{field}-error1"' in answer.text
    assert filled["name"] in answer.text
    assert account(contest, address) is None


@pytest.mark.parametrize("contact", ["", "nobody", "12345", "a,b@example.org"])
def test_address_that_is_none_is_refused_beside_its_field(contest: Contest, contact: str) -> None:
    answer = contest.stranger().press("/signin", contact=contact)
    assert answer.status_code == 422
    assert 'id="contact-error1"' in answer.text
    assert contact in answer.text


def shown(browser: Browser, address: str) -> str:
    """The code page without what differs by itself."""
    return cleaned(browser.get("/signin/code").text, address)


def cleaned(text: str, address: str) -> str:
    return re.sub(r'value="[^"]{20,}"|[0-9a-f]{32}', "", unquote(without_nonce(text)).replace(address, "ADDRESS"))


def test_pages_do_not_tell_whether_an_address_has_an_account(contest: Contest) -> None:
    known, unknown = fresh(), fresh()
    join(contest, contest.stranger(), known)
    seen = []
    for address in (known, unknown):
        stranger = contest.stranger()
        answer = ask(stranger, address)
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


def test_letter_says_no_name_before_the_address_is_proven(contest: Contest) -> None:
    address, browser = fresh(), contest.signed_in(LEADER)
    browser.press("/account", name="恭喜中奖请联系某人", locale="zh_CN")
    browser.press("/account/contact", contact=address)
    assert "恭喜中奖" not in received(data(contest), address)


def test_who_has_an_account_already_is_signed_in_by_the_code(contest: Contest) -> None:
    address, again = fresh(), contest.stranger()
    join(contest, contest.stranger(), address)
    ask(again, address)
    assert again.press("/signin/code", code=code_in(received(data(contest), address, 2))).location == "/home"


def test_name_is_not_asked_of_a_browser_that_proved_nothing(contest: Contest) -> None:
    browser = contest.stranger()
    ask(browser, fresh())
    assert browser.get("/signin/name").location == "/signin"
    page = browser.get("/signin").text
    answer = browser.client.post("/signin/name", data={"csrf_token": token(page), "name": "示例乙", "agree": "yes"})
    assert answer.location == "/signin"


def test_code_pressed_twice_signs_in_once_and_does_no_harm(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    ask(browser, address)
    page = browser.get("/signin/code").text
    code = code_in(received(data(contest), address))
    assert browser.send(page, "/signin/code", code=code).location == "/signin/name"
    assert browser.send(page, "/signin/code", code=code).location == "/signin/code"
    assert browser.get("/signin/code").location == "/signin/name"
    page = browser.get("/signin/name").text
    before = browser.client.get_cookie("egret_form")
    assert browser.send(page, "/signin/name", name="示例乙", agree="yes").location == "/home"
    late = contest.stranger()
    assert before
    late.client.set_cookie("egret_form", before.value)
    assert late.send(page, "/signin/name", name="示例丙", agree="yes").location == "/signin"
    with contest.product.databases["gateway"].read() as session:
        assert session.scalar(select(func.count()).where(Account.email == address)) == 1


def test_code_stands_nowhere_but_in_the_mail(contest: Contest, caplog: pytest.LogCaptureFixture) -> None:
    browser, address = contest.stranger(), fresh()
    with caplog.at_level("DEBUG"):
        ask(browser, address)
        mail = received(data(contest), address)
        browser.press("/signin/code", code="wrong")
        assert browser.press("/signin/code", code=code_in(mail)).status_code == 303
        assert browser.press("/signin/name", name="示例乙", agree="yes").status_code == 303
    hidden = link_in(mail).rsplit("/", 1)[-1].encode()
    holding = [path for path in data(contest).rglob("*") if path.is_file() and address.encode() in path.read_bytes()]
    assert any(path.suffix == ".db" or "db-wal" in path.name for path in holding)
    leaking = [path.name for path in data(contest).rglob("*") if path.is_file() and hidden in path.read_bytes()]
    assert leaking == [], "base64 hides it in the mail; nothing else may hold it"
    written = re.compile(r"(?<![\d.])\d{6}(?!\d)")  # a fraction of a second may have the same six digits
    assert code_in(mail) not in written.findall(" ".join(map(str, dump(contest))))
    assert hidden.decode() not in caplog.text
    assert code_in(mail) not in written.findall(caplog.text)


def dump(contest: Contest) -> list[object]:
    """Every text and every blob of every database."""
    found: list[object] = []
    for database in contest.product.databases.values():
        with database.engine.connect() as connection:
            for (name,) in connection.exec_driver_sql(TABLES).all():
                for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                    found += [value for value in row if isinstance(value, str | bytes)]
    return found


def test_signed_in_person_is_sent_on_from_registering(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    assert browser.get("/signin/name").location == "/entries"
    assert browser.get("/signin/code").location == "/entries"
    assert contest.stranger().get("/signin/code").location == "/signin"


def test_organizers_see_nothing_of_a_code_that_was_mailed(contest: Contest) -> None:
    address = fresh()
    ask(contest.stranger(), address)
    mail = received(data(contest), address)
    page = contest.signed_in("organizer").get("/organizer/deliveries").text
    assert address not in page
    assert code_in(mail) not in page


def test_session_begins_with_a_new_secret(contest: Contest) -> None:
    browser, address = contest.stranger(), fresh()
    browser.client.set_cookie(SESSION_COOKIE, "planted")
    ask(browser, address)
    browser.press("/signin/code", code=code_in(received(data(contest), address)))
    browser.press("/signin/name", name="示例乙", agree="yes")
    cookie = browser.client.get_cookie(SESSION_COOKIE)
    assert cookie
    assert cookie.value != "planted"
