"""When the public sees an article, and what of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from chassis.storage.engine import Database
from services.registration.config import RegistrationSettings
from services.registration.site.articles.announcing import announce_due
from tests.services.registration.conftest import Events
from tests.services.registration.factories import NOW
from tests.services.registration.site.articles.writing import Desk

Read = Callable[[str], Any]
SOON = NOW + timedelta(hours=3)
TICK = timedelta(microseconds=1)


def titles(read: Read, query: str = "kind=notice") -> list[str]:
    return [item["title"] for item in read(f"/published?{query}")["items"]]


def test_draft_is_nowhere_public(desk: Desk, read: Read) -> None:
    desk.write(slug="call", title="秘密草稿")
    assert titles(read) == titles(read, "") == []
    assert read("/published/notice/call") is None
    assert "秘密草稿" not in str(read("/front"))


def test_scheduled_article_appears_at_its_instant(desk: Desk, read: Read) -> None:
    article = desk.publish(desk.write(slug="call"), SOON)
    assert (article["about"]["state"], titles(read)) == ("scheduled", [])
    with clock.frozen(SOON - TICK):
        assert titles(read) == []
        assert read("/published/notice/call") is None
        assert read("/front")["articles"] == []
    with clock.frozen(SOON):
        assert titles(read) == ["关于举办大赛的通知"]
        assert read("/published/notice/call")["published_at"] == SOON.isoformat()
        assert len(read("/front")["articles"]) == 1
        assert desk.now(article)["about"]["state"] == "published"


def test_public_text_changes_only_when_it_is_published_again(desk: Desk, read: Read) -> None:
    article = desk.publish(desk.write(slug="call"))
    saved = desk.save(article, title="写到一半", body="<p>还没")
    assert (saved["may"], titles(read)) == (["write", "update", "withdraw"], ["关于举办大赛的通知"])
    assert "还没" not in read("/published/notice/call")["body"]
    with clock.frozen(SOON):
        again = desk.publish(article)
    assert ("update" in again["may"], again["about"]["publish_at"]) == (False, NOW.isoformat())
    with clock.frozen(SOON):
        shown = read("/published/notice/call")
    assert (shown["title"], shown["published_at"], shown["updated_at"]) == (
        "写到一半",
        NOW.isoformat(),
        SOON.isoformat(),
    )


def test_withdrawn_article_is_gone_at_once_and_says_why(desk: Desk, read: Read) -> None:
    article = desk.publish(desk.write(slug="call"))
    answer = desk.withdraw(article)
    assert (answer.get_json()["state"], answer.get_json()["withdrawal"]) == ("withdrawn", "日期有误")
    assert titles(read) == []
    assert read("/published/notice/call") is None
    assert desk.withdraw(article).get_json()["code"] == "not-released"


def test_publication_is_refused_with_reasons(desk: Desk) -> None:
    empty = desk.write(body="<p>&nbsp;</p>")
    assert desk.try_to_publish(empty).get_json()["code"] == "incomplete"
    article = desk.write()
    assert desk.try_to_publish(article, NOW).get_json()["code"] == "moment-passed"
    desk.publish(article)
    assert desk.try_to_publish(article, SOON).get_json()["code"] == "already-public"


def test_listing_is_pinned_first_then_latest_and_pages_by_keys(desk: Desk, read: Read) -> None:
    for minutes in range(4):
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            desk.publish(desk.write(title=f"通知{minutes}", display=["pinned"] if minutes == 1 else []))
    with clock.frozen(SOON):
        first = read("/published?kind=notice&limit=3")
        rest = read(f"/published?kind=notice&limit=3&after={first['next']}")
    assert [item["title"] for item in first["items"] + rest["items"]] == ["通知1", "通知3", "通知2", "通知0"]
    assert rest["next"] is None
    assert "body" not in first["items"][0]


def test_questions_keep_their_order(desk: Desk, read: Read) -> None:
    for rank, title in ((2, "丙"), (0, "甲"), (1, "乙")):
        desk.publish(desk.write("faq", title=title, rank=str(rank)))
    found = read("/published?kind=faq&bodies=true")["items"]
    assert [item["title"] for item in found] == ["甲", "乙", "丙"]
    assert found[0]["body"] == "<p>欢迎报名。</p>"


def test_event_is_told_once_when_the_article_becomes_visible(
    desk: Desk, database: Database, settings: RegistrationSettings, events: Events
) -> None:
    article = desk.publish(desk.write(slug="call", title_en="Call"), SOON)
    desk.save(article, title="尚未发布的修改")
    announce_due(database, settings)
    assert events() == []
    with clock.frozen(SOON):
        for _look in range(3):
            announce_due(database, settings)
        desk.publish(article)
        desk.withdraw(article)
        desk.publish(article)
        announce_due(database, settings)
    told = {"kind": "notice", "slug": "call", "title": "关于举办大赛的通知", "title_en": "Call"}
    ((kind, facts),) = events()
    assert kind == "registration.article.published.v1"
    assert told.items() <= facts.items()
    assert facts["article_id"] == article["about"]["id"]


def test_event_of_a_publication_called_off_is_never_told(
    desk: Desk, database: Database, settings: RegistrationSettings, events: Events
) -> None:
    article = desk.publish(desk.write(), SOON)
    assert desk.withdraw(article).status_code == 200
    with clock.frozen(SOON + timedelta(days=1)):
        announce_due(database, settings)
    assert events() == []


def test_event_of_an_article_published_at_once_is_told_with_it(desk: Desk, events: Events) -> None:
    desk.publish(desk.write())
    assert [kind for kind, _ in events()] == ["registration.article.published.v1"]


@pytest.mark.parametrize("path", ["/published/notice/none", "/published/x%00/y", "/published/notice/%E5%B1%8A"])
def test_unknown_address_is_not_found(read: Read, path: str) -> None:
    assert read(path) is None
