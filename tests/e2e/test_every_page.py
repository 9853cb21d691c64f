"""Every page, on a phone and at a desk, in both languages, light and dark, in large type: fit for everybody, and quiet.

A page is loaded once in each language and then looked at in every way; a new page needs one line in `pages.py`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ViewportSize, expect

from tests.e2e.conftest import ADDRESSES
from tests.e2e.pages import ANSWERS, PAGES, PLACES, PRINTED, REFUSED
from tests.e2e.people import DESK, PHONE, TABLET, WIDE, Person
from tests.e2e.prepared import enrol, invitation, newcomer


@dataclass(frozen=True)
class Look:
    """One way to look at a page, and what keeps people from using it that is searched for in it."""

    window: ViewportSize
    scheme: Literal["light", "dark"] = "light"
    size: str = "normal"
    rules: tuple[str, ...] | None = ()
    """Those of axe; None means all of them, none that the layout alone is looked at."""


OF_COLOUR = ("color-contrast", "link-in-text-block")
LOOKS = {
    "en": (Look(DESK, rules=None), Look(PHONE, "dark", "large", OF_COLOUR), Look(TABLET)),
    "zh_CN": (Look(PHONE), Look(DESK, size="large"), Look(WIDE, "dark")),
}
"""Ways to look at a page in each language. A page is built alike in both, so barriers are searched for in one. Chinese
comes last: people keep the language they read last, and other tests meet the same people."""
TIGHT = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => one.getBoundingClientRect().height > parseFloat(getComputedStyle(one).fontSize) * 1.9)
  .filter((one) => parseFloat(getComputedStyle(one).lineHeight) < 1.19 * parseFloat(getComputedStyle(one).fontSize))
  .map((one) => one.outerHTML.slice(0, 120))"""
"""Texts of several lines that stand too close."""
PRESSED = "button, .btn, summary, select, nav a, footer a, label.check, .form-control"
SMALL = """(pressed) => [...document.querySelectorAll(pressed)]
  .filter((one) => one.checkVisibility() && !one.ariaHidden && one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 120))"""
"""Things to press that a thumb misses."""

ALIKE = """() => {
  const looks = ["class", "type", "role", "aria-current", "aria-selected", "lang"];
  const own = (one) => [one.tagName, ...one.getAttributeNames().sort(), ...looks.map((name) => one.getAttribute(name))];
  const shape = (one) => [...own(one), ...[...one.childNodes].map(inside)].join();
  const inside = (node) => (node.nodeType === Node.ELEMENT_NODE ? shape(node) : Boolean(node.data?.trim()));
  const walk = (parent) => {
    const met = {};
    for (const one of parent.children) {
      const form = shape(one);
      met[form] = (met[form] ?? 0) + 1;
      if (met[form] > 2) one.dataset.alike = "";
      else walk(one);
    }
  };
  walk(document.querySelector("main"));
}"""
"""Marks the third and later of neighbours that differ in their words alone: rows of a table, items of a list. Two of
each are searched for barriers, so that what comes twice, such as an id, is noticed."""
SEARCH = """([rules, passed]) => axe.run(
  {include: ['html'], exclude: ['[data-alike]', ...passed]},
  {resultTypes: ['violations'], preload: false, ...(rules && {runOnly: rules})},
)"""
"""Looks for breaches of these rules, of all rules when none is named, and passes over these places."""
FRAME = ["body > header > *", "body > footer > *"]
"""What stands around every page of a person; searched on the first of them alone."""
PAPER: ViewportSize = {"width": 794, "height": 1123}
"""A4 upright, in pixels of CSS."""


@pytest.fixture(scope="module")
def addresses(running: Any) -> dict[str, str]:
    """The regulars of the demo, somebody who has agreed to nothing yet, and somebody with an authenticator."""
    fresh = {"newcomer": newcomer(running.data, agreed=False), "careful": newcomer(running.data, agreed=True)}
    return {**ADDRESSES, **fresh}


@pytest.fixture(scope="module")
def regulars(
    running: Any, browser: Any, link: Callable[[str], str], addresses: dict[str, str]
) -> Iterator[Callable[[str], Person]]:
    """One window for each kind of person, opened once for all pages."""
    people: dict[str, Person] = {}

    def find(who: str) -> Person:
        if who not in people:
            people[who] = Person(browser, f"http://localhost:{running.port}", reduced_motion="reduce")
            if who:
                people[who].sign_in(link(addresses[who]))
            if who == "careful":
                enrol(people[who])
        people[who].trouble.clear()
        return people[who]

    yield find
    for person in people.values():
        person.leave()


@pytest.fixture(scope="module")
def places() -> dict[tuple[Person, str], str]:
    """Where somebody found the first thing of a kind, looked for once for all its pages."""
    return {}


@pytest.fixture(scope="module")
def prepared(running: Any, link: Callable[[str], str], addresses: dict[str, str]) -> dict[str, Callable[[Person], str]]:
    """Pages that need something done first; each does it and says where the page is."""

    def code(person: Person) -> str:
        person.page.goto("/signin")
        person.page.locator("#contact").fill("nobody@example.org")
        person.page.locator("form[action='/signin'] button").click()
        person.page.wait_for_url("**/signin/code")
        return "/signin/code"

    def second(person: Person) -> str:
        person.page.goto(link(addresses["careful"]))
        person.page.locator("main button").click()
        person.page.wait_for_url("**/signin/second")
        return "/signin/second"

    host = ADDRESSES["organizer"]
    return {"CODE": code, "SECOND": second, "INVITATION": lambda person: invitation(running.data, host)}


def address(
    person: Person, page: str, prepared: dict[str, Callable[[Person], str]], places: dict[tuple[Person, str], str]
) -> str:
    """Where the page is for this person."""
    name = re.match(r"[A-Z]+", page)
    if name is None:
        return page
    if page in prepared:
        return prepared[page](person)
    if (person, name.group(0)) not in places:
        listing, link = PLACES[name.group(0)]
        person.page.goto(listing)
        places[person, name.group(0)] = person.page.locator(link).first.get_attribute("href") or ""
    assert places[person, name.group(0)]
    return page.replace(name.group(0), places[person, name.group(0)])


def arrive(person: Person, target: str) -> Any:
    """Open the page; the answer."""
    if target not in ANSWERS:
        return person.page.goto(target)
    person.page.goto(ANSWERS[target])
    with person.page.expect_response(lambda answer: answer.url.endswith(target)) as answered:
        person.page.locator(f"form[action='{target}'] button").click()
    person.page.wait_for_load_state()
    return answered.value


def layout(person: Person, where: str) -> Iterator[str]:
    """Whether one has to scroll sideways, to aim well, or to read lines that touch."""
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"{where}: {wide} px too wide"
    yield from (f"{where}: too small {found}" for found in person.page.evaluate(SMALL, PRESSED))
    yield from (f"{where}: too tight {found}" for found in person.page.evaluate(TIGHT))


def seen(person: Person, look: Look, passed: list[str]) -> Iterator[str]:
    """What is wrong with the page that stands open, looked at this way, some places passed over."""
    person.page.set_viewport_size(look.window)
    person.page.emulate_media(color_scheme=look.scheme)
    person.page.evaluate("size => { document.documentElement.dataset.size = size }", look.size)
    where = f"{look.window['width']} {look.scheme} {look.size}"
    yield from layout(person, where)
    if look.rules != ():
        yield from barriers(person, where, look.rules, passed)


def barriers(person: Person, where: str, rules: tuple[str, ...] | None, passed: list[str]) -> Iterator[str]:
    """What keeps somebody from using the page, by these rules or by all of them, some places passed over."""
    if not person.page.evaluate("Boolean(globalThis.axe)"):
        person.page.evaluate(AXE_SCRIPT)
        person.page.evaluate(ALIKE)
    for violation in person.page.evaluate(SEARCH, [rules, passed])["violations"]:
        yield f"{where}: {violation['id']} {violation['nodes'][0]['html'][:200]}"


def printed(person: Person) -> Iterator[str]:
    """What is wrong with the page on paper: nothing is cut off, and all of it can be read."""
    person.page.set_viewport_size(PAPER)
    person.page.emulate_media(media="print", color_scheme="light")
    wide = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0 or not person.page.locator("h1").first.is_visible():
        yield f"print: {wide} px too wide, or without its title"
    yield from barriers(person, "print", OF_COLOUR, [])
    person.page.emulate_media(media="screen")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "who", "page"), [(each, who, page) for each in LOOKS for who, pages in PAGES.items() for page in pages]
)
def test_page_serves_everybody(
    regulars: Callable[[str], Person], prepared: Any, places: Any, language: str, who: str, page: str
) -> None:
    person = regulars(who)
    target = address(person, page, prepared, places)
    person.speak(language)
    response = arrive(person, target)
    assert response
    assert response.status == REFUSED.get(page, 200)
    found = [fault for look in LOOKS[language] for fault in seen(person, look, [] if page == PAGES[who][0] else FRAME)]
    if page in PRINTED and language == "en":
        found += printed(person)
    assert found == []
    refused = f"status of {REFUSED[page]}" if page in REFUSED else "\0"
    assert [trouble for trouble in person.trouble if refused not in trouble] == []


def test_pages_say_everything_without_script(visit: Callable[..., Person]) -> None:
    plain = visit(script=False)
    for page in filter(re.compile("/").match, PAGES[""]):
        response = plain.page.goto(page)
        assert response
        assert response.status == REFUSED.get(page, 200), page
        assert plain.page.locator("main h1").first.is_visible(), page
    plain.page.goto("/")
    plain.page.locator(".fold.menu > summary").click()
    plain.page.get_by_role("button", name="大字").click()
    expect(plain.page.locator("html")).to_have_attribute("data-size", "large")
    plain.page.locator(".fold.menu > summary").click()
    plain.page.get_by_role("button", name="深色").click()
    expect(plain.page.locator("body")).to_have_css("background-color", "rgb(16, 25, 28)")
    plain.trouble = [trouble for trouble in plain.trouble if "status of 40" not in trouble]
