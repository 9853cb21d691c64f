"""Writing an article with the rich editor: by keyboard, pasted, saved by itself, and never more than is allowed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.people import DESK, Person

PASTE = """(rich) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", `<div style="color:red" onclick="alert(1)"><h1>粘贴的标题</h1><p>正文
    <b>加粗</b><script>alert(1)</script><a href="javascript:alert(1)">坏链接</a><a href="https://example.org/">好链接</a>
    <img src="x" onerror="alert(1)"></p></div>`);
  rich.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
pytestmark = pytest.mark.slow


def begin(organizer: Person) -> Page:
    """A new notice in the editor, its scripts at work."""
    page = organizer.page
    page.goto("/organizer/articles/new")
    page.fill("#title", "编辑器试写")
    page.get_by_role("button", name="开始编写").click()
    page.wait_for_url("**/edit")
    return page


def surface(page: Page) -> Locator:
    """Where the Chinese text is written."""
    return page.get_by_role("textbox", name="中文正文")


def test_text_is_written_by_keyboard_and_saved_by_itself(visit: Callable[..., Person]) -> None:
    page = begin(visit("organizer", viewport=DESK))
    surface(page).focus()
    page.keyboard.type("第一段")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("要点")
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    page.keyboard.type("列表一")
    page.keyboard.press("Alt+F10")
    expect(page.get_by_role("button", name="加粗").first).to_be_focused()
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("列表二")
    wanted = "<p>第一段</p><p><strong>要点</strong></p><ul><li>列表一</li><li>列表二</li></ul>"
    expect(page.locator("#body")).to_have_value(wanted)
    with page.expect_response(lambda answer: answer.url.endswith("/edit") and answer.request.method == "POST") as saved:
        page.keyboard.type("。")
    assert saved.value.ok
    page.reload()
    expect(surface(page)).to_contain_text("列表二")


def test_pasted_text_keeps_its_form_and_loses_what_is_not_allowed(visit: Callable[..., Person]) -> None:
    page = begin(visit("organizer", viewport=DESK))
    surface(page).focus()
    surface(page).evaluate(PASTE)
    body = page.locator("#body")
    expect(body).to_have_value(re.compile("<h2>粘贴的标题</h2>"))
    kept = body.input_value()
    assert "<strong>加粗</strong>" in kept
    assert '<a href="https://example.org/">好链接</a>' in kept
    for gone in ("script", "onclick", "style", "img", "javascript"):
        assert gone not in kept


def test_article_is_written_and_published_without_script(visit: Callable[..., Person]) -> None:
    person = visit("organizer", script=False)
    page = begin(person)
    page.fill("#body", "无脚本的第一段\n\n第二段")
    page.get_by_role("button", name="检查与发布").click()
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("link", name="查看公开页面").click()
    expect(page.locator(".prose p")).to_have_text(["无脚本的第一段", "第二段"])
