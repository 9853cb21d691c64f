"""The command palette, by keyboard alone; and the search page without scripts."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.people import DESK, Person

Visit = Callable[..., Person]


def test_palette_goes_anywhere_by_keyboard(visit: Visit) -> None:
    page = visit("organizer", viewport=DESK).page
    page.goto("/organizer")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="跳转与搜索")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    expect(dialog.get_by_role("option", name="评委分配")).to_be_visible()
    page.keyboard.type("pwfp")
    expect(dialog.get_by_role("option")).to_have_count(1)
    expect(dialog.get_by_role("status")).to_have_text("找到 1 项")
    expect(dialog.get_by_role("option", selected=True)).to_have_text("评委分配大赛")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="评委分配", level=1)).to_be_visible()


def test_palette_finds_entries_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("organizer", viewport=DESK).page
    page.goto("/organizer")
    opener = page.get_by_role("button", name="跳转")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("xm5g04-0001")
    entry = page.get_by_role("option").filter(has_text="XM5G04-0001")
    expect(entry).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(entry).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_search_page_serves_without_scripts(visit: Visit) -> None:
    page = visit("organizer", script=False).page
    page.goto("/organizer/search")
    page.get_by_role("searchbox").fill("５Ｇ专网")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("link", name="基于5G专网与机器视觉的卫浴陶瓷釉面缺陷在线检测")).to_be_visible()
    page.get_by_role("searchbox").fill("xm5g04-0001")
    page.get_by_role("button", name="搜索").click()
    expect(page).to_have_url(re.compile("/entries/"))


def test_leader_s_palette_offers_pages_only(visit: Visit) -> None:
    page = visit("leader", viewport=DESK).page
    page.goto("/entries")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option", name="我的参赛")).to_be_visible()
    expect(page.get_by_role("option", name="评委分配")).to_have_count(0)
