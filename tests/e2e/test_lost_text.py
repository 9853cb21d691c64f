"""Whatever happens between two keystrokes, no word is lost."""

import re
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from tests.deploy.running import Running
from tests.e2e.conftest import ADDRESSES
from tests.e2e.people import Person

Visit = Callable[..., Person]
SAVED = re.compile(r"^已保存 \d\d:\d\d$")


def begin(person: Person) -> str:
    """A fresh draft; the address of its form."""
    person.page.goto("/entries/new")
    person.page.get_by_role("button", name="开始填写").click()
    person.page.wait_for_url("**/edit")
    return person.page.url


def title(page: Page) -> Locator:
    return page.get_by_label("项目名称")


def note(page: Page) -> Locator:
    return page.locator("#note")


def forgive(person: Person, *words: str) -> None:
    """What the browser says about answers that were meant to fail."""
    person.trouble = [line for line in person.trouble if not any(word in line for word in words)]


def cut_off(person: Person) -> None:
    """Nothing this page sends arrives any more. Unlike the offline mode, which a page may leave and save."""
    person.page.route("**/edit", lambda sent: sent.abort() if sent.request.method == "POST" else sent.continue_())


def test_text_typed_while_offline_waits_in_the_browser_and_saves_itself(visit: Visit) -> None:
    person = visit("leader")
    form = begin(person)
    cut_off(person)
    title(person.page).fill("断网时写的题目")
    expect(note(person.page)).to_have_text("网络中断，内容已留在本机，将自动重试")
    person.page.close()
    assert "断网时写的题目" not in person.context.request.get(form).text()
    person.open()
    person.page.goto(form)
    expect(title(person.page)).to_have_value("断网时写的题目")
    expect(person.page.get_by_text("还没有保存的内容已放回表中")).to_be_visible()
    expect(note(person.page)).to_have_text(SAVED)
    assert person.page.evaluate("Object.keys(localStorage)") == []
    forgive(person, "ERR_FAILED")


def test_idle_tab_takes_nothing_away_that_another_kept(visit: Visit) -> None:
    person = visit("leader")
    form = begin(person)
    cut_off(person)
    idle = person.context.new_page()
    idle.goto(form)
    title(person.page).fill("另一个标签页断网时写的题目")
    expect(note(person.page)).to_contain_text("网络中断")
    person.page.close()
    idle.evaluate("window.dispatchEvent(new Event('online'))")
    title(idle).fill("空闲标签页的题目")
    expect(note(idle)).to_have_text(SAVED)
    idle.get_by_role("button", name="保存草稿").click()
    expect(idle.get_by_text("草稿已保存")).to_be_visible()
    expect(title(idle)).to_have_value("另一个标签页断网时写的题目")
    expect(idle.get_by_text("还没有保存的内容已放回表中")).to_be_visible()
    idle.get_by_role("button", name="比较两份内容").click()
    expect(idle.get_by_text("空闲标签页的题目")).to_be_visible()
    expect(title(idle)).to_have_value("另一个标签页断网时写的题目")
    idle.get_by_role("button", name="保存草稿").click()
    expect(idle.get_by_text("草稿已保存")).to_be_visible()
    assert idle.evaluate("Object.keys(localStorage)") == []
    forgive(person, "ERR_FAILED", "412")


def test_text_in_the_browser_is_shown_to_nobody_else_and_goes_with_its_owner(
    visit: Visit, link: Callable[[str], str]
) -> None:
    person = visit("leader")
    form = begin(person)
    cut_off(person)
    title(person.page).fill("只有我能看到的题目")
    expect(note(person.page)).to_contain_text("网络中断")
    assert "只有我能看到的题目" in str(person.page.evaluate("Object.values(localStorage)"))
    person.page.goto("/entries")
    person.page.get_by_text("菜单").click()
    person.page.get_by_role("button", name="退出").click()
    person.page.wait_for_url("**/")
    assert person.page.evaluate("Object.keys(localStorage)") == []
    person.sign_in(link(ADDRESSES["leader"]))
    person.page.goto(form)
    expect(title(person.page)).to_have_value("")
    forgive(person, "ERR_FAILED")


def test_session_that_ends_while_typing_gives_the_text_back_after_sign_in(
    visit: Visit, link: Callable[[str], str]
) -> None:
    person = visit("leader")
    form = begin(person)
    person.context.clear_cookies(name="egret_session")
    title(person.page).fill("登录过期时写的题目")
    expect(note(person.page)).to_contain_text("登录已过期")
    person.page.get_by_role("button", name="保存草稿").click()
    person.page.wait_for_url("**/signin")
    person.page.goto(link(ADDRESSES["leader"]))
    person.page.get_by_role("main").get_by_role("button", name="登录").click()
    person.page.wait_for_url(form)
    expect(title(person.page)).to_have_value("登录过期时写的题目")


def test_two_tabs_lose_neither_text(visit: Visit) -> None:
    person = visit("leader")
    form = begin(person)
    first, second = person.page, person.context.new_page()
    second.goto(form)
    title(second).fill("第二个标签页的题目")
    expect(note(second)).to_have_text(SAVED)
    title(first).fill("第一个标签页的题目")
    expect(first.get_by_text("这份内容刚刚在别处保存过")).to_be_visible()
    first.get_by_role("button", name="比较两份内容").click()
    expect(first.get_by_role("heading", name="别处已保存过新的内容")).to_be_visible()
    expect(title(first)).to_have_value("第一个标签页的题目")
    expect(first.get_by_text("第二个标签页的题目")).to_be_visible()
    first.get_by_role("button", name="保存草稿").click()
    expect(first.get_by_text("草稿已保存")).to_be_visible()
    expect(title(first)).to_have_value("第一个标签页的题目")
    forgive(person, "412")


def test_press_while_a_save_is_under_way_meets_no_conflict_with_it(visit: Visit) -> None:
    person = visit("leader")
    begin(person)
    page, saved = person.page, list[tuple[Route, APIResponse]]()
    page.route("**/edit", lambda sent: saved.append((sent, sent.fetch())), times=1)
    title(page).fill("正在自动保存的题目")
    expect(note(page)).to_have_text("正在保存…")
    while not saved:
        page.wait_for_timeout(50)
    title(page).fill("正在自动保存的题目，又改了一次")
    page.get_by_role("button", name="保存草稿").click(no_wait_after=True)
    [(sent, answer)] = saved
    sent.fulfill(response=answer)
    expect(page.get_by_text("草稿已保存")).to_be_visible()
    expect(title(page)).to_have_value("正在自动保存的题目，又改了一次")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_going_back_shows_what_was_saved_and_can_be_saved_again(visit: Visit, script: bool) -> None:
    person = visit("leader", script=script)
    begin(person)
    page = person.page
    title(page).fill("退回之前写的题目")
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url("**/edit/applicant")
    page.go_back()
    expect(title(page)).to_have_value("退回之前写的题目")
    title(page).fill("退回之后又改的题目")
    page.get_by_role("button", name="保存并继续").click()
    page.wait_for_url("**/edit/applicant")
    page.goto(page.url.replace("/edit/applicant", "/review"))
    expect(page.get_by_text("退回之后又改的题目")).to_be_visible()


def test_refused_text_stands_in_the_form_while_typing_and_after_sending(visit: Visit) -> None:
    person = visit("leader")
    begin(person)
    title(person.page).fill("长" * 1001)
    expect(note(person.page)).to_contain_text("最多 1000 个字")
    person.page.get_by_role("button", name="保存草稿").click()
    expect(person.page.get_by_role("heading", name="有内容需要修改")).to_be_visible()
    expect(title(person.page)).to_have_value("长" * 1001)
    forgive(person, "422")


def test_comment_that_was_not_sent_is_put_back_until_it_is(visit: Visit) -> None:
    person = visit("leader")
    page = person.page
    comments = begin(person).replace("/edit", "/comments")
    page.goto(comments)
    page.get_by_label("留言").fill("断网之前写的意见")
    page.goto("/entries")
    page.goto(comments)
    expect(page.get_by_text("还没有保存的内容已放回表中")).to_be_visible()
    page.get_by_role("button", name="发出").click()
    expect(page.get_by_role("listitem").filter(has_text="断网之前写的意见")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_button_pressed_twice_starts_one_draft(visit: Visit) -> None:
    page = visit("leader").page
    page.goto("/entries")
    before = page.locator(".card-list > li").count()
    page.goto("/entries/new")
    page.get_by_role("button", name="开始填写").dblclick()
    page.wait_for_url("**/edit")
    page.goto("/entries")
    expect(page.locator(".card-list > li")).to_have_count(before + 1)


@pytest.mark.slow
def test_server_that_restarts_between_keystrokes_gets_the_text_afterwards(visit: Visit, running: Running) -> None:
    person = visit("leader")
    form = begin(person)
    title(person.page).fill("重启之前写的题目")
    expect(note(person.page)).to_have_text(SAVED)
    running.end(signal.SIGTERM)
    try:
        title(person.page).fill("重启期间写的题目")
        expect(note(person.page)).to_contain_text("网络中断")
    finally:
        running.start()
        running.links()
    person.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(note(person.page)).to_have_text(SAVED)
    person.page.goto(form)
    expect(title(person.page)).to_have_value("重启期间写的题目")
    forgive(person, "ERR_")
