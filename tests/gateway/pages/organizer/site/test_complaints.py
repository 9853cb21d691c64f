"""Complaints at the page: by anybody, without a script, under a name or none; read and answered by the office alone."""

import re
from itertools import count

import pytest
from sqlalchemy import func, select

from chassis.http.errors import Unavailable
from contracts.roles import AUDITOR, JUDGE, LEADER, ORGANIZER
from gateway.accounts.models import KeptForm
from gateway.complaints import actions
from tests.gateway.browsing import Browser, Contest

FORM = "/complaints/new"
LEAKY = "只给办公室看的事实经过"
NETWORKS = count(1)


def visitor(contest: Contest) -> Browser:
    """Somebody from a network of their own."""
    browser = contest.stranger()
    browser.client.environ_base["REMOTE_ADDR"] = f"203.0.113.{next(NETWORKS)}"
    return browser


def hand_in(browser: Browser, **told: str) -> str:
    """Hand in an anonymous complaint; the address of its receipt."""
    facts = {"topic": "site", "facts": LEAKY, "identity": "anonymous"} | told
    answer = browser.press(FORM, **facts)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def number_in(text: str) -> str:
    found = re.search(r"TS\d{6}-[2-9A-Z]{5}", text)
    assert found
    return found.group()


def office_page(office: Browser, number: str) -> str:
    """Where the office reads it."""
    found = re.search(rf'href="(/organizer/complaints/[^"]+)">{number}', office.get("/organizer/complaints").text)
    assert found
    return found.group(1)


def test_stranger_hands_in_and_the_receipt_shows_number_and_time_and_nothing_told(contest: Contest) -> None:
    page = visitor(contest).get("/complaints").text
    assert f'href="{FORM}"' in page
    receipt = contest.stranger().get(hand_in(visitor(contest)))
    assert number_in(receipt.text)
    assert "北京时间，以服务器为准" in receipt.text
    assert LEAKY not in receipt.text
    assert receipt.headers["Cache-Control"] == "no-store"
    assert contest.stranger().get("/complaints/receipts/" + "x" * 32).status_code == 404


def test_sending_the_form_twice_gives_one_receipt(contest: Contest) -> None:
    browser = visitor(contest)
    page = browser.get(FORM).text
    facts = {"topic": "other", "facts": LEAKY, "identity": "anonymous"}
    first, second = (browser.send(page, FORM, **facts).location for _ in range(2))
    assert first == second


def kept(contest: Contest) -> int:
    """How many complaints lie among text that could not be handed on."""
    with contest.product.databases["gateway"].read() as session:
        return session.scalar(select(func.count()).where(KeptForm.path == FORM)) or 0


def test_form_opened_before_signing_in_is_handed_in_after_it(contest: Contest) -> None:
    browser = visitor(contest)
    page = browser.get(FORM).text
    assert browser.press(contest.link(contest.person(LEADER))).status_code == 303
    answer = browser.send(page, FORM, topic="other", facts=LEAKY, identity="anonymous")
    assert "/complaints/receipts/" in str(answer.location)
    assert kept(contest) == 0


def test_what_could_not_be_taken_in_is_shown_and_kept_nowhere(
    contest: Contest, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = contest.signed_in(LEADER)

    def away(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(actions, "hand_in", away)
    answer = browser.press(FORM, topic="other", facts=LEAKY, identity="anonymous")
    assert answer.status_code == 503
    assert LEAKY in answer.text
    assert "内容还没有保存" in answer.text
    assert kept(contest) == 0


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"topic": ""}, "topic"),
        ({"topic": "invented"}, "topic"),
        ({"facts": "太短"}, "facts"),
        ({"facts": "长" * 3001}, "facts"),
        ({"identity": ""}, "identity"),
        ({"identity": "named", "name": "", "contact": "a@example.org"}, "name"),
        ({"identity": "named", "name": "示例甲", "contact": ""}, "contact"),
        ({"topic": "objection", "identity": "anonymous"}, "identity"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(
    contest: Contest, told: dict[str, str], field: str
) -> None:
    browser = visitor(contest)
    facts = {"topic": "site", "facts": LEAKY, "identity": "anonymous", "wish": "想要的结果"} | told
    answer = browser.press(FORM, **facts)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "想要的结果" in answer.text
    assert facts["facts"] in answer.text


def test_more_than_allowed_are_asked_to_wait_and_keep_their_text(contest: Contest) -> None:
    browser = visitor(contest)
    for _ in range(5):
        hand_in(browser)
    answer = browser.press(FORM, topic="site", facts="第六件的经过写在这里", identity="anonymous")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "第六件的经过写在这里" in answer.text
    assert "已填写的内容还在" in answer.text


def test_form_from_another_site_is_refused(contest: Contest) -> None:
    browser = visitor(contest)
    browser.client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    sent = {"topic": "site", "facts": LEAKY, "identity": "anonymous"}
    assert browser.client.post(FORM, data=sent).status_code == 403


def test_signed_in_person_finds_name_and_address_and_may_still_be_anonymous(contest: Contest) -> None:
    browser = contest.browser(contest.person(LEADER, name="登录的人"))
    browser.client.environ_base["REMOTE_ADDR"] = f"203.0.113.{next(NETWORKS)}"
    page = browser.get(FORM).text
    assert 'value="登录的人"' in page
    number = number_in(browser.get(hand_in(browser, name="登录的人", contact="a@example.org")).text)
    office = contest.signed_in(ORGANIZER)
    text = office.get(office_page(office, number)).text
    assert "匿名" in text
    assert "登录的人" not in text


def test_office_reads_and_answers_and_whoever_has_the_receipt_reads_the_answer(contest: Contest) -> None:
    named = {"identity": "named", "name": "实名的人", "contact": "0592-1234567", "confidential": "1"}
    receipt = hand_in(visitor(contest), topic="objection", **named)
    number = number_in(contest.stranger().get(receipt).text)
    office = contest.signed_in(ORGANIZER)
    assert "件投诉举报等待答复" in office.get("/organizer").text
    address = office_page(office, number)
    text = office.get(address).text
    for shown in (LEAKY, "实名的人", "0592-1234567", "提交人要求保密"):
        assert shown in text
    assert office.press(address, f"{address}/answer", answer="").status_code == 422
    assert office.press(address, f"{address}/answer", answer="已核实，异议成立。").location == address
    told = contest.stranger().get(receipt).text
    assert "已核实，异议成立。" in told
    for hidden in (LEAKY, "实名的人", "0592-1234567"):
        assert hidden not in told
    assert number not in office.get("/organizer/complaints").text
    assert number in office.get("/organizer/complaints?state=answered").text


def test_office_is_told_by_a_message_that_says_nothing_of_it(contest: Contest) -> None:
    office = contest.signed_in(ORGANIZER)
    number = number_in(contest.stranger().get(hand_in(visitor(contest))).text)
    text = contest.until(lambda: (text := office.get("/inbox").text).count(number) and text)
    assert LEAKY not in text
    assert number in office.get("/organizer/activity").text


def test_auditor_reads_and_cannot_answer(contest: Contest) -> None:
    number = number_in(contest.stranger().get(hand_in(visitor(contest))).text)
    auditor = contest.signed_in(AUDITOR)
    text = auditor.get(office_page(auditor, number)).text
    assert LEAKY in text
    assert "保存并答复" not in text


def test_nobody_else_reads_them(contest: Contest) -> None:
    number = number_in(contest.stranger().get(hand_in(visitor(contest))).text)
    office = contest.signed_in(ORGANIZER)
    address = office_page(office, number)
    within = contest.browser(contest.holder(ORGANIZER, "edition:e1"))
    for browser in (within, contest.signed_in(LEADER), contest.signed_in(JUDGE)):
        for path in ("/organizer/complaints", address):
            refused = browser.get(path)
            assert refused.status_code == 403
            assert number not in refused.text
            assert LEAKY not in refused.text
    assert "件投诉举报等待答复" not in within.get("/organizer").text
