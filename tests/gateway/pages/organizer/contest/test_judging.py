"""Judging as organizers see it: only what is theirs to organize, page by page, and nothing said that is not so."""

import re
from typing import Any

import pytest

from chassis import clock
from chassis.http.auth import Identity
from contracts.roles import JUDGE, LEADER, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, id_in

ELSEWHERE = "edition:e9"


@pytest.fixture
def organizer(contest: Contest) -> Browser:
    return contest.signed_in(ORGANIZER)


@pytest.fixture
def judge(contest: Contest) -> Identity:
    return contest.person(JUDGE, name="评委丙丁")


def scored(contest: Contest, judge: Identity, **marks: str) -> tuple[str, str]:
    """An entry that the judge scored and handed in; its address and the assignment's."""
    entry = contest.submitted(contest.signed_in(LEADER))
    assignment = contest.assigned(judge, str(id_in(entry)))
    browser, sheet = contest.browser(judge), f"/judging/{assignment}"
    browser.press(sheet, **{"mark-innovation": "50", "mark-practicality": "30", "comment": "", **marks})
    assert browser.press(f"{sheet}/confirmation", f"{sheet}/submission").status_code == 303
    return entry, f"/organizer/assignments/{assignment}"


def test_organizer_of_one_edition_who_judges_in_another_gets_the_own_stage(own: Contest) -> None:
    both = own.holder(ORGANIZER, ELSEWHERE)
    own.grant(both, JUDGE, "edition:e1")
    later = papers.edition(clock.now() + 9 * papers.DAY) | {"name": "别届大赛", "entry_prefix": "XM5G09"}
    later["stages"][1]["name"] = "别届初评"
    office = own.person(ORGANIZER)
    own.put_edition("e9", later)
    own.until(lambda: own.put_rubric(office, "e9"))
    browser = own.browser(both)
    for page in ("/organizer/ranking", "/organizer/assignments"):
        answer = browser.get(page)
        assert answer.status_code == 200
        assert "别届初评" in answer.text
        assert "初赛网评" not in answer.text
    seen = own.signed_in(ORGANIZER).get("/organizer/ranking?edition=e9&stage=preliminary").text
    assert "<h1>排名 · 别届初评</h1>" in seen


def test_judges_of_another_edition_are_not_offered_and_the_others_stand_by_name(
    contest: Contest, organizer: Browser
) -> None:
    contest.submitted(contest.signed_in(LEADER))
    contest.person(JUDGE, name="择评委")
    contest.person(JUDGE, name="啊评委")
    other = contest.holder(JUDGE, ELSEWHERE, name="别届评委")
    office = contest.person(ORGANIZER)
    contest.until(lambda: str(other.account_id) in {one["id"] for one in contest.all(office, "judging", "/judges")})
    page = "/organizer/assignments?edition=e1"
    text = contest.until(lambda: "啊评委" in (page_text := organizer.get(page).text) and page_text)
    assert "别届评委" not in text
    assert text.index("啊评委") < text.index("择评委")


def test_place_in_the_ranking_is_explained_sheet_by_sheet(contest: Contest, organizer: Browser, judge: Any) -> None:
    scored(contest, judge)
    ranking = organizer.get("/organizer/ranking?edition=e1").text
    assert "满 5 份" in ranking
    assert "不是本阶段的结果" in organizer.get("/organizer/ranking?edition=e1&compared=mean").text
    pages = re.findall(r'href="(/organizer/ranking/e1/preliminary/XM5G04-[0-9]+)"', ranking)
    explained = next(text for page in pages if judge.name in (text := organizer.get(page).text))
    assert "80÷1=80.00" in explained.replace("(", "").replace(")", "")


def test_marks_of_a_stage_stand_side_by_side(contest: Contest, organizer: Browser, judge: Identity) -> None:
    _entry, record = scored(contest, judge)
    page = organizer.get("/organizer/marks?edition=e1").text
    assert judge.name in page
    assert f'<a href="{record}">80</a>' in page


def test_sheet_is_returned_with_a_reason_that_its_judge_reads(
    contest: Contest, organizer: Browser, judge: Identity
) -> None:
    _entry, record = scored(contest, judge)
    refused = organizer.press(record, f"{record}/return", reason=" " * 3)
    assert refused.status_code == 422
    assert organizer.press(record, f"{record}/return", reason="请核对实用性分数").location == record
    assert "请核对实用性分数" in organizer.get(record).text
    browser, sheet = contest.browser(judge), record.replace("/organizer/assignments", "/judging")
    assert "请核对实用性分数" in browser.get(sheet).text
    assert contest.until(lambda: "评分表退回修改" in browser.get("/inbox").text)


def test_plan_that_falls_short_names_the_entries_and_says_why(own: Contest) -> None:
    organizer = own.signed_in(ORGANIZER)
    own.person(JUDGE, name="评委丙丁")
    own.submitted(own.signed_in(LEADER), title="评委不够的项目")
    assert own.until(
        lambda: "评委不够的项目" in organizer.get("/organizer/assignments?edition=e1&q=评委不够的项目").text
    )
    page = "/organizer/plans/new/e1/preliminary"
    refused = organizer.press(page, page, per_entry="2", least="9", most="8")
    assert refused.status_code == 422
    assert "最少件数不能多于最多件数" in refused.text
    text = organizer.get(str(organizer.press(page, page, per_entry="50", least="", most="").location)).text
    (warning,) = re.findall(r'<section class="alert alert-warning.*?</section>', text, re.S)
    assert "可以评审的评委都已分到" in warning
    assert re.search(r"XM5G04-[0-9]+", warning)
    assert "减少每个项目的评委数" in warning
