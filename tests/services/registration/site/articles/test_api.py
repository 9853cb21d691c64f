"""Writing articles: what is kept, what is refused, and how to go back."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from chassis import clock
from chassis.storage import audit
from chassis.storage.engine import Database
from chassis.storage.tables import audit as audit_table
from services.registration.site.articles.models import Article
from tests.services.registration.factories import NOW, leader
from tests.services.registration.site.articles.writing import TEXT, Desk


def test_article_is_cleaned_on_every_write_and_once_more_on_the_way_out(
    desk: Desk, app: Flask, database: Database
) -> None:
    hostile = "<p onclick=alert(1)>欢迎<script>alert(1)</script></p>"
    article = desk.write(slug="call", body=hostile)
    assert article["content"]["body"] == "<p>欢迎</p>"
    saved = desk.save(article, body_en=hostile)
    assert saved["content"]["body_en"] == "<p>欢迎</p>"
    desk.publish(article)
    with database.write() as session:
        session.execute(update(Article).values(body="<p>旧行<img src=x onerror=alert(1)></p>"))
    shown = app.test_client().get("/published/notice/call").get_json()
    assert shown["body"] == "<p>旧行</p>"


def test_stale_save_is_refused_and_says_so(desk: Desk) -> None:
    article = desk.write()
    desk.save(article, title="另一页先保存")
    path = f"/articles/{article['about']['id']}/draft"
    assert desk.who.put(path, json={"content": {"title": "晚到"}}, etag=article["etag"]).status_code == 412
    assert desk.who.put(path, json={"content": {"title": "无版本"}}).status_code == 428
    assert desk.now(article)["content"]["title"] == "另一页先保存"


def test_list_shows_the_title_that_is_being_written_and_who_wrote_last(desk: Desk, colleague: Desk) -> None:
    article = desk.publish(desk.write())
    colleague.save(article, title="同事续写")
    (listed,) = desk.who.get("/articles").get_json()["items"]
    assert (listed["title"], listed["updated_name"]) == ("同事续写", "示例同事")
    assert desk.history(article) == [(2, "written", "示例同事", None), (1, "written", "组委会", 1)]


def test_every_decision_is_audited(desk: Desk, database: Database) -> None:
    article = desk.publish(desk.write())
    desk.save(article, display=["pinned"])
    desk.restore(article, 1)
    desk.withdraw(article, "内容重复")
    with database.read() as session:
        rows = session.execute(select(audit_table.c.action, audit_table.c.detail).order_by(audit_table.c.id)).all()
        assert audit.verify_chain(session) is None
    assert [row.action for row in rows] == [
        "article.create",
        "article.publish",
        "article.write",
        "article.restore",
        "article.withdraw",
    ]
    assert "内容重复" in rows[-1].detail


def test_address_belongs_to_one_article_of_a_kind(desk: Desk) -> None:
    desk.write(slug="about")
    again = desk.who.post("/articles", json={"kind": "notice", "slug": "about", "content": TEXT})
    assert (again.status_code, again.get_json()["code"]) == (409, "address-taken")
    assert desk.write("page", slug="about")["about"]["slug"] == "about"
    assert desk.write()["about"]["slug"].startswith("20241120-")


def test_listing_narrows_by_kind_and_state(desk: Desk) -> None:
    desk.write(title="草稿")
    desk.publish(desk.write(title="公开"))
    desk.write("faq", title="问题")

    def listed(query: str) -> set[str]:
        return {item["title"] for item in desk.who.get(f"/articles?{query}").get_json()["items"]}

    assert listed("") == {"草稿", "公开", "问题"}
    assert listed("kind=notice&state=draft") == {"草稿"}
    assert listed("state=published") == {"公开"}
    assert listed("state=scheduled") == set()


def test_listing_is_ordered_by_the_last_change(desk: Desk) -> None:
    made = []
    for minutes, title in enumerate("甲乙丙"):
        with clock.frozen(NOW + timedelta(minutes=minutes)):
            made.append(desk.write(title=title))
    with clock.frozen(NOW + timedelta(hours=1)):
        desk.save(made[0], title="甲改")

    def pages(sort: str) -> list[str]:
        found = desk.who.get(f"/articles?sort={sort}&limit=2").get_json()
        rest = desk.who.get(f"/articles?sort={sort}&limit=2&after={found['next']}").get_json()
        return [item["title"] for item in found["items"] + rest["items"]]

    assert pages("-updated_at") == ["甲改", "丙", "乙"]
    assert pages("updated_at") == ["乙", "丙", "甲改"]


def test_only_organizers_write(app: Flask, desk: Desk) -> None:
    article = desk.write()
    assert leader(app).get(f"/articles/{article['about']['id']}/draft").status_code == 403
    assert leader(app).post("/articles", json={"kind": "notice"}).status_code == 403
    assert app.test_client().get("/articles").status_code == 401
