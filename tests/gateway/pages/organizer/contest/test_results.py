"""A result becomes final on pages, by two people, and is corrected by a new version."""

import re
from typing import Any

import pytest

from chassis import clock
from contracts.roles import JUDGE, LEADER, ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, id_in

RESULT = "/organizer/results/e1/preliminary"


AWARDS = [{"key": "first", "name": "一等奖", "name_en": "First prize", "count": 1}]


def closed() -> dict[str, Any]:
    """The edition once its judging has ended."""
    now = clock.now()
    facts = papers.edition(now)
    facts["stages"][1]["closes_at"] = now.isoformat()
    final = {"opens_at": (now + papers.DAY).isoformat(), "closes_at": (now + 2 * papers.DAY).isoformat()}
    facts["stages"].append({"key": "final", "kind": "judging", "name": "决赛", "name_en": "Final", **final})
    return facts | {"awards": AWARDS}


@pytest.fixture(scope="module")
def judged(empty: Contest) -> Contest:
    """Two entries, scored by one judge, and the stage closed."""
    empty.publish(awards=AWARDS)
    judge = empty.person(JUDGE, name="评委丙丁")
    for mark in ("50", "45"):
        entry = empty.submitted(empty.signed_in(LEADER))
        sheet = f"/judging/{empty.assigned(judge, str(id_in(entry)))}"
        browser = empty.browser(judge)
        browser.press(sheet, **{"mark-innovation": mark, "mark-practicality": "30", "comment": ""})
        assert browser.press(f"{sheet}/confirmation", f"{sheet}/submission").status_code == 303
    empty.put_edition("e1", closed())
    office = empty.signed_in(ORGANIZER)
    empty.until(lambda: "成绩可以封存" in office.get(RESULT).text)
    return empty


def decided(first: Browser, second: Browser, address: str, **typed: str) -> str:
    """The page of the decision that one person proposed and another confirmed."""
    page = str(first.press(typed.pop("page", RESULT), address, reason="核对无误", **typed).location)
    assert "须由另一位组委会工作人员确认" in first.get(page).text
    assert f'action="{page}/adoption"' not in first.get(page).text
    assert second.press(page, f"{page}/adoption").status_code == 303
    return page


def test_result_is_sealed_and_corrected_by_two_people(judged: Contest) -> None:
    first, second = (judged.browser(judged.person(ORGANIZER, name=name)) for name in ("提出人", "复核人"))
    empty = first.press(RESULT, f"{RESULT}/sealing", reason="  ")
    assert empty.status_code == 422
    page = decided(first, second, f"{RESULT}/sealing")
    shown = first.get(RESULT).text
    assert "已封存，现行第 1 版" in shown
    assert re.search(r"提出人</td>\s*<td[^>]*>复核人</td>", shown)
    assert "复核人" in first.get(page).text
    best, worst = re.findall(rf'href="({RESULT}/1/XM5G04-[0-9]+)"', first.get(f"{RESULT}/1").text)
    choosing = f"{best}/amendment"
    assert choosing in first.get(best).text
    (entry,) = re.findall(r'name="disqualified" value="([^"]+)"', first.get(choosing).text)
    nothing = first.press(choosing, f"{RESULT}/amendment", reason="无")
    assert (nothing.status_code, "没有需要更正的内容" in nothing.text) == (409, True)
    proposed = str(first.press(choosing, f"{RESULT}/amendment", reason="作弊", disqualified=entry).location)
    assert "第 2 名，75.00 分" in second.get(proposed).text
    assert second.press(proposed, f"{proposed}/rejection", answer="证据不足").status_code == 303
    assert "证据不足" in first.get(proposed).text
    decided(first, second, f"{RESULT}/amendment", page=choosing, disqualified=entry)
    assert "现行第 2 版" in first.get(RESULT).text
    (left,) = re.findall(rf'href="({RESULT}/2/XM5G04-[0-9]+)"', first.get(f"{RESULT}/2").text)
    assert left.rpartition("/")[2] == worst.rpartition("/")[2]


def test_who_advances_and_who_is_awarded_follows_from_the_result(judged: Contest) -> None:
    first, second = (judged.browser(judged.person(ORGANIZER, name=name)) for name in ("提出人", "复核人"))
    if "现行第" not in first.get(RESULT).text:
        decided(first, second, f"{RESULT}/sealing")
    awards = f"{RESULT}/awards"
    assert "一等奖" in first.get(awards).text
    decided(first, second, awards, page=awards, **{"count.first": "1"})
    shown = first.get(awards).text
    assert "已评定" in shown
    assert re.search(r'<td data-label="奖项">一等奖</td><td data-label="名次">1</td>', shown)
    assert "没有可以晋级的阶段" in first.get(f"{RESULT}/advance").text
    office, rubric = judged.person(ORGANIZER), papers.rubric() | {"admits": "advanced"}
    judged.call(office, "judging", "PUT", "/editions/e1/stages/final", json=rubric)
    page = f"{RESULT}/advance?into=final&by=track&count=1"
    assert "5G+工业互联网" in first.get(page).text
    decided(first, second, f"{RESULT}/advance", page=page, into="final", by="track", count="1")
    assert "已有 1 个项目晋级" in first.get(page).text
