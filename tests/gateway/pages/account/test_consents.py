"""The texts as pages, and the question for what is new."""

from contracts.roles import JUDGE
from gateway.accounts import consent_texts, consents
from tests.gateway.browsing import Contest

ASK = "/account/consent?next=/judging"
VERSION = consent_texts.current(consent_texts.TERMS).version
NOTICE = consent_texts.current(consent_texts.PRIVACY).version


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
