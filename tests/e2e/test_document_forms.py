"""Forms that a document describes, in a browser: rows and conditions, with script and without."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.deploy.running import Running

FILLED = "/styleguide/forms?state=filled"


@pytest.fixture
def page(browser: Browser, running: Running) -> Page:
    return browser.new_page(base_url=f"http://localhost:{running.port}", locale="zh-CN")


@pytest.fixture
def plain_page(browser: Browser, running: Running) -> Page:
    return browser.new_page(base_url=f"http://localhost:{running.port}", locale="zh-CN", java_script_enabled=False)


def names(page: Page) -> list[str]:
    return [
        page.locator(f"[id='joint.{n}.name']").input_value() for n in range(page.locator("#joint [data-row]").count())
    ]


def test_rows_are_added_copied_moved_and_removed(page: Page) -> None:
    page.goto(FILLED)
    first, second = names(page)
    page.locator("#joint [data-row-act=down]").first.click()
    assert names(page) == [second, first]
    page.locator("#joint [data-row-act=copy]").last.click()
    assert names(page) == [second, first, first]
    expect(page.locator("[id='joint.2.name']")).to_be_focused()
    expect(page.locator("#joint [data-row-act=add]")).to_be_hidden()
    page.locator("#joint [data-row-act=remove]").first.click()
    assert names(page) == [first, first]
    page.locator("#joint [data-row-act=add]").click()
    page.keyboard.type("新单位")
    assert names(page) == [first, first, "新单位"]
    expect(page.locator("#joint [data-row-note]")).to_have_text("已增加：联合申报单位 3")


def test_rows_work_without_script(plain_page: Page) -> None:
    plain_page.goto(FILLED)
    first, second = names(plain_page)
    plain_page.locator("button[value='joint.0.down']").click()
    assert names(plain_page) == [second, first]
    plain_page.locator("button[value='joint.add']").click()
    plain_page.locator("[id='joint.2.name']").fill("新单位")
    plain_page.locator("button[value='joint.0.remove']").click()
    assert names(plain_page) == [first, "新单位"]


def test_conditions_show_and_hide_what_is_asked(page: Page) -> None:
    page.goto(FILLED)
    expect(page.locator("#site")).to_be_visible()
    expect(page.locator("#plan")).to_be_hidden()
    page.get_by_label("创意方案组").check()
    expect(page.locator("#site")).to_be_hidden()
    expect(page.locator("#plan")).to_be_visible()
    expect(page.locator("[id='joint.0.type_other']")).to_be_hidden()
    page.locator("[id='joint.0.type']").select_option("other")
    expect(page.locator("[id='joint.0.type_other']")).to_be_visible()


def test_conditions_stand_in_words_without_script(plain_page: Page) -> None:
    plain_page.goto(FILLED)
    expect(plain_page.locator("#plan")).to_be_visible()
    expect(plain_page.get_by_text("在“组别”为“创意方案组”时填写")).to_be_visible()


def test_what_shows_nothing_is_not_counted_and_wheels_change_no_number(page: Page) -> None:
    page.goto(FILLED)
    page.locator("#name").fill("5G\u200b\u2060 港口\u3164")
    expect(page.locator("[data-count-for=name]")).to_have_text("已写 5 字，应为 5 至 50 字")
    page.locator("#income").focus()
    page.locator("#income").hover()
    page.mouse.wheel(0, 200)
    expect(page.locator("#income")).to_have_value("1280.5")
