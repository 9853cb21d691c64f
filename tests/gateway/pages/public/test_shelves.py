"""Notices, announcements and winners as the public reads them."""

import html
import re
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from flask import Flask

from chassis import clock
from contracts.roles import ORGANIZER
from gateway.clients.registration.articles import Readable
from gateway.pages.public.reading import worded
from tests.gateway.browsing import Contest
from tests.gateway.pages.public.writing import published

SHELVES = {"notice": "/notices", "announcement": "/announcements", "winners": "/winners"}


@pytest.mark.parametrize("address", SHELVES.values())
def test_empty_list_says_what_will_come(empty: Contest, address: str) -> None:
    page = empty.stranger().get(address)
    assert page.status_code == 200
    assert "暂无内容" in page.text


@pytest.mark.parametrize(("kind", "address"), SHELVES.items())
def test_article_is_listed_and_read(contest: Contest, kind: str, address: str) -> None:
    published(contest, kind, "read-me", title="关于报名的说明", summary="摘要在此", body="<h2>一</h2><p>正文在此</p>")
    listing = contest.stranger().get(address).text
    assert f'href="{address}/read-me"' in listing
    assert "摘要在此" in listing
    assert "正文在此" not in listing
    article = contest.stranger().get(f"{address}/read-me").text
    assert "<h2>一</h2><p>正文在此</p>" in article
    assert '<meta name="description" content="摘要在此">' in article


def test_draft_and_scheduled_articles_are_not_found(contest: Contest) -> None:
    who = contest.person(ORGANIZER)
    body = {"kind": "notice", "slug": "secret-draft", "content": {"title": "秘密草稿", "body": "<p>秘密</p>"}}
    contest.call(who, "registration", "POST", "/articles", json=body)
    soon = clock.now() + timedelta(hours=2)
    published(contest, "notice", "secret-soon", at=soon, title="秘密预告")
    reader = contest.stranger()
    for slug in ("secret-draft", "secret-soon"):
        assert reader.get(f"/notices/{slug}").status_code == 404
    for page in ("/", "/notices", "/notices.atom", "/sitemap/articles.xml"):
        assert "秘密" not in reader.get(page).text
        assert "secret-" not in reader.get(page).text
    with clock.frozen(soon):
        assert "秘密预告" in reader.get("/notices/secret-soon").text


def test_article_without_english_is_shown_in_chinese_with_a_note(contest: Contest) -> None:
    published(contest, "notice", "chinese-only", title="只有中文")
    published(contest, "notice", "both", title="两种文字", title_en="Both languages", body_en="<p>English text</p>")
    english = {"Accept-Language": "en"}
    reader = contest.stranger()
    only = reader.get("/notices/chinese-only", headers=english).text
    assert "There is no English version" in only
    assert '<div class="prose" lang="zh-CN"><p>正文chinese-only</p></div>' in only
    both = reader.get("/notices/both", headers=english).text
    assert "<p>English text</p>" in both
    assert "There is no English version" not in both
    assert "There is no English version" not in reader.get("/notices/chinese-only").text


def test_official_notice_wears_the_red_head(contest: Contest) -> None:
    published(contest, "announcement", "official", display=["red_head"])
    published(contest, "announcement", "plain")
    reader = contest.stranger()
    assert 'class="red-head"' in reader.get("/announcements/official").text
    assert 'class="red-head"' not in reader.get("/announcements/plain").text


def test_list_goes_on_page_by_page(contest: Contest) -> None:
    for number in range(21):
        published(contest, "winners", f"w{number:02}")
    first = contest.stranger().get("/winners").text
    assert "/winners/w20" in first
    assert "/winners/w00" not in first
    following = html.unescape(re.findall(r'href="(/winners\?after=[^"]+)"', first)[0])
    assert "/winners/w00" in contest.stranger().get(following).text


def test_notices_are_listed_by_the_year_of_their_publication(contest: Contest) -> None:
    organizer = contest.person(ORGANIZER)
    for year, slug in ((2019, "y2019"), (2021, "y2021")):
        with clock.frozen(datetime(year, 12, 31, 17, tzinfo=UTC)):
            published(contest, "notice", slug, by=organizer)
    reader = contest.stranger()
    whole, one = (reader.get(page).text for page in ("/notices", "/notices?year=2020"))
    assert all(f'href="/notices?year={year}"' in whole for year in (2020, 2022))
    assert 'href="/notices?year=2021"' not in whole
    assert "/notices/y2019" in one
    assert "/notices/y2021" not in one


def test_an_official_notice_shows_its_number_and_who_signed_it(contest: Contest) -> None:
    told = {
        "display": ["red_head"],
        "document_number": "示例〔2026〕5号",
        "signed_by": "示例协会",
        "signed_by_en": "Example",
    }
    published(contest, "notice", "official", **told)
    page = contest.stranger().get("/notices/official").text
    assert '<p class="number" lang="zh-CN">示例〔2026〕5号</p>' in page
    assert page.index("示例〔2026〕5号") < page.index('<p class="signed">示例协会')
    assert "示例〔2026〕5号" in contest.stranger().get("/notices").text


FACTS = {
    **dict.fromkeys(("title_en", "summary", "summary_en", "body_en", "document_number", "contest", "edition"), ""),
    **dict.fromkeys(("pinned", "red_head"), False),
    **dict.fromkeys(("published_at", "updated_at"), clock.now()),
    "number": 1,
}


def test_body_is_cleaned_where_it_is_shown_whoever_sent_it(contest: Contest) -> None:
    app: Flask = contest.product.app
    hostile = "<p onclick=alert(1)>字<script>alert(1)</script><img src=x onerror=alert(1)></p>"
    article = msgspec.convert(FACTS | {"kind": "notice", "slug": "x", "title": "标题", "body": hostile}, Readable)
    with app.test_request_context("/"):
        assert worded(article).body == "<p>字</p>"


def test_unknown_article_is_not_found(contest: Contest) -> None:
    assert contest.stranger().get("/notices/none").status_code == 404
    assert contest.stranger().get("/notices?after=none").status_code == 200
