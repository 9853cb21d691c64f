"""Two contests on one site: each one's pages show its own notices and those of nobody."""

from typing import Any

import pytest

from chassis import clock
from contracts.roles import ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Contest
from tests.gateway.pages.public.writing import published


@pytest.fixture(scope="module")
def two(empty: Contest) -> Contest:
    facts: dict[str, Any] = papers.edition(clock.now())
    for slug, key, name in (("e1", "5g", "厦门5G应用大赛"), ("s1", "sea", "厦门海洋创新赛")):
        contest = {"key": key, "name": name, "name_en": ""}
        empty.put_edition(slug, facts | {"name": f"首届{name}", "entry_prefix": f"{key.upper()}01", "contest": contest})
    published(empty, "notice", "of-all", title="放假安排")
    published(empty, "notice", "of-5g", title="5G征集", concern="contest_5g", display=["pinned"])
    published(empty, "notice", "of-sea", title="海洋征集", concern="edition_s1", display=["pinned"])
    return empty


def test_a_contest_shows_its_own_notices_and_leads_to_their_list(two: Contest) -> None:
    reader = two.stranger()
    first, other = reader.get("/").text, reader.get("/editions/s1").text
    assert ("5G征集" in first, "海洋征集" in first, "放假安排" in first) == (True, False, True)
    assert ("5G征集" in other, "海洋征集" in other, "放假安排" in other) == (False, True, True)
    assert 'href="/notices?contest=5g">全部通知' in first
    assert other.count('href="/notices?contest=sea"') > 1  # by the notices, and in the navigation
    narrowed = reader.get("/notices?contest=sea").text
    assert "5G征集" not in narrowed
    assert 'href="/editions/s1">' in narrowed
    assert 'href="/notices.atom?contest=sea"' in narrowed
    assert "5G征集" not in reader.get("/notices.atom?contest=sea").text
    whole = reader.get("/notices").text
    assert all(said in whole for said in ("5G征集", "海洋征集", 'href="/notices?contest=5g">厦门5G应用大赛</a>'))


def test_a_notice_stands_beside_the_edition_it_belongs_to(two: Contest) -> None:
    reader = two.stranger()
    assert '<p class="card-of"><a href="/editions/s1">' in reader.get("/notices/of-sea").text
    assert '<p class="card-of"><a href="/">' in reader.get("/notices/of-all").text
    rows = {row["title"]: row["edition"] for row in reader.get("/data/notices.json").get_json()["items"]}
    assert rows == {"放假安排": "", "5G征集": "", "海洋征集": "s1"}


def test_the_editor_offers_contests_and_editions_by_name(two: Contest) -> None:
    editor = two.browser(two.person(ORGANIZER))
    listing = editor.get("/organizer/articles").text
    assert "首届厦门海洋创新赛" in listing
    page = editor.get(editor.press("/organizer/articles/new", kind="notice", title="新通知").location).text
    assert '<option value="edition_s1">首届厦门海洋创新赛</option>' in page
