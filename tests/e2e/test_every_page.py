"""Every page, on a phone and at a desk, in both languages, light and dark, in large type: fit for everybody, and quiet.

A page is loaded once in each language and then looked at in every way; a new page needs one line in PAGES.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.e2e.conftest import ADDRESSES
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
        "/signin/password",
        "/register",
        "/privacy",
        "/terms",
        "/texts/name-publication/2026-11-01",
        "/account/closed",
        "/register",
        "/signin/password",
        "/styleguide",
        "/no/such/page",
        "/language",
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
    "volunteer": [
        "/volunteer",
        "/home",
        "/inbox",
        "/account",
        "/account/contact",
        "/account/password",
        "/account/sessions",
        "/account/second-factor",
        "/account/data",
        "/account/close",
    ],
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
        "PERSON",
        "/organizer/invitations",
        "/organizer/audit",
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
    "PERSON": ("/organizer/people", "table th a"),
    "MAIL": ("/organizer/mail", "table a"),
}
"""Pages that are found through a link on another."""


REFUSED = {"/no/such/page": 404, "/language": 405}
"""Pages that are the answer to a mistake."""
LOOKS = {
    "en": ((DESK, "light", "normal"), (PHONE, "dark", "normal"), (PHONE, "dark", "large"), (DESK, "light", "large")),
    "zh_CN": (
        (PHONE, "light", "normal"),
        (DESK, "dark", "large"),
        (PHONE, "light", "large"),
        (DESK, "light", "normal"),
    ),
}
"""Ways to look at a page in each language. The first two of each are searched for barriers: between them they pair each
width and each scheme with each language. The others change the layout alone. Chinese comes last: people keep the
language they read last, and other tests meet the same people."""
SEARCHED = 2
TIGHT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.getBoundingClientRect().height > parseFloat(getComputedStyle(one).fontSize) * 1.9)
  .filter((one) => parseFloat(getComputedStyle(one).lineHeight) < 1.19 * parseFloat(getComputedStyle(one).fontSize))
  .map((one) => one.outerHTML.slice(0, 120))"""
"""Texts of several lines that stand too close."""
PRESSED = "button, .btn, summary, select, nav a, footer a, label.check, .form-control"
SMALL = """(pressed) => [...document.querySelectorAll(pressed)]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 120))"""
"""Things to press that a thumb misses."""


@pytest.fixture(scope="module")
def regulars(running: Any, browser: Any, link: Callable[[str], str]) -> Iterator[Callable[[str], Person]]:
    """One window for each kind of person, opened once for all pages."""
    people: dict[str, Person] = {}

    def find(who: str) -> Person:
        if who not in people:
            people[who] = Person(browser, f"http://127.0.0.1:{running.port}", reduced_motion="reduce")
            if who:
                people[who].sign_in(link(ADDRESSES[who]))
        people[who].trouble.clear()
        return people[who]

    yield find
    for person in people.values():
        person.leave()


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


def layout(person: Person, where: str) -> Iterator[str]:
    """Whether one has to scroll sideways, to aim well, or to read lines that touch."""
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"{where}: {wide} px too wide"
    yield from (f"{where}: too small {found}" for found in person.page.evaluate(SMALL, PRESSED))
    yield from (f"{where}: too tight {found}" for found in person.page.evaluate(TIGHT))


def barriers(person: Person, where: str) -> Iterator[str]:
    """What keeps somebody from using the page."""
    for violation in person.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]:
        yield f"{where}: {violation['id']} {violation['nodes'][0]['html'][:200]}"


@pytest.mark.slow
@pytest.mark.parametrize(("who", "page"), [(who, page) for who, pages in PAGES.items() for page in pages])
def test_page_serves_everybody(regulars: Callable[[str], Person], who: str, page: str) -> None:
    person = regulars(who)
    target, found = address(person, page), list[str]()
    for language, looks in LOOKS.items():
        person.speak(language)
        response = person.page.goto(target)
        assert response
        assert response.status == REFUSED.get(page, 200)
        person.page.evaluate(AXE_SCRIPT)
        for number, (window, scheme, size) in enumerate(looks):
            person.page.set_viewport_size(window)  # type: ignore[arg-type]  # a dict of the right shape
            person.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its words
            person.page.evaluate("size => { document.documentElement.dataset.size = size }", size)
            where = f"{language} {window['width']} {scheme} {size}"
            found += layout(person, where)
            if number < SEARCHED:
                found += barriers(person, where)
    assert found == []
    refused = f"status of {REFUSED[page]}" if page in REFUSED else "\0"
    assert [trouble for trouble in person.trouble if refused not in trouble] == []


@pytest.mark.slow
def test_pages_say_everything_without_script(visit: Callable[..., Person]) -> None:
    plain = visit(script=False)
    for page in PAGES[""]:
        response = plain.page.goto(page)
        assert response
        assert response.status == REFUSED.get(page, 200), page
        assert plain.page.locator("main h1").first.is_visible(), page
    plain.page.goto("/")
    plain.page.locator(".fold.menu > summary").click()
    plain.page.get_by_role("button", name="大字").click()
    assert plain.page.locator("html").get_attribute("data-size") == "large"
    plain.page.locator(".fold.menu > summary").click()
    plain.page.get_by_role("button", name="深色").click()
    assert plain.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 25, 28)"
    plain.trouble = [trouble for trouble in plain.trouble if "status of 40" not in trouble]
