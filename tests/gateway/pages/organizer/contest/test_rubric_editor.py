"""The rubric of a stage made on pages alone, without script: begun, written, looked over, published, frozen."""

import re
from itertools import count

import pytest

from chassis import clock
from contracts.roles import AUDITOR, JUDGE, LEADER, ORGANIZER
from contracts.scopes import Scope
from tests.gateway import papers
from tests.gateway.browsing import Browser, Contest, form_fields, id_in

EVIL = "</script><img src=x onerror=alert(1)>\"'{{7*7}}"
NUMBERS = count(1)
"""Of editions: the product is shared by the tests of this file."""
ROWS = {
    "criteria.0.name": f"创新性{EVIL}",
    "criteria.0.weight": "60",
    "criteria.0.hint": f"看原创{EVIL}",
    "criteria.1.name": "实用性",
    "criteria.1.name_en": "Practicality",
    "criteria.1.weight": "40",
    "criteria.1.tie_rank": "1",
}


class Written:
    """An organizer and the judging stage of an edition of their own, of which no rubric is written."""

    def __init__(self, contest: Contest) -> None:
        self.contest, self.browser, self.slug = contest, contest.signed_in(ORGANIZER), f"rubric{next(NUMBERS)}"
        later = papers.edition(clock.now() + papers.DAY) | {"name": f"届{self.slug}", "entry_prefix": self.slug.upper()}
        contest.put_edition(self.slug, later)
        self.here = f"/organizer/stages/{self.slug}/preliminary"
        contest.until(lambda: f"{self.here}/beginning" in self.browser.get("/organizer/stages").text)

    def begin(self, source: str) -> None:
        answer = self.browser.press(f"{self.here}/beginning", beginning=source)
        assert answer.location == f"{self.here}/edit", answer.text

    def write(self, **fields: str) -> int:
        """Send the form with these fields changed."""
        page = f"{self.here}/edit"
        sent = form_fields(self.browser.get(page).text, page) | fields
        return self.browser.client.post(page, data=sent).status_code

    def publish(self) -> int:
        return self.browser.send(self.browser.get(self.here).text, f"{self.here}/publication").status_code


@pytest.fixture
def written(empty: Contest) -> Written:
    return Written(empty)


def in_list(browser: Browser, slug: str) -> str:
    """The row of the edition's stage."""
    text = browser.get("/organizer/stages").text
    return next(row for row in re.findall("<tr>.*?</tr>", text, re.S) if f"届{slug}" in row)


def test_rubric_is_made_previewed_and_published_on_pages(written: Written) -> None:
    assert "未编写" in in_list(written.browser, written.slug)
    written.begin("blank")
    assert "还差 1 项" in in_list(written.browser, written.slug)
    assert "还不能预览" in written.browser.get(f"{written.here}/preview").text
    assert written.write(row="criteria.add") == 303
    assert written.write(**ROWS | {"criteria.1.weight": "39", "criteria.1.step": "0.7"}) == 303
    page = written.browser.get(written.here).text
    assert "各项分值之和为 99，不是 100。" in page
    assert "步长应能整除打分满分" in page
    assert f'action="{written.here}/publication"' not in page
    assert written.write(**ROWS | {"criteria.1.step": "", "criteria.1.max": "20"}) == 303
    assert "没有英文，英文页面将显示中文。" in written.browser.get(written.here).text
    preview = written.browser.get(f"{written.here}/preview").text
    assert 'data-mark="60"' in preview
    assert 'data-mark="20" data-weight="40"' in preview
    assert "折算后相加" in preview
    assert "<img src=x" not in preview
    assert written.publish() == 303
    again = written.browser.get(written.here).text
    assert "草稿与已发布的内容相同" in again
    assert f'href="/organizer/assignments?edition={written.slug}&amp;stage=preliminary"' in again
    assert "分配评委" in in_list(written.browser, written.slug)
    assert "发布评分细则的修改" in written.browser.get("/organizer/audit").text


def test_pressing_twice_and_two_organizers_lose_nothing(written: Written) -> None:
    page, source = written.browser.get(f"{written.here}/beginning").text, f"{written.here}/beginning"
    first, second = (written.browser.send(page, source, beginning=one) for one in ("preliminary", "blank"))
    assert (first.location, second.location) == (f"{written.here}/edit", written.here)
    assert "已有草稿，没有被覆盖" in written.browser.get(written.here).text
    looked = written.browser.get(written.here).text
    colleague = written.contest.signed_in(ORGANIZER)
    assert colleague.press(f"{written.here}/beginning", beginning="final").status_code == 303
    assert written.browser.send(looked, f"{written.here}/publication").status_code == 412
    assert "路演与答辩" in written.browser.get(f"{written.here}/edit").text
    assert "沿用其他内容" in written.browser.get(f"{written.here}/history").text
    assert written.publish() == 303
    assert "/publication" not in written.browser.get(written.here).text


def test_rubric_is_taken_over_from_another_edition(written: Written) -> None:
    other = Written(written.contest)
    other.begin("blank")
    other.write(row="criteria.add")
    other.write(**ROWS)
    other.publish()
    assert written.browser.press(f"{written.here}/beginning", beginning="nowhere/x").status_code == 422
    written.begin(f"{other.slug}/preliminary")
    assert "Practicality" in written.browser.get(f"{written.here}/edit").text


def test_frozen_rubric_is_read_and_offers_no_field(contest: Contest) -> None:
    entry = contest.submitted(contest.signed_in(LEADER))
    contest.assigned(contest.person(JUDGE, name="评委庚辛"), str(id_in(entry)))
    browser, here = contest.signed_in(ORGANIZER), "/organizer/stages/e1/preliminary"
    text = browser.get(here).text
    assert "已锁定" in text
    assert re.search("评分细则自.+分配第一位评委起锁定", text)
    assert "/publication" not in text
    assert [browser.get(f"{here}/{page}").location for page in ("edit", "beginning")] == [here, here]
    assert "评委看到的评分表是这样的" in browser.get(f"{here}/preview").text


def test_pages_are_those_of_whoever_oversees_the_edition(empty: Contest, written: Written) -> None:
    written.begin("preliminary")
    reader = empty.signed_in(AUDITOR)
    assert f"{written.here}/edit" not in reader.get(written.here).text
    assert [reader.get(f"{written.here}/{page}").status_code for page in ("edit", "beginning")] == [403, 403]
    other = empty.browser(empty.holder(ORGANIZER, Scope.edition("elsewhere")))
    assert [other.get(page).status_code for page in ("/organizer/stages", written.here)] == [200, 403]
    assert empty.signed_in(JUDGE).get("/organizer/stages").status_code == 403
    assert written.browser.get("/organizer/stages/nothing/preliminary").status_code == 404
