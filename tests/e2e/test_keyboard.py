"""Register, enter and score with the keyboard alone: no key but Tab, the arrows, Space, Enter and letters."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from chassis.storage import ids
from tests.deploy.running import Running
from tests.e2e.people import Person
from tests.gateway.letters import code_in, received

Visit = Callable[..., Person]
FAR = 150
"""Presses of Tab after which something counts as out of reach."""
NAME = """() => {
  const one = document.activeElement;
  const label = one.labels?.[0] || one.closest("label");
  const shown = getComputedStyle(one);
  const ring = shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2;
  return [one.getAttribute("aria-label") || label?.innerText || one.innerText || one.value || "", ring];
}"""


def reach(page: Page, name: str) -> None:
    """Press Tab until the thing of this name has the focus, and see that it shows."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        found, ring = page.evaluate(NAME)
        if str(found).strip().startswith(name):
            assert ring, f"{name} has the focus and does not show it"
            return
    raise AssertionError(f"{name} cannot be reached on {page.url}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go to the button or link and press it."""
    reach(page, name)
    page.keyboard.press(key)


def write(page: Page, name: str, text: str) -> None:
    """Go to the field and write."""
    reach(page, name)
    page.keyboard.insert_text(text)


@pytest.mark.slow
def test_person_registers_by_keyboard(visit: Visit, running: Running) -> None:
    page, address = visit().page, f"keys-{ids.new_id().hex[-8:]}@example.org"
    page.goto("/signin")
    write(page, "邮箱或手机号", address)
    press(page, "发送验证码")
    page.wait_for_url("**/signin/code")
    write(page, "6 位验证码", code_in(received(running.data, address)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/signin/name")
    write(page, "姓名", "示例键")
    press(page, "我已阅读并同意", "Space")
    press(page, "完成注册")
    page.wait_for_url(lambda there: "/signin" not in there)
    expect(page.get_by_text("示例键").first).to_be_attached()


@pytest.mark.slow
def test_leader_fills_in_an_entry_by_keyboard(visit: Visit) -> None:
    page = visit("leader", viewport={"width": 1280, "height": 900}).page
    page.goto("/entries/new")
    page.keyboard.press("Tab")
    assert page.evaluate(NAME)[0] == "跳到正文"
    page.keyboard.press("Enter")
    press(page, "开始填写")
    page.wait_for_url("**/edit**")
    write(page, "项目名称", "只用键盘填写的项目")
    reach(page, "赛道")
    page.keyboard.press("ArrowDown")
    press(page, "应用实践组", "Space")
    write(page, "项目简介", "键盘可以完成的每一步。" * 12)
    press(page, "保存并继续")
    page.wait_for_url("**/edit/applicant**")
    write(page, "申报单位", "示例科技有限公司")
    press(page, "附件")
    page.wait_for_url("**/edit/files**")
    press(page, "保存并上传文件")
    page.wait_for_url("**/files/**")
    reach(page, "选择文件")


@pytest.mark.slow
def test_judge_scores_by_keyboard(visit: Visit) -> None:
    page = visit("judge").page
    page.goto("/judging")
    press(page, page.locator(".tile:has(.btn) h2 a").first.inner_text())
    page.wait_for_url("**/judging/*")
    for mark in page.locator("[data-mark]").all():
        reach(page, page.locator(f"label[for='{mark.get_attribute('id')}']").inner_text())
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("4")
    press(page, "检查并提交")
    expect(page.get_by_role("heading", name="确认提交评分表")).to_be_visible()


@pytest.mark.slow
def test_screener_goes_from_the_queue_to_an_outcome_by_keyboard(visit: Visit) -> None:
    page = visit("screener01@example.org", viewport={"width": 1280, "height": 900}).page
    page.goto("/organizer/screening")
    press(page, "领取下一个")
    page.wait_for_url(lambda there: there.rpartition("/")[2].count("-") == 4)
    points = page.locator("[data-point]")
    for at in range(points.count()):
        page.keyboard.press("j")
        page.keyboard.press("1")
        expect(points.nth(at).get_by_label("通过", exact=True)).to_be_checked()
    press(page, "通过…")
    page.wait_for_url("**/pass")
    press(page, "确认通过")
    expect(page.get_by_text("已通过，团队将收到通知。")).to_be_visible()
