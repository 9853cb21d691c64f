"""The language switch."""

from contracts.roles import LEADER
from tests.gateway.browsing import Contest


def test_choice_outlives_the_page_and_the_browser(contest: Contest) -> None:
    leader = contest.person(LEADER)
    browser = contest.browser(leader)
    assert 'lang="zh-CN"' in browser.get("/entries").text
    answer = browser.client.post(
        "/language", data={"language": "en"}, headers={"Referer": "http://localhost/entries?page=2"}
    )
    assert answer.location == "/entries?page=2"
    assert "My entries" in browser.get("/entries").text
    assert "My entries" in contest.browser(leader).get("/entries").text


def test_stranger_chooses_too(contest: Contest) -> None:
    stranger = contest.stranger()
    stranger.client.post("/language", data={"language": "en"})
    assert 'lang="en"' in stranger.get("/").text


def test_foot_names_the_institution_in_the_language_of_the_page(contest: Contest) -> None:
    stranger = contest.stranger()
    assert "厦门市信息协会" in stranger.get("/faq").text
    stranger.client.post("/language", data={"language": "en"})
    assert "Xiamen Information Industry Association" in stranger.get("/faq").text


def test_unknown_language_is_refused(contest: Contest) -> None:
    assert contest.stranger().client.post("/language", data={"language": "xx"}).status_code == 400


def test_referring_site_elsewhere_is_not_followed(contest: Contest) -> None:
    answer = contest.stranger().client.post(
        "/language", data={"language": "en"}, headers={"Referer": "https://evil.example/x"}
    )
    assert answer.location == "/"


def test_other_site_cannot_switch_it(contest: Contest) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert contest.stranger().client.post("/language", data={"language": "en"}, headers=headers).status_code == 403
