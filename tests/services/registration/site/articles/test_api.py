"""Writing articles: what is kept, what is refused, and how to go back."""

from flask import Flask
from sqlalchemy import select, update

from chassis.storage import audit
from chassis.storage.engine import Database
from chassis.storage.tables import audit as audit_table
from services.registration.site.articles.models import ArticleVersion
from tests.services.registration.factories import leader
from tests.services.registration.site.articles.writing import TEXT, Desk


def test_article_is_cleaned_on_every_write_and_once_more_on_the_way_out(
    desk: Desk, app: Flask, database: Database
) -> None:
    hostile = "<p onclick=alert(1)>欢迎<script>alert(1)</script></p>"
    article = desk.write(slug="call", body=hostile)
    assert article["body"] == "<p>欢迎</p>"
    saved = desk.save(article, body_en=hostile)
    assert saved["body_en"] == "<p>欢迎</p>"
    desk.publish(article)
    with database.write() as session:
        session.execute(update(ArticleVersion).values(body="<p>旧行<img src=x onerror=alert(1)></p>"))
    shown = app.test_client().get("/published/notice/call").get_json()
    assert shown["body"] == "<p>旧行</p>"


def test_stale_save_is_refused_and_says_so(desk: Desk) -> None:
    article = desk.write()
    desk.save(article, title="另一页先保存")
    path = f"/articles/{article['id']}"
    assert desk.who.patch(path, json={"title": "晚到"}, etag=article["etag"]).status_code == 412
    assert desk.who.patch(path, json={"title": "无版本"}).status_code == 428
    assert desk.now(article)["title"] == "另一页先保存"


def test_history_grows_by_what_people_decide_not_by_autosaving(desk: Desk, colleague: Desk) -> None:
    article = desk.write()
    for number in range(3):
        desk.save(article, title=f"打字{number}")
    assert desk.history(article) == []
    desk.save(article, title="第一稿", keep=True)
    desk.save(article, keep=True)
    assert desk.history(article) == [(1, "第一稿", "saved")]
    desk.save(article, title="打字未存")
    colleague.save(article, title="同事续写")
    assert desk.history(article) == [(2, "打字未存", "handover"), (1, "第一稿", "saved")]
    colleague.publish(article)
    assert desk.history(article)[0] == (3, "同事续写", "published")


def test_restoring_brings_back_the_text_and_loses_nothing(desk: Desk) -> None:
    article = desk.publish(desk.write(title="原稿"))
    desk.save(article, title="改坏了", body="<p>坏</p>")
    assert desk.restore(article, 1).get_json()["title"] == "原稿"
    assert desk.history(article) == [(3, "原稿", "restored"), (2, "改坏了", "saved"), (1, "原稿", "published")]
    assert desk.who.get(f"/articles/{article['id']}/versions/2").get_json()["body"] == "<p>坏</p>"
    assert desk.restore(article, 9).status_code == 404


def test_version_tells_who_and_when(desk: Desk) -> None:
    article = desk.publish(desk.write())
    (version,) = desk.who.get(f"/articles/{article['id']}/versions").get_json()["items"]
    assert (version["saved_name"], version["saved_at"]) == ("组委会", article["publish_at"])


def test_every_decision_is_audited(desk: Desk, database: Database) -> None:
    article = desk.publish(desk.write())
    desk.save(article, pinned=True)
    desk.restore(article, 1)
    desk.withdraw(article, "内容重复")
    with database.read() as session:
        rows = session.execute(select(audit_table.c.action, audit_table.c.detail).order_by(audit_table.c.id)).all()
        assert audit.verify_chain(session) is None
    assert [row.action for row in rows] == [
        "article.create",
        "article.publish",
        "article.arrange",
        "article.restore",
        "article.withdraw",
    ]
    assert "内容重复" in rows[-1].detail


def test_address_belongs_to_one_article_of_a_kind(desk: Desk) -> None:
    desk.write(slug="about")
    again = desk.who.post("/articles", json={"kind": "notice", "slug": "about", **TEXT})
    assert (again.status_code, again.get_json()["code"]) == (409, "address-taken")
    assert desk.write("page", slug="about")["slug"] == "about"
    assert desk.write()["slug"].startswith("20241120-")


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


def test_only_organizers_write(app: Flask, desk: Desk) -> None:
    article = desk.write()
    assert leader(app).get(f"/articles/{article['id']}").status_code == 403
    assert leader(app).post("/articles", json={"kind": "notice"}).status_code == 403
    assert app.test_client().get("/articles").status_code == 401
