"""Files of an article: attached in order and by name, read with it alone, kept while anything names them."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.services.registration.factories import PDF, leader
from tests.services.registration.site.articles.writing import Desk

Read = Callable[..., Any]


def add(desk: Desk, article: dict[str, Any], name: str, content: bytes = PDF) -> dict[str, Any]:
    """Take a file into the article's collection."""
    headers = {"X-File-Name": name, "Content-Type": "application/octet-stream"}
    answer = desk.who.post(f"/articles/{article['about']['id']}/files", data=content, headers=headers)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def row(file: dict[str, Any], title: str, title_en: str = "") -> dict[str, str]:
    """A line of the form that attaches the file."""
    return {"title": title, "title_en": title_en, "file": file["sha256"][:40]}


def test_published_attachments_are_read_in_order_and_by_name(desk: Desk, read: Read) -> None:
    article = desk.write(slug="n1")
    rules, form = add(desk, article, "rules.pdf"), add(desk, article, "form.pdf", PDF + b"form")
    desk.save(article, attachments=[row(form, "报名表", "Form"), row(rules, "细则")])
    assert {one["name"] for one in desk.publish(article)["about"]["files"]} == {"rules.pdf", "form.pdf"}
    shown = read("/published/notice/n1")["attachments"]
    assert [(one["title"], one["title_en"]) for one in shown] == [("报名表", "Form"), ("细则", "")]
    assert shown[1]["file"] == {name: rules[name] for name in ("sha256", "name", "type", "size", "width", "height")}
    assert "attachments" not in read("/published?kind=notice")["items"][0]
    assert read("/published?kind=notice&attachments=true")["items"][0]["attachments"] == shown
    assert read("/published?kind=notice&bodies=true")["items"][0]["attachments"] == shown


def test_file_is_removed_once_neither_draft_nor_public_names_it(desk: Desk, read: Read) -> None:
    article = desk.write(slug="n1")
    file = add(desk, article, "rules.pdf")
    path = f"/articles/{article['about']['id']}/files/{file['sha256']}"
    desk.save(article, attachments=[row(file, "细则")])
    assert desk.who.delete(path).get_json()["code"] == "file-in-use"
    desk.publish(article)
    desk.save(article, attachments=[])
    assert desk.who.delete(path).get_json()["code"] == "file-in-use"
    desk.publish(article)
    assert read("/published/notice/n1")["attachments"] == []
    assert desk.who.delete(path).status_code == 204
    assert desk.now(article)["about"]["files"] == []
    assert desk.restore(article, 2).status_code == 200
    assert desk.try_to_publish(article).status_code == 422


def test_other_articles_files_and_strangers_are_refused(app: Flask, desk: Desk) -> None:
    one, other = desk.write(slug="n1"), desk.write(slug="n2")
    file = add(desk, one, "rules.pdf")
    now = desk.now(other)
    body = {"content": now["content"] | {"attachments": [row(file, "细则")]}}
    saved = desk.who.put(f"/articles/{now['about']['id']}/draft", json=body, etag=now["etag"])
    assert saved.status_code == 422 or desk.try_to_publish(other).status_code == 422
    path = f"/articles/{one['about']['id']}/files"
    headers = {"X-File-Name": "x.pdf", "Content-Type": "application/octet-stream"}
    assert leader(app).post(path, data=PDF, headers=headers).status_code == 403
