"""Uploading, replacing, removing and downloading the file of an entry."""

from urllib.parse import quote

import pytest

from contracts.roles import LEADER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, token


@pytest.fixture
def leader(contest: Contest) -> Browser:
    return contest.signed_in(LEADER)


@pytest.fixture
def page(contest: Contest, leader: Browser) -> str:
    return f"{contest.draft(leader)}/files/document"


def test_file_comes_back_as_it_was_sent_under_its_own_name(leader: Browser, page: str) -> None:
    content = papers.PDF + bytes(range(256)) * 2000
    assert leader.upload(page, content, "我的申报书（终稿）.pdf").status_code == 303
    assert "我的申报书（终稿）.pdf" in leader.get(page).text
    answer = leader.get(leader.file_in(page))
    assert answer.data == content
    assert quote("我的申报书（终稿）.pdf") in answer.headers["Content-Disposition"]


def test_file_that_is_no_pdf_is_refused_with_a_reason(leader: Browser, page: str) -> None:
    answer = leader.upload(page, b"MZ\x90 pretending", "virus.pdf")
    assert answer.status_code == 415
    assert "PDF" in answer.text
    assert "virus.pdf" not in leader.get(page).text


def test_file_over_the_limit_is_refused_naming_the_limit(leader: Browser, page: str) -> None:
    answer = leader.upload(page, papers.PDF + b"\0" * (21 << 20))
    assert answer.status_code == 413
    assert "20" in answer.text
    assert "/download/" not in leader.get(page).text


def test_page_says_what_is_wrong_with_a_file_until_another_takes_its_place(
    contest: Contest, leader: Browser, page: str
) -> None:
    """Where the file is, on the way to submitting, and how many pages the next one has."""
    leader.upload(page, papers.PDF[:60])
    contest.until(lambda: "文件不完整" in leader.get(page).text)
    assert "文件不完整" in leader.get(page.replace("/files/document", "/review")).text
    leader.upload(page, papers.PDF)
    shown = contest.until(lambda: "可以正常打开" in (got := leader.get(page).text) and got)
    assert "1 页" in shown
    assert leader.get(f"{leader.file_in(page)}/picture").mimetype == "image/webp"


def test_form_without_a_file_says_so(leader: Browser, page: str) -> None:
    data = {"csrf_token": token(leader.get(page).text)}
    answer = leader.client.post(page, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "没有选择文件" in answer.text


def test_upload_without_the_token_is_refused(leader: Browser, page: str) -> None:
    leader.get(page)
    answer = leader.client.post(page, data={"csrf_token": "forged"}, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "/download/" not in leader.get(page).text


def test_removed_file_is_gone(leader: Browser, page: str) -> None:
    leader.upload(page, papers.PDF, "会被删除.pdf")
    assert leader.press(page, f"{page}/{leader.file_in(page).rpartition('/')[2]}/removal").status_code == 303
    assert "会被删除.pdf" not in leader.get(page).text


def test_download_goes_on_where_it_stopped_and_is_not_sent_twice(leader: Browser, page: str) -> None:
    leader.upload(page, papers.PDF)
    file = leader.file_in(page)
    whole = leader.get(file)
    assert (whole.data, whole.headers["Accept-Ranges"]) == (papers.PDF, "bytes")
    kept = leader.get(file, headers={"If-None-Match": whole.headers["ETag"]})
    assert (kept.status_code, kept.data) == (304, b"")
    part = leader.get(file, headers={"Range": "bytes=5-", "If-Range": whole.headers["ETag"]})
    assert (part.status_code, part.data) == (206, papers.PDF[5:])
    assert part.headers["Content-Range"] == f"bytes 5-{len(papers.PDF) - 1}/{len(papers.PDF)}"
    assert leader.get(file, headers={"Range": "bytes=999999-"}).status_code == 416
