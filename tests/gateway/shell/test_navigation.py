"""Where one can go: shown to those who may, marked where one is, and never to a page that is not there."""

import re

from contracts.roles import JUDGE, LEADER, ORGANIZER
from tests.gateway.browsing import Contest


def current(page: str) -> set[str]:
    """Addresses of the marked links; which edition they show is no matter."""
    return set(re.findall(r'<a href="([^"?]+)[^"]*" aria-current="page">', page))


def addresses(page: str) -> set[str]:
    head = page.split("<main")[0]
    return set(re.findall(r'<a href="(/[^"]*)"', head))


def test_every_entry_leads_to_a_page(contest: Contest) -> None:
    browser = contest.signed_in(LEADER, JUDGE, ORGANIZER)
    found = addresses(browser.get("/").text)
    assert {"/entries", "/judging", "/organizer/activity", "/volunteer"} <= found
    assert {address: status for address in found if (status := browser.get(address).status_code) >= 400} == {}


def test_stranger_sees_no_workplace(contest: Contest) -> None:
    assert not any(
        address.startswith(("/organizer", "/judging")) for address in addresses(contest.stranger().get("/").text)
    )


def test_page_and_its_area_are_marked(contest: Contest) -> None:
    browser = contest.signed_in(ORGANIZER)
    assert current(browser.get("/organizer/ranking").text) == {"/organizer/ranking"}
    assert current(browser.get("/organizer/publish/event").text) >= {"/organizer/publish/stage"}
    assert current(browser.get("/").text) == {"/"}


def test_page_below_another_shows_the_way_back(contest: Contest) -> None:
    leader = contest.signed_in(LEADER)
    page = leader.get(f"{contest.draft(leader)}/edit").text
    crumbs = page.split('class="crumbs')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/", "/entries"]
    assert "填写参赛项目" in crumbs
    assert "crumbs" not in leader.get("/entries").text
