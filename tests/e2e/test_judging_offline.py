"""A judge whose network goes away while marks are written or a sheet is handed in."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.e2e.people import Person
from tests.e2e.test_lost_text import forgive

Visit = Callable[..., Person]
KEPT = re.compile("还没有提交。已记在本机")


def check(page: Page) -> str:
    """The first open sheet filled in and about to be handed in; its address."""
    page.goto("/judging")
    page.locator(".tile:has(.btn) h2 a").first.click()
    page.wait_for_url(re.compile(r"/judging/[0-9a-f-]{36}$"))
    address = page.url
    for mark in page.locator("[data-mark]").all():
        mark.fill(f"{float(mark.get_attribute('data-mark') or 0) * 0.8:g}")
    page.get_by_role("button", name="检查并提交").click()
    page.wait_for_url("**/confirmation")
    return address


def press(page: Page) -> None:
    page.get_by_role("button", name="提交并锁定").click()


def test_sheet_handed_in_offline_is_sent_later_and_its_outcome_told(visit: Visit) -> None:
    person, elsewhere = visit("judge14@example.org"), visit("judge14@example.org")
    address = check(person.page)
    person.context.set_offline(True)
    press(person.page)
    expect(person.page.get_by_text(KEPT)).to_be_visible()
    person.page.close()
    elsewhere.page.goto(address)
    elsewhere.page.locator("[data-mark]").first.fill("1")
    elsewhere.page.get_by_role("button", name="保存草稿").click()
    expect(elsewhere.page.get_by_text("评分草稿已保存")).to_be_visible()
    person.context.set_offline(False)
    person.open()
    page = person.page
    page.goto("/judging")
    expect(page.get_by_text("没有提交。您打开之后，别处已经保存过新的内容。")).to_be_visible()
    page.get_by_role("link", name="打开评分表").click()
    expect(page.locator("[data-mark]").first).to_have_value("1")
    check(page)
    person.context.set_offline(True)
    press(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    person.context.set_offline(False)
    page.wait_for_url(address)
    expect(page.get_by_text("提交并锁定。如需修改")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    forgive(person, "ERR_INTERNET_DISCONNECTED", "412")


def test_marks_typed_offline_save_themselves_and_a_lost_answer_hands_in_once(visit: Visit) -> None:
    person = visit("judge15@example.org", viewport={"width": 1280, "height": 900})
    page = person.page
    page.goto("/judging/stages/xm5g-04/preliminary/marks")
    row = page.locator("[data-row]").first
    cells = row.locator("td input:not([type=hidden])")
    cells.first.focus()
    page.keyboard.type("5")
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    person.context.set_offline(True)
    page.keyboard.type("6.5")
    page.mouse.wheel(0, 200)
    expect(row.locator(".row-note")).to_have_text("网络中断，内容已留在本机，将自动重试")
    person.context.set_offline(False)
    expect(page.locator("#note")).to_have_text(re.compile("^已保存"))
    expect(row.locator(".row-note")).to_have_text("")
    page.reload()
    expect(cells.first).to_have_value("5")
    expect(cells.nth(1)).to_have_value("6.5")
    check(page)
    sent: list[str] = []

    def lose(route: Route) -> None:
        sent.append(re.findall("key=([^&]+)", route.request.post_data or "")[0])
        if len(sent) > 1:
            return route.continue_()
        assert route.fetch().ok
        return route.abort()

    page.route("**/submission", lose)
    press(page)
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.get_by_text("提交并锁定。如需修改")).to_be_visible()
    assert sent == [sent[0]] * 2
    forgive(person, "ERR_FAILED", "ERR_INTERNET_DISCONNECTED")
