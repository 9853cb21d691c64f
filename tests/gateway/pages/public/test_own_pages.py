"""A contest beside the one that the site shows first: pages of its own that lead to no other contest."""

import re
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from contracts.roles import ORGANIZER
from tests.gateway import papers
from tests.gateway.browsing import Contest
from tests.gateway.pages.public.site_map import mapped
from tests.gateway.pages.public.writing import published

FIRST = re.compile(r'href="/(?:enter|timetable(?:\.ics)?|tracks(?:/[^"]*)?)"')
"""What leads to a page of the edition that the site shows first."""
OWN = ("", "/enter", "/timetable", "/tracks", "/tracks/air")
NAME = "第二届"


def put(contest: Contest, slug: str, days: int, key: str, of: str, **more: Any) -> None:
    facts = papers.edition(clock.now() - timedelta(days=days)) | {"entry_prefix": slug.upper().replace("-", ""), **more}
    contest.put_edition(slug, facts | {"contest": {"key": key, "name": of}})


def win(contest: Contest, slug: str, track: str, count: int) -> None:
    whole = {"organisation": "示例单位", "track": track, "award": "first", "summary": "一句话。"}
    items = [{"number": f"WON-000{place + 1}", "title": f"{slug}作品{place}", **whole} for place in range(count)]
    contest.call(contest.person(ORGANIZER), "registration", "PUT", f"/editions/{slug}/winners", json={"items": items})


@pytest.fixture(scope="module")
def two(empty: Contest) -> Contest:
    """Of the first contest an edition that is open and two that are over, of another one that is open."""
    contest = empty
    contest.publish()
    track = [{"key": "air", "name": "低空物流", "description": "无人机配送。"}]
    for slug, days in (("e1", 0), ("e-past", 400), ("e-older", 800)):
        put(contest, slug, days, "xm5g", "厦门5G应用大赛")
    put(contest, "ld02", 1, "low", "低空创新大赛", name=NAME, tracks=track)
    win(contest, "e-past", "t1", 5)
    win(contest, "e-older", "t1", 2)
    published(contest, "notice", "call", title="关于举办5G大赛的通知")
    return contest


@pytest.mark.parametrize("path", OWN)
def test_every_page_of_another_contest_leads_to_its_own_pages_alone(two: Contest, path: str) -> None:
    page = two.stranger().get(f"/editions/ld02{path}").text
    assert not FIRST.findall(page)
    assert {'href="/editions/ld02"', 'href="/editions/ld02/enter"'} <= set(re.findall(r'href="[^"]*"', page))
    assert 'href="/editions/ld02/timetable"' in page
    assert "低空创新大赛" in page
    assert path == "/enter" or "厦门5G应用大赛" not in page
    assert not path or f'src="/qr/editions/ld02{path}.svg"' in page


def test_another_contest_is_entered_and_its_calendar_kept_by_its_own_addresses(two: Contest) -> None:
    reader = two.stranger()
    entering = reader.get("/editions/ld02/enter").text
    assert 'href="/entries/new?edition=ld02"' in entering
    assert "/editions/ld02/timetable.ics" in reader.get("/editions/ld02/timetable").text
    calendar = reader.get("/editions/ld02/timetable.ics").text.replace("\r\n ", "")
    assert "/editions/ld02/timetable" in calendar
    assert "低空物流" in reader.get("/editions/ld02/tracks/air").text
    assert reader.get("/qr/editions/ld02/enter.svg").status_code == 200
    assert "/editions/ld02/enter" in mapped(reader)
    for path in ("", "/enter", "/timetable", "/tracks/t1"):
        assert reader.get(f"/editions/e1{path}").location == (path or "/")
        assert reader.get(f"/editions/none{path}").status_code == 404


def test_another_contest_claims_no_winners_and_shows_notices_as_the_institutions(two: Contest) -> None:
    page = two.stranger().get("/editions/ld02").text
    assert "/winners/" not in page
    assert "往届获奖作品" not in page
    assert "关于举办5G大赛的通知" in page
    assert "<h2>大赛通知" not in page
    assert "科普宣传周" not in page


def test_past_edition_shows_its_own_winners_and_nothing_of_today(two: Contest) -> None:
    page = two.stranger().get("/editions/e-past").text
    assert len(set(re.findall(r"/winners/e-past/WON-\d+", page))) == 5
    assert "/winners/e-older/" not in page
    assert "关于举办5G大赛的通知" not in page
    assert "科普宣传周" not in page
    assert 'class="track-text"' not in page
    assert 'class="winner-art"' in page.partition('id="tracks"')[2]
    assert 'class="groups"' not in page


def test_editions_of_several_contests_are_named_with_their_contest_and_year(two: Contest) -> None:
    listed = two.stranger().get("/editions").text
    assert f"低空创新大赛 {NAME}" in listed
    assert f"{(clock.now() - timedelta(days=401)).astimezone(clock.LOCAL).year}年" in listed


def test_the_first_page_names_every_contest_that_is_open(two: Contest) -> None:
    home = two.stranger().get("/").text
    assert "正在报名的其他大赛" in home
    assert 'class="track" href="/editions/ld02"' in home
    assert "正在报名的其他大赛" not in two.stranger().get("/editions/ld02").text
    every = two.stranger().get("/editions").text
    assert ("历届大赛" in every, every.count("报名进行中 ·")) == (False, 2)


def test_winners_of_a_contest_stand_alone_with_its_own_card_and_menu(two: Contest) -> None:
    put(two, "ld01", 400, "low", "低空创新大赛", name="第一届", tracks=[{"key": "air", "name": "低空物流"}])
    win(two, "ld01", "air", 1)
    reader = two.stranger()
    assert 'href="/winners?contest=low"' in reader.get("/editions/ld02").text
    alone = reader.get("/winners?contest=low").text
    assert "ld01作品0" in alone
    assert not FIRST.findall(alone)
    assert all(said not in alone for said in ("e-past作品0", "edition=e-past"))
    assert 'href="/winners?edition=ld01&amp;contest=low" aria-current="page"' in alone
    every = reader.get("/winners").text
    assert "e-past作品0" in every or "ld01作品0" in every
    assert 'href="/winners?contest=low"' in every
    assert 'href="/winners?contest=xm5g"' in every


def test_the_page_of_a_track_follows_its_name_and_the_old_address_leads_on(two: Contest) -> None:
    reader, old = two.stranger(), "/editions/ld02/tracks/air"
    put(two, "ld02", 1, "low", "低空创新大赛", name=NAME, tracks=[{"key": "air", "name": "低空巡检"}])
    two.until(lambda: reader.get(old).status_code == 302)
    assert reader.get(old).location == "/editions/ld02/tracks/dikongxunjian"
    assert "低空巡检" in reader.get("/editions/ld02/tracks/dikongxunjian").text
