"""Light, dark, large type: chosen without any script, kept for the next page."""

import pytest

from tests.gateway.browsing import Contest


def test_system_decides_until_somebody_chooses(contest: Contest) -> None:
    page = contest.stranger().get("/").text
    assert 'media="screen and (prefers-color-scheme: dark)"' in page
    assert 'data-size="normal"' in page


@pytest.mark.parametrize(("scheme", "linked"), [("dark", True), ("light", False)])
def test_chosen_colours_do_not_ask_the_system(contest: Contest, scheme: str, linked: bool) -> None:
    stranger = contest.stranger()
    answer = stranger.client.post("/appearance", data={"scheme": scheme}, headers={"Referer": "http://localhost/?x=1"})
    assert answer.location == "/?x=1"
    page = stranger.get("/").text
    assert ("dark.css" in page) is linked
    assert "prefers-color-scheme" not in page


def test_large_type_stays_on_the_next_page(contest: Contest) -> None:
    stranger = contest.stranger()
    stranger.client.post("/appearance", data={"size": "large"})
    assert 'data-size="large"' in stranger.get("/volunteer").text


@pytest.mark.parametrize("choice", [{"scheme": "pink"}, {"weight": "heavy"}])
def test_unknown_choice_is_refused(contest: Contest, choice: dict[str, str]) -> None:
    assert contest.stranger().client.post("/appearance", data=choice).status_code == 400


def test_cookie_nobody_gave_is_not_repeated_on_the_page(contest: Contest) -> None:
    stranger = contest.stranger()
    stranger.client.set_cookie("egret_size", 'x" onload="x')
    assert 'data-size="normal"' in stranger.get("/").text
