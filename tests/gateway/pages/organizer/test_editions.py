"""With several editions, organizers' pages show the chosen one, and an address can name another."""

from datetime import timedelta

import pytest

from chassis import clock
from contracts.roles import LEADER, ORGANIZER
from contracts.scopes import Scope
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest

NAME = "第九届厦门5G应用大赛"


@pytest.fixture(scope="module")
def two(own: Contest) -> Contest:
    """The contest with an edition beside the current one."""
    facts = papers.edition(clock.now() - timedelta(days=3)) | {"name": NAME, "name_en": "", "entry_prefix": "NINE"}
    facts["tracks"] = [{"key": "sea", "name": "5G+海洋经济"}]
    own.put_edition("e-nine", facts)
    return own


@pytest.fixture
def organizer(two: Contest) -> Browser:
    return two.signed_in(ORGANIZER)


def start(contest: Contest, title: str) -> None:
    body = {"edition": "e-nine", "answers": {"title": title, "track": "sea"}}
    contest.call(contest.person(LEADER), "registration", "POST", "/entries", json=body)


def test_chosen_edition_is_shown_on_every_page(two: Contest, organizer: Browser) -> None:
    start(two, "另一届的草稿")
    assert "另一届的草稿" not in organizer.get("/organizer/entries").text
    chosen = organizer.client.post(
        "/organizer/edition",
        data={**_fields(organizer.get("/organizer").text), "edition": "e-nine"},
        headers={"Referer": "http://localhost/organizer/entries?edition=e1&state=draft"},
    )
    assert (chosen.status_code, chosen.location) == (303, "/organizer/entries")
    assert "另一届的草稿" in organizer.get("/organizer/entries").text
    assert "5G+海洋经济" in organizer.get("/organizer").text
    assert "另一届的草稿" not in organizer.get("/organizer/entries?edition=e1").text
    assert "另一届的草稿" in organizer.get("/organizer/entries?edition=e-nine&format=csv").text
    every = organizer.get("/organizer/entries?edition=").text
    assert 'href="/organizer/entries?edition=&amp;format=csv"' in every


def _fields(text: str) -> dict[str, str]:
    token = text.split('name="csrf_token" value="')[1].split('"')[0]
    return {"csrf_token": token}


def test_organizer_of_one_edition_sees_that_one_and_chooses_nothing(two: Contest) -> None:
    start(two, "只有本届可见")
    own = two.browser(two.holder(ORGANIZER, Scope.edition("e-nine")))
    page = own.get("/organizer").text
    assert NAME in page
    assert 'action="/organizer/edition"' not in page
    assert "只有本届可见" in own.get("/organizer/entries").text
    assert own.client.post("/organizer/edition", data={**_fields(page), "edition": "e1"}).status_code == 400


def test_team_is_asked_which_of_several_open_editions_it_enters(two: Contest) -> None:
    leader = two.signed_in(LEADER)
    asked = leader.get("/entries/new").text
    assert 'href="/entries/new?edition=e-nine"' in asked
    assert 'href="/entries/new?edition=e1"' in asked
    started = leader.press("/entries/new?edition=e-nine", "/entries/new")
    assert "5G+海洋经济" in leader.get(str(started.location)).text
    assert NAME in two.stranger().get("/enter").text
