"""The four ways through the product, at a real browser, against the product as people start it."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chassis.storage import ids
from deploy.demo.entries import ENTRIES, answers
from tests.e2e.people import Person
from tests.sample_files import tiny_pdf

Visit = Callable[..., Person]
SUMMARY = "本项目在窑炉出口布设工业相机，图像经厂区专网上行切片送到边缘节点，由检测模型给出缺陷位置与等级。" * 3

TYPED = ("title", "organisation", "credit_code", "leader_name", "leader_mobile", "summary", "scenario", "solution")
TYPED += ("need_for_5g", "innovations.0.text", "plan")
"""Fields of text, by the names of their inputs."""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """An entry form of some size."""
    path = tmp_path / "申报书（定稿）.pdf"
    path.write_bytes(tiny_pdf(b"x" * (3 << 20)))
    return path


def fill_in(page: Page, title: str) -> None:
    """Everything the demo's form asks of a creative proposal, on one page."""
    page.get_by_role("link", name="全部显示在一页").click()
    page.get_by_role("button", name="增加创新点").click()
    for name, value in (("group", "creative"), ("stage", "prototype"), ("technologies", "mec")):
        page.locator(f"input[name={name}][value={value}]").check()
    proposal = next(one for one in ENTRIES if one["no"] == 4)
    known = answers(proposal | {"title": title, "organisation": "示例科技有限公司", "code_of": 99})
    known |= {"summary": SUMMARY, "innovations.0.text": "三百毫秒内给出缺陷位置"}
    for name in TYPED:
        page.locator(f"[id='{name}']").fill(known[name])
    page.get_by_label("赛道").select_option(index=1)
    for name in ("organisation_type", "district"):
        page.locator(f"#{name}").select_option(known[name])
    for name in ("originality", "property_statement", "no_secrets", "rules"):
        page.locator(f"#{name}").check()


def send(page: Page, paper: Path) -> None:
    """Upload a file on the page of its slot."""
    page.get_by_label("选择文件").set_input_files(paper)
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_text("附件已上传。")).to_be_visible()


def enter(page: Page, title: str, paper: Path) -> None:
    """From the start page to the receipt."""
    page.goto("/entries/new")
    page.get_by_role("button", name="开始填写").click()
    fill_in(page, title)
    page.locator("#document button").click()
    send(page, paper)
    page.goto(page.url.replace("document", "undertaking_scan"))
    send(page, paper)
    page.get_by_role("link", name="检查并提交").click()
    page.get_by_role("button", name="确认提交").click()
    expect(page.get_by_role("heading", name="提交回执")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^XM5G04-\d{4}$"))).to_be_visible()
    expect(page.get_by_text(hashlib.sha256(paper.read_bytes()).hexdigest()).first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_leader_enters_and_gets_a_receipt(visit: Visit, paper: Path, script: bool) -> None:
    enter(visit("leader", script=script).page, f"浏览器里报名 {ids.new_id().hex[-8:]}", paper)


NOTE_WHAT_IS_SAID = """() => {
  const note = document.getElementById("note");
  window.said = [];
  const watcher = new MutationObserver(() => window.said.push(note.textContent));
  watcher.observe(note, { childList: true, characterData: true });
}"""
"""What stands there for a second only, a slow look would miss."""


def test_draft_saves_itself_while_the_leader_types(visit: Visit) -> None:
    page = visit("leader").page
    page.goto("/entries/new")
    page.get_by_role("button", name="开始填写").click()
    page.wait_for_url("**/edit")
    page.evaluate(NOTE_WHAT_IS_SAID)
    page.get_by_label("项目名称").fill("边写边存的题目")
    expect(page.locator("#note")).to_have_text(re.compile(r"^已保存 \d\d:\d\d$"))
    assert "有未保存的修改" in page.evaluate("window.said")
    page.reload()
    expect(page.get_by_label("项目名称")).to_have_value("边写边存的题目")
    expect(page.locator("[data-count-for=title]")).to_have_text("已写 7 字，应为 5 至 50 字")
    page.get_by_label("项目名称").fill("边写边存的题目，然后检查")
    page.get_by_role("button", name="保存并继续").click()
    expect(page.get_by_role("heading", name="申报单位")).to_be_visible()
    page.goto(re.sub(r"/edit.*", "/review", page.url))
    expect(page.get_by_text("边写边存的题目，然后检查")).to_be_visible()


def test_file_that_is_too_large_is_refused_before_it_is_sent(visit: Visit, tmp_path: Path) -> None:
    large = tmp_path / "太大.pdf"
    large.write_bytes(b"%PDF-1.4\n" + b"\0" * (21 << 20))
    page = visit("leader").page
    page.goto("/entries/new")
    page.get_by_role("button", name="开始填写").click()
    page.wait_for_url("**/edit")
    page.goto(page.url.replace("/edit", "/files/document"))
    page.get_by_label("选择文件").set_input_files(large)
    expect(page.get_by_text("文件超过 20 MB（现为 21 MB），请压缩后重新选择。")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_judge_scores_and_the_sheet_locks(visit: Visit, script: bool) -> None:
    page = visit("judge", script=script).page
    page.goto("/judging")
    page.get_by_role("link", name=re.compile("^(开始|继续)评分$")).first.click()
    page.wait_for_url("**/judging/*")
    marks = page.locator("[data-mark]")
    for number in range(marks.count()):
        highest = float(marks.nth(number).get_attribute("data-mark") or 0)
        marks.nth(number).fill(f"{highest * 0.8:g}")
    if script:
        expect(page.locator("[data-total]")).to_have_text("80")
        expect(page.locator("#note")).to_have_text(re.compile(r"^已保存"))
    page.get_by_role("button", name="检查并提交").click()
    expect(page.get_by_text("80 / 100")).to_be_visible()
    page.get_by_role("button", name="提交并锁定").click()
    expect(page.get_by_text("评分表已提交并锁定。")).to_be_visible()
    expect(page.locator("main input")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_volunteer_joins_and_leaves_a_shift(visit: Visit, script: bool) -> None:
    page = visit("volunteer07@example.org", script=script).page
    page.goto("/volunteer")
    tile = page.get_by_role("listitem").filter(has_text="应急机动")
    tile.get_by_role("button", name="报名此班次").click()
    expect(page.get_by_text("报名成功：应急机动。")).to_be_visible()
    tile.get_by_role("button", name="取消报名").click()
    expect(page.get_by_text("已取消报名。")).to_be_visible()
    expect(tile.get_by_role("button", name="报名此班次")).to_be_visible()


def test_organizer_sees_it_happen_without_reloading(visit: Visit, paper: Path) -> None:
    organizer = visit("organizer").page
    organizer.goto("/organizer/activity")
    expect(organizer.locator("[data-stream-state]")).to_have_text("实时更新中")
    title = f"直播看到的项目 {ids.new_id().hex[-8:]}"
    enter(visit("leader").page, title, paper)
    expect(organizer.get_by_text(title)).to_be_visible()
    organizer.goto("/inbox")
    organizer.get_by_role("link", name="提交项目").first.click()
    expect(organizer.get_by_text(title).first).to_be_visible()


def test_organizer_misses_nothing_while_offline(visit: Visit, paper: Path) -> None:
    person = visit("organizer")
    person.page.goto("/organizer/activity")
    expect(person.page.locator("[data-stream-state]")).to_have_text("实时更新中")
    person.page.goto("/organizer/ranking")
    title = f"离线时提交的项目 {ids.new_id().hex[-8:]}"
    enter(visit("leader").page, title, paper)
    person.page.go_back()
    expect(person.page.get_by_text(title)).to_be_visible()
