"""Where one can go: shown to those who may, marked where one is, and never to a page that is not there."""

import re

import pytest

from contracts.roles import ADMIN, AUDITOR, JUDGE, LEADER, ORGANIZER, SCREENER
from tests.gateway.browsing import Contest
from tests.gateway.pages.organizer.test_desk import away


def current(page: str) -> set[str]:
    """Addresses of the marked links; which edition they show is no matter."""
    return set(re.findall(r'<a href="([^"?]+)[^"]*" aria-current="page">', page))


def addresses(page: str) -> set[str]:
    head = page.split("<main")[0]
    return set(re.findall(r'<a href="(/[^"]*)"', head))


def test_every_entry_leads_to_a_page(contest: Contest) -> None:
    browser = contest.signed_in(LEADER, JUDGE, ORGANIZER)
    found = addresses(browser.get("/").text)
    assert {"/entries", "/judging", "/organizer", "/volunteer"} <= found
    found |= addresses(browser.get("/organizer").text)
    assert {"/organizer/activity", "/organizer/events", "/organizer/invitations"} <= found
    assert {address: status for address in found if (status := browser.get(address).status_code) >= 400} == {}


def test_stranger_sees_no_workplace(contest: Contest) -> None:
    assert not any(
        address.startswith(("/organizer", "/judging")) for address in addresses(contest.stranger().get("/").text)
    )


def test_page_and_its_area_are_marked(contest: Contest) -> None:
    browser = contest.signed_in(ORGANIZER)
    assert current(browser.get("/organizer/ranking").text) == {"/organizer/ranking"}
    assert current(browser.get("/organizer/events/new").text) == {"/organizer/events"}
    assert current(browser.get("/coordinator/events/week").text) == {"/organizer/events"}
    assert current(browser.get("/organizer/search").text) == {"/organizer"}
    assert current(browser.get("/").text) == {"/"}


def test_page_below_another_shows_the_way_back(contest: Contest) -> None:
    leader = contest.signed_in(LEADER)
    page = leader.get(f"{contest.draft(leader)}/edit").text
    crumbs = page.split('class="crumbs')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/", "/entries"]
    assert "填写参赛项目" in crumbs
    assert "crumbs" not in leader.get("/entries").text
    own = contest.signed_in(ORGANIZER).get("/organizer/invitations/many").text
    assert re.findall(r'href="([^"]+)"', own.split('class="crumbs')[1].split("</nav>")[0]) == [
        "/organizer",
        "/organizer/invitations",
    ]


@pytest.mark.parametrize(
    ("role", "scope", "shown", "hidden"),
    [
        (ORGANIZER, "edition:e1", "/organizer/entries", "/organizer/events"),
        (ORGANIZER, "event:week", "/organizer/events", "/organizer/entries"),
        (SCREENER, "edition:e1", "/organizer/entries", "/organizer/editions"),
        (ADMIN, "*", "/organizer/audit", "/organizer/entries"),
        (AUDITOR, "*", "/organizer/failures", "/entries/new"),
    ],
)
def test_office_shows_what_roles_and_scopes_open(
    contest: Contest, role: str, scope: str, shown: str, hidden: str
) -> None:
    found = addresses(contest.browser(contest.holder(role, scope)).get(shown).text)
    assert shown in found
    assert hidden not in found


def test_foot_names_the_roles_that_open_a_page_and_no_others(contest: Contest) -> None:
    both = contest.holder(ORGANIZER, "edition:e1")
    contest.grant(both, SCREENER, "event:week")
    foot = contest.browser(both).get("/organizer/entries").text.split('class="office-foot')[1]
    assert ("组委会" in foot, "形式审查员" in foot) == (True, False)


def test_own_pages_stand_in_the_office_for_those_who_work_nowhere_else(contest: Contest) -> None:
    assert "office-head" in contest.signed_in(ORGANIZER).get("/inbox").text
    assert "office-head" not in contest.signed_in(ORGANIZER, LEADER).get("/inbox").text
    assert "office-head" not in contest.signed_in(ORGANIZER).get("/about").text


def test_pages_of_the_account_stand_beside_each_other(contest: Contest) -> None:
    browser = contest.signed_in(LEADER)
    nav = browser.get("/account").text.split('class="own-nav')[1].split("</nav>")[0]
    pages = re.findall(r'<a href="([^"]+)"', nav)
    assert len(pages) == 6
    for page in pages:
        assert current(browser.get(page).text) == {page}


def test_office_counts_what_waits(contest: Contest) -> None:
    """On the desk as it is counted there; on other pages by what a script asks for."""
    browser = contest.signed_in(ORGANIZER)
    with away("judging"):
        desk, told = browser.get("/organizer").text, browser.get("/organizer/waiting").get_json()
    assert told["failures"] == 1
    shown = dict(re.findall(r'data-waits="([a-z]+)" (?:hidden)?><span data-count>(\d+)<', desk))
    assert {word: int(count) for word, count in shown.items() if count != "0"} == told
    assert 'data-waiting=""' in desk
    assert 'data-waiting="/organizer/waiting"' in browser.get("/organizer/audit").text
