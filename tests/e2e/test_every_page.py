"""Every page, on a phone and at a desk, in both languages: usable by everybody, and quiet."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.people import DESK, PHONE, Person

PAGES = {
    "": [
        "/",
        "/notices",
        "/notices/call-for-entries",
        "/notices/science-week",
        "/timetable",
        "/enter",
        "/announcements",
        "/announcements/list-format",
        "/winners",
        "/volunteer",
        "/faq",
        "/about",
        "/accessibility",
        "/complaints",
        "/signin",
        "/privacy",
        "/terms",
        "/texts/name-publication/2026-11-01",
        "/account/closed",
    ],
    "leader": [
        "/entries",
        "/entries/new",
        "DRAFT/edit",
        "DRAFT/file",
        "DRAFT/review",
        "DONE",
        "DONE/receipt",
        "DONE/withdrawal",
        "/inbox",
    ],
    "judge": ["/judging", "OPEN", "OPEN/confirmation", "LOCKED", "/inbox"],
    "volunteer": ["/volunteer", "/home", "/inbox", "/account/data", "/account/close"],
    "organizer": [
        "/organizer",
        "/organizer/activity",
        "/organizer/entries",
        "/organizer/search?q=5G",
        "/organizer/assignments",
        "/organizer/ranking",
        "/organizer/articles",
        "/organizer/articles/new",
        "ARTICLE",
        "ARTICLE/edit",
        "ARTICLE/preview",
        "ARTICLE/history",
        "ARTICLE/history/1",
        "/organizer/people",
        "/organizer/publish/edition",
        "/organizer/publish/stage",
        "/organizer/publish/event",
        "/organizer/mail",
        "MAIL",
        "/organizer/failures",
        "/inbox",
    ],
}
PLACES = {
    "ARTICLE": ("/organizer/articles", "table th a"),
    "DRAFT": ("/entries", ".tile:has(.state-secondary) h2 a"),
    "DONE": ("/entries", ".tile:has(.state-success) h2 a"),
    "OPEN": ("/judging", ".tile:not(:has(.state-success)) h2 a"),
    "LOCKED": ("/judging", ".tile:has(.state-success) h2 a"),
    "MAIL": ("/organizer/mail", "table a"),
}
"""Pages that are found through a link on another."""


def address(person: Person, page: str) -> str:
    """Where the page is for this person."""
    name = re.match(r"[A-Z]+", page)
    if name is None:
        return page
    listing, link = PLACES[name.group(0)]
    person.page.goto(listing)
    found = person.page.locator(link).first.get_attribute("href")
    assert found
    return page.replace(name.group(0), found)


def overflow(person: Person, where: str) -> Iterator[str]:
    """Whether one has to scroll sideways."""
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"{where}: {wide} px too wide"


def barriers(person: Person, where: str) -> Iterator[str]:
    """What keeps somebody from using the page."""
    for violation in Axe().run(person.page).response["violations"]:
        yield f"{where}: {violation['id']} {violation['nodes'][0]['html'][:200]}"


@pytest.mark.slow
@pytest.mark.parametrize(("who", "page"), [(who, page) for who, pages in PAGES.items() for page in pages])
def test_page_serves_everybody(visit: Callable[..., Person], who: str, page: str) -> None:
    person = visit(who, reduced_motion="reduce")
    target = address(person, page)
    found: list[str] = []
    for language in ("zh_CN", "en"):
        person.speak(language)
        for size in (PHONE, DESK):
            person.page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict of the right shape
            response = person.page.goto(target)
            assert response
            assert response.ok
            found += overflow(person, f"{language} {size['width']}")
            if (language == "zh_CN") == (size is PHONE):
                found += barriers(person, f"{language} {size['width']}")
    person.page.emulate_media(color_scheme="dark")
    found += barriers(person, "dark")
    person.speak("zh_CN")
    assert found == []
