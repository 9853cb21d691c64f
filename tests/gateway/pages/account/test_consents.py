"""The texts as pages, and the question for what is new."""

from sqlalchemy import delete

from chassis.http.auth import PUBLIC
from contracts.roles import JUDGE, LEADER, PEOPLE
from gateway.accounts import consent_texts, consents
from gateway.accounts.models import Consent
from tests.gateway.browsing import Contest
from tests.rules.running import some_address

ASK = "/account/consent?next=/judging"
VERSION = consent_texts.current(consent_texts.TERMS).version
NOTICE = consent_texts.current(consent_texts.PRIVACY).version
STAYING = {"consents.ask", "own_data.show", "own_data.ask", "own_data.download", "profile.confirm"}
"""Pages for signed-in people that need no consent: the question, one's own data, closing the account."""


def test_everybody_reads_the_texts_in_force_and_their_versions(contest: Contest) -> None:
    stranger = contest.stranger()
    for page, title in (("/privacy", "隐私政策"), ("/terms", "使用规则"), (f"/texts/terms/{VERSION}", "使用规则")):
        assert f"<h1>{title}</h1>" in stranger.get(page).text
    assert stranger.get("/texts/terms/1999-01-01").status_code == 404
    assert stranger.get("/texts/nothing/2026-11-01").status_code == 404


def test_question_goes_on_to_where_the_person_was_going_once_all_is_agreed_to(contest: Contest) -> None:
    judge = contest.person(JUDGE, agreed=False)
    browser = contest.browser(judge)
    asked = browser.get(ASK)
    assert asked.text.count('type="checkbox"') == 2
    partly = browser.send(asked.text, "/account/consent", terms=VERSION)
    assert (partly.status_code, "隐私政策" in partly.text) == (422, True)
    answer = browser.send(asked.text, "/account/consent", **{"terms": VERSION, "privacy-notice": NOTICE})
    assert (answer.status_code, answer.location) == (303, "/judging")
    assert browser.get(ASK).location == "/judging"
    with contest.product.databases["gateway"].read() as session:
        assert {consent.purpose for consent in consents.held(session, judge.account_id)} == {"terms", "privacy-notice"}


def test_version_that_is_no_longer_in_force_is_not_agreed_to(contest: Contest) -> None:
    browser = contest.browser(contest.person(JUDGE, agreed=False))
    fields = {"terms": "2020-01-01", "privacy-notice": NOTICE}
    answer = browser.send(browser.get(ASK).text, "/account/consent", **fields)
    assert (answer.status_code, "文本已更新" in answer.text) == (409, True)


def test_question_sends_nobody_to_another_site(contest: Contest) -> None:
    page = contest.browser(contest.person(JUDGE, agreed=False)).get("/account/consent?next=//elsewhere.example/").text
    assert "elsewhere" not in page.split("<main")[1]


def test_every_page_for_signed_in_people_leads_back_to_the_question(contest: Contest) -> None:
    browser, app = contest.browser(contest.person(*PEOPLE, agreed=False)), contest.product.app
    led: dict[bool, set[str]] = {True: set(), False: set()}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            answer = browser.get(some_address(rule))
            led["/account/consent" in (answer.location or "") or b"consent-outstanding" in answer.data].add(
                rule.endpoint
            )
    everybody = {
        name for name, view in app.view_functions.items() if PUBLIC in getattr(view, "allowed_roles", (PUBLIC,))
    }
    assert led[True] & everybody == set()
    assert led[False] - everybody == STAYING
    assert browser.get("/account/data").status_code == 200
    assert browser.press("/", "/signout").status_code == 303


def test_what_was_typed_meanwhile_is_given_back_once_all_is_agreed_to(contest: Contest) -> None:
    leader = contest.person(LEADER)
    browser = contest.browser(leader)
    address = contest.draft(browser)
    opened = browser.get(f"{address}/edit").text
    with contest.product.databases["gateway"].write() as session:
        session.execute(delete(Consent).where(Consent.account_id == leader.account_id))
    consents._AGREEING.clear()  # as after an upgrade with new texts
    asked = browser.send(opened, f"{address}/edit", title="写到一半的名称")
    assert asked.location == f"/account/consent?next={address}/edit"
    agreed = {"terms": VERSION, "privacy-notice": NOTICE}
    assert browser.press(asked.location, "/account/consent", **agreed).location == f"{address}/edit"
    assert "写到一半的名称" in browser.get(f"{address}/edit").text
