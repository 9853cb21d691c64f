"""A judge's way from the list to a locked sheet, without ever learning who stands behind an entry."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import render_template_string

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage import ids
from contracts.roles import JUDGE, LEADER
from gateway.pages.judge import sheet_form
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, form_fields, id_in

TEAM = "秘密团队科技有限公司"
LEADER_NAME = "绝密负责人"


@pytest.fixture
def judge(contest: Contest) -> Identity:
    return contest.person(JUDGE, name="评委01")


@pytest.fixture
def entry(contest: Contest) -> str:
    return contest.submitted(contest.browser(contest.person(LEADER, name=LEADER_NAME)))


@pytest.fixture
def sheet(contest: Contest, judge: Identity, entry: str) -> str:
    return f"/judging/{contest.assigned(judge, str(id_in(entry)))}"


@pytest.fixture
def browser(contest: Contest, judge: Identity) -> Browser:
    return contest.browser(judge)


MARKS = {"mark-innovation": "50.5", "mark-practicality": "30", "comment": "思路新颖，落地扎实。"}


def test_sheet_goes_from_draft_to_locked(browser: Browser, sheet: str) -> None:
    assert browser.press(sheet, **{**MARKS, "mark-practicality": ""}).status_code == 303
    assert "还差 1 项才能提交" in browser.get(f"{sheet}/confirmation").text
    assert browser.press(sheet, **MARKS, action="confirm").location == f"{sheet}/confirmation"
    assert "80.5" in browser.get(f"{sheet}/confirmation").text
    assert browser.press(f"{sheet}/confirmation", f"{sheet}/submission").status_code == 303
    locked = browser.get(sheet).text
    assert "锁定" in locked
    assert "<input" not in locked.split("<main")[1].split("</main>")[0]
    assert "已提交 1 份，共 1 份" in browser.get("/judging").text


def test_submission_pressed_twice_is_harmless(browser: Browser, sheet: str) -> None:
    browser.press(sheet, **MARKS)
    page = browser.get(f"{sheet}/confirmation").text
    assert [browser.send(page, f"{sheet}/submission").status_code for _ in range(2)] == [303, 303]


def test_nothing_a_judge_can_open_names_the_team(browser: Browser, sheet: str) -> None:
    browser.press(sheet, **MARKS)
    for page in ("/judging", sheet, f"{sheet}/confirmation", "/inbox"):
        text = browser.get(page).text
        assert TEAM not in text
        assert LEADER_NAME not in text


def test_judge_opens_the_file_under_its_number(contest: Contest, browser: Browser, sheet: str) -> None:
    (file,) = set(re.findall(rf'href="({sheet}/files/[^"]+)"', browser.get(sheet).text))
    answer = contest.until(lambda: (got := browser.get(file)).status_code == 200 and got)
    assert answer.data == papers.PDF
    assert "XM5G04-" in answer.headers["Content-Disposition"]
    assert "%E7%94%B3" not in answer.headers["Content-Disposition"]
    assert browser.get(f"{file}/picture").mimetype == "image/webp"
    drawn = browser.get(f"{file}/pages/1")
    assert (drawn.mimetype, "Content-Disposition" in drawn.headers) == ("image/webp", False)
    assert f'src="{file}/pages/1"' in browser.get(sheet).text


def test_mark_above_the_highest_is_refused_beside_its_field(browser: Browser, sheet: str) -> None:
    answer = browser.press(sheet, **{**MARKS, "mark-innovation": "61"})
    assert answer.status_code == 422
    assert 'value="61"' in answer.text
    assert 'href="#mark-innovation"' in answer.text


def test_form_names_the_totals_that_need_a_comment_in_this_stage() -> None:
    stage: Any = SimpleNamespace(criteria=(), step="0.5", comment_below="70", comment_above="92.5")
    (comment,) = sheet_form.form(stage).fields
    assert str(comment.hint).startswith("总分低于 70 或高于 92.5 时必须填写")


@pytest.mark.parametrize(
    ("locale", "words"), [("zh-CN", ("名称", "数量", "专利", "2")), ("en", ("Kind", "数量", "Patent"))]
)
def test_rows_of_an_answer_are_read_in_the_readers_language(contest: Contest, locale: str, words: tuple[str]) -> None:
    rows = SimpleNamespace(columns=(("名称", "Kind"), ("数量", "")), rows=((("专利", "Patent"), ("2", "")),))
    with contest.product.app.test_request_context("/", headers={"Accept-Language": locale}):
        shown = render_template_string("{{ document.table(rows) }}", rows=rows)
    assert all(word in shown for word in words), shown


def test_low_total_needs_a_comment(browser: Browser, sheet: str) -> None:
    browser.press(sheet, **{"mark-innovation": "10", "mark-practicality": "10", "comment": ""})
    assert "评语" in browser.get(f"{sheet}/confirmation").text.split("才能提交")[1]


def test_marks_saved_elsewhere_are_shown_beside_what_was_typed(browser: Browser, sheet: str) -> None:
    page = browser.get(sheet).text
    browser.press(sheet, **{**MARKS, "mark-innovation": "44"})
    answer = browser.send(page, sheet, **{**MARKS, "mark-innovation": "33"})
    assert answer.status_code == 412
    assert 'value="33"' in answer.text
    assert ">44<" in answer.text


def test_autosave_keeps_part_of_the_marks(browser: Browser, sheet: str) -> None:
    fields = {**form_fields(browser.get(sheet).text, sheet), "action": "autosave"}
    saved = browser.client.post(sheet, data={**fields, "mark-innovation": "12.5"})
    assert saved.status_code == 200
    assert 'value="12.5"' in browser.get(sheet).text


def test_sheet_of_another_judge_is_not_found(contest: Contest, browser: Browser, sheet: str) -> None:
    browser.press(sheet, **{**MARKS, "comment": "只有我能看到的评语"})
    other = contest.signed_in(JUDGE)
    for page in (sheet, f"{sheet}/confirmation", f"{sheet}/files/{ids.new_id()}"):
        answer = other.get(page)
        assert answer.status_code == 404
        assert "只有我能看到的评语" not in answer.text


def test_sheet_of_a_stage_that_is_over_offers_nothing_but_a_copy(
    contest: Contest, browser: Browser, sheet: str
) -> None:
    browser.press(sheet, **MARKS)
    page = browser.get(sheet).text
    with clock.frozen(clock.now() + timedelta(days=60)):
        late = browser.send(page, sheet, **{**MARKS, "comment": "截止后才写完的评语"})
        assert late.status_code == 409
        assert "截止后才写完的评语" in late.text
        for text in (late.text, browser.get(sheet).text):
            assert f'action="{sheet}' not in text
            assert "复制全部内容" in text
            assert "：50.5" in text


def test_submission_kept_by_a_script_is_told_how_it_ended(browser: Browser, sheet: str) -> None:
    browser.press(sheet, **MARKS)
    at = f"{sheet}/submission"
    stale = {**form_fields(browser.get(f"{sheet}/confirmation").text, at), "action": "autosave"}
    browser.press(sheet, **{**MARKS, "mark-innovation": "44"})
    refused = browser.client.post(at, data=stale)
    assert (refused.status_code, "核对" in refused.json["text"]) == (412, True)
    fields = {**form_fields(browser.get(f"{sheet}/confirmation").text, at), "action": "autosave"}
    assert [browser.client.post(at, data=fields).json for _ in range(2)] == [{"address": sheet}] * 2
    assert "<input" not in browser.get(sheet).text.split("<main")[1].split("</main>")[0]


def test_submission_kept_too_long_is_refused_with_the_date(browser: Browser, sheet: str) -> None:
    browser.press(sheet, **MARKS)
    at = f"{sheet}/submission"
    fields = {**form_fields(browser.get(f"{sheet}/confirmation").text, at), "action": "autosave"}
    with clock.frozen(clock.now() + timedelta(days=60)):
        late = browser.client.post(at, data=fields)
        assert (late.status_code, "截止" in late.json["text"]) == (409, True)
        assert "：50.5" in browser.get(sheet).text
