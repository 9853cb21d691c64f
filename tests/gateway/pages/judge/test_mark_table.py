"""A judge's marks of a whole stage on one page, without script and with, and the same marks compared."""

from types import SimpleNamespace
from typing import Any

import pytest

from chassis.http.auth import Identity
from contracts.roles import JUDGE, LEADER
from gateway.pages.judge.comparison import placed
from tests.gateway.browsing import Browser, Contest, form_fields, id_in

AT = "/judging/stages/e1/preliminary"
TABLE, COMPARISON = f"{AT}/marks", f"{AT}/comparison"
TEAM, LEADER_NAME = "秘密团队科技有限公司", "绝密负责人"


@pytest.fixture
def judge(contest: Contest) -> Identity:
    return contest.person(JUDGE, name="评委01")


@pytest.fixture
def sheets(contest: Contest, judge: Identity) -> list[str]:
    """Assignments of two entries."""
    entries = [contest.submitted(contest.browser(contest.person(LEADER, name=LEADER_NAME))) for _ in range(2)]
    return [str(contest.assigned(judge, str(id_in(entry)))) for entry in entries]


@pytest.fixture
def browser(contest: Contest, judge: Identity, sheets: list[str]) -> Browser:
    return contest.browser(judge)


def marks(sheet: str, innovation: str, practicality: str = "") -> dict[str, str]:
    return {f"mark-{sheet}-innovation": innovation, f"mark-{sheet}-practicality": practicality}


def test_rows_are_saved_together_and_comments_stay(browser: Browser, sheets: list[str]) -> None:
    browser.press(f"/judging/{sheets[0]}", **{"comment": "先写好的评语"})
    assert f'href="{TABLE}"' in browser.get("/judging").text
    answer = browser.press(TABLE, **marks(sheets[0], "50.5", "30"), **marks(sheets[1], "20", "10"))
    assert (answer.status_code, answer.location) == (303, TABLE)
    page = browser.get(TABLE).text
    assert "80.5" in page
    assert browser.get(TABLE).mimetype == "text/html"
    assert f'href="/judging/{sheets[1]}#comment">还缺评语' in page
    assert f"/judging/{sheets[0]}/confirmation" in page
    assert "先写好的评语" in browser.get(f"/judging/{sheets[0]}").text
    for text in (page, browser.get(COMPARISON).text):
        assert TEAM not in text
        assert LEADER_NAME not in text


def test_a_row_refused_keeps_its_text_and_no_other_row(browser: Browser, sheets: list[str]) -> None:
    answer = browser.press(TABLE, **marks(sheets[0], "61"), **marks(sheets[1], "20"))
    assert answer.status_code == 422
    assert 'value="61"' in answer.text
    assert "分数应在 0 至 60 之间" in answer.text
    assert "已保存 1 个项目的分数" in answer.text
    assert 'value="20"' in browser.get(TABLE).text


def test_marks_saved_elsewhere_stand_beside_what_was_typed(browser: Browser, sheets: list[str]) -> None:
    page = browser.get(TABLE).text
    browser.press(f"/judging/{sheets[0]}", **{"mark-innovation": "44"})
    answer = browser.send(page, TABLE, **marks(sheets[0], "33"))
    assert answer.status_code == 412
    assert 'value="33"' in answer.text
    assert "44" in answer.text.split("别处保存过新的分数：")[1]
    assert browser.send(answer.text, TABLE, **marks(sheets[0], "33")).status_code == 303
    assert 'value="33"' in browser.get(TABLE).text


def test_script_saves_a_row_and_learns_how_it_stands(browser: Browser, sheets: list[str]) -> None:
    fields = {**form_fields(browser.get(TABLE).text, TABLE), "action": "autosave"}
    one = {name: text for name, text in fields.items() if sheets[1] not in name}
    saved = browser.client.post(TABLE, data={**one, **marks(sheets[0], "50", "35")})
    assert (saved.status_code, saved.json["total"]) == (200, "85")
    assert "检查并提交" in saved.json["status"]
    stale = browser.client.post(TABLE, data={**one, **marks(sheets[0], "1", "1")})
    assert (stale.status_code, stale.json["marks"]) == (412, {"innovation": "50", "practicality": "35"})
    etag = {f"etag-{sheets[0]}": stale.json["etag"]}
    wrong = browser.client.post(TABLE, data={**one, **marks(sheets[0], "61"), **etag})
    assert (wrong.status_code, list(wrong.json["errors"])) == (422, ["innovation"])
    for odd in ({}, {"etag-nothing": "x", "mark-": "1"}):
        sent = browser.client.post(TABLE, data={"csrf_token": fields["csrf_token"], "action": "autosave", **odd})
        assert sent.status_code == 400


def test_comparison_goes_from_the_highest_to_the_lowest(browser: Browser, sheets: list[str]) -> None:
    browser.press(TABLE, **marks(sheets[0], "20", "30"), **marks(sheets[1], "50", "10"))
    page, by = browser.get(COMPARISON).text, browser.get(f"{COMPARISON}?by=practicality").text
    assert page.index(sheets[1]) < page.index(sheets[0])
    assert by.index(sheets[0]) < by.index(sheets[1])
    assert browser.get(f"{COMPARISON}?by=nothing").status_code == 200


def test_equal_totals_share_a_place_and_unfinished_sheets_have_none() -> None:
    given: Any = [
        SimpleNamespace(total=total, unmarked=unmarked, marks={"a": total})
        for total, unmarked in (("9.5", 0), ("80", 0), ("80.0", 0), ("0", 0), ("99", 1))
    ]
    assert [(one.place, one.tied, one.sheet.total) for one in placed(given, "")] == [
        (1, True, "80"),
        (1, True, "80.0"),
        (3, False, "9.5"),
        (4, False, "0"),
    ]


def test_table_of_a_stage_nobody_gave_one_is_empty(contest: Contest, sheets: list[str]) -> None:
    other = contest.signed_in(JUDGE)
    answer = other.get(TABLE)
    assert sheets[0] not in answer.text
    assert other.get("/judging/stages/e1/nowhere/marks").status_code == 404
