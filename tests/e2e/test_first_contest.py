"""A contest made from nothing by somebody who knows Word: begun, written, published, copied to the next year."""

import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from chassis import clock
from tests.deploy.running import Running
from tests.e2e.people import DESK, Person
from tests.provision.ports import free_ports

YEAR = clock.now().year + 1


@pytest.fixture
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """The first organizer of a product that holds nothing, with the link that starting it printed."""
    running = Running(tmp_path_factory.mktemp("first") / "data", port=free_ports(1)[0])
    person = Person(browser, f"http://localhost:{running.port}", viewport=DESK)
    try:
        person.sign_in(running.links()[0])
        yield person
        assert person.trouble == []
    finally:
        person.leave()
        running.end(signal.SIGTERM)


def stranger_sees(office: Person, browser: Browser, text: str) -> Page:
    visitor = Person(browser, office.base)
    visitor.page.goto("/")
    expect(visitor.page.get_by_text(text).first).to_be_visible()
    return visitor.page


def test_contest_is_made_published_and_copied_on_pages_alone(office: Person, browser: Browser) -> None:
    page = office.page
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="同意并继续").click()
    begin(page)
    write(page)
    page.get_by_role("link", name="按公开页面预览").click()
    expect(page.get_by_text("这是全部草稿发布后公众看到的页面")).to_be_visible()
    page.get_by_role("link", name="返回这一届").click()
    page.get_by_role("button", name="发布这一届").click()
    expect(page.get_by_text("已发布。所有页面现在都显示新的内容。")).to_be_visible()
    stranger_sees(office, browser, "面向全市征集5G应用项目。").context.close()
    page.get_by_role("link", name="评审设置").click()
    write_rubric(page)
    page.goto("/organizer/editions/xm5g05")
    page.get_by_role("link", name="复制为新的一届").click()
    page.get_by_label("届次名称").fill("第六届厦门5G应用大赛")
    page.get_by_label("第一个阶段从哪天开始").fill(f"{YEAR + 1}-03-01")
    page.get_by_role("button", name="复制", exact=True).click()
    page.get_by_role("button", name="发布这一届").click()
    expect(page.get_by_text("已发布。所有页面现在都显示新的内容。")).to_be_visible()
    for _again in range(20):  # each process learns of it by itself
        page.goto("/editions")
        if page.get_by_role("heading", name=re.compile("第[五六]届厦门5G应用大赛"), level=2).count() == 2:
            return
    pytest.fail(page.inner_text("main"))


def begin(page: Page) -> None:
    """A new edition of a new contest, from the desk on."""
    page.get_by_role("link", name=re.compile("^届次设置.*还没有发布的大赛")).click()
    page.get_by_role("link", name="新建届次").click()
    page.get_by_label("大赛名称").fill("厦门5G应用大赛")
    page.get_by_label("届次名称").fill("第五届厦门5G应用大赛")
    page.get_by_label("项目编号前缀").fill("XM5G05")
    page.get_by_label("第一个阶段从哪天开始").fill(f"{YEAR}-03-02")
    page.get_by_role("button", name="开始填写").click()


def write(page: Page) -> None:
    """What the template cannot know: in a few words what it is about, and who holds it."""
    page.get_by_role("link", name="基本信息", exact=True).click()
    page.get_by_label("大赛简介").fill("面向全市征集5G应用项目。")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("link", name="组织单位", exact=True).click()
    page.get_by_role("button", name="增加单位").click()
    page.get_by_label("性质").select_option("主办单位")
    page.get_by_label("单位名称").fill("厦门市信息协会")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("link", name="返回这一届").click()
    page.get_by_role("link", name="参赛表单", exact=True).click()
    page.get_by_text("在“项目”中增加一项").click()
    page.get_by_role("textbox", name="名称").first.fill("拟应用的厂区")
    page.get_by_role("button", name="增加", exact=True).first.click()
    page.get_by_role("link", name="返回参赛表单").click()
    expect(page.get_by_role("link", name="拟应用的厂区")).to_be_visible()
    page.get_by_role("link", name="返回这一届").click()


def write_rubric(page: Page) -> None:
    """By what judges score, from a ready-made one."""
    page.get_by_role("link", name="初赛网评").click()
    page.get_by_role("button", name="开始编写").click()
    page.get_by_role("link", name="检查与发布").click()
    page.get_by_role("button", name=re.compile("^发布")).click()
    page.goto("/organizer/stages")
    expect(page.get_by_role("row", name=re.compile("初赛网评.*已发布"))).to_be_visible()
