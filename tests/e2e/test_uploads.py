"""An upload that is cut at half: it goes on by itself, after a reload, and only with the same file."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.people import Person
from tests.sample_files import PDF

Visit = Callable[..., Person]
BODY = PDF + bytes(range(256)) * (12 << 10)
PATIENCE = 30_000
"""Milliseconds two megabytes may take on their way."""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "申报书.pdf"
    path.write_bytes(BODY)
    return path


class Cable:
    """Lets the first part through; then parts break off until it is mended."""

    def __init__(self, page: Page) -> None:
        self.through, self.mended = 0, False
        page.route("**/uploads/*", self)

    def __call__(self, route: Route) -> None:
        if route.request.method == "PATCH" and not self.mended:
            self.through += 1
            if self.through > 1:
                return route.abort("connectionreset")
        return route.continue_()


def open_file_page(person: Person) -> Page:
    page = person.page
    page.goto("/entries/new")
    page.get_by_role("button", name="开始填写").click()
    page.wait_for_url("**/edit")
    page.goto(page.url.replace("/edit", "/files/document"))
    return page


def choose(page: Page, paper: Path, button: str = "上传") -> None:
    page.get_by_label("选择文件").set_input_files(paper)
    page.get_by_role("button", name=button, exact=True).click()


def uploaded(page: Page) -> bytes:
    """What the server holds once the upload is done."""
    expect(page.get_by_text("附件已上传。")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载核对").click()
    return download.value.path().read_bytes()


def forgive_the_cut(person: Person) -> None:
    person.trouble = [line for line in person.trouble if "ERR_CONNECTION_RESET" not in line]


SLOW_DISK = """() => {
  const read = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function () {
    await new Promise((done) => setTimeout(done, 400));
    return read.call(this);
  };
}"""


def test_pressing_while_the_file_is_still_looked_at_uploads_it(visit: Visit, paper: Path) -> None:
    page = open_file_page(visit("leader"))
    page.evaluate(SLOW_DISK)
    choose(page, paper)
    assert uploaded(page) == BODY


def test_upload_cut_at_half_goes_on_by_itself(visit: Visit, paper: Path) -> None:
    person = visit("leader")
    page = open_file_page(person)
    cable = Cable(page)
    choose(page, paper)
    expect(page.get_by_text(re.compile("网络中断，\\d 秒后自动继续"))).to_be_visible(timeout=PATIENCE)
    cable.mended = True
    page.evaluate("window.dispatchEvent(new Event('online'))")
    assert uploaded(page) == BODY
    forgive_the_cut(person)


def test_upload_cut_at_half_goes_on_after_a_reload(visit: Visit, paper: Path) -> None:
    person = visit("leader")
    page = open_file_page(person)
    cable = Cable(page)
    choose(page, paper)
    expect(page.get_by_text("网络中断")).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(page.get_by_text("已收到 2 MB / 3 MB，可继续")).to_be_visible()
    other = paper.with_name("另一份.pdf")
    other.write_bytes(BODY)
    os.utime(other, (1, 1))
    page.get_by_label("选择文件").set_input_files(other)
    expect(page.get_by_text("与上次的文件不同，将从头上传。")).to_be_visible()
    page.get_by_label("选择文件").set_input_files(paper)
    expect(page.get_by_text("与上次是同一个文件，将从 2 MB 处继续。")).to_be_visible()
    cable.mended, sent = True, list[int]()
    page.on("request", lambda asked: sent.append(len(asked.post_data_buffer or b"")) if asked.method == "PATCH" else 0)
    choose(page, paper, "继续上传")
    assert uploaded(page) == BODY
    assert sum(sent) <= len(BODY) - (2 << 20)
    forgive_the_cut(person)


def test_cancelled_upload_leaves_nothing(visit: Visit, paper: Path) -> None:
    person = visit("leader")
    page = open_file_page(person)
    Cable(page)
    choose(page, paper)
    expect(page.get_by_text("网络中断")).to_be_visible(timeout=PATIENCE)
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        page.get_by_role("button", name="取消上传").click()
    expect(page.get_by_text("已取消上传。")).to_be_visible()
    page.reload()
    expect(page.get_by_text("上次的文件没有传完")).to_have_count(0)
    forgive_the_cut(person)


def test_file_that_is_no_pdf_is_refused_before_it_is_sent(visit: Visit, tmp_path: Path) -> None:
    renamed = tmp_path / "照片.pdf"
    renamed.write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 5000)
    page = open_file_page(visit("leader"))
    page.get_by_label("选择文件").set_input_files(renamed)
    expect(page.get_by_text("只能上传 PDF 文件，请换一个文件")).to_be_visible()
