"""Notices, announcements, questions and pages of the demo, published in the order of the file, the latest last."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chassis import clock
from contracts.roles import ORGANIZER
from deploy.demo import files
from deploy.demo.loading import Demo

ARTICLES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "articles.json").read_text(encoding="utf-8"))


def load(demo: Demo) -> None:
    """Write and publish each, unless it is public; resumes where it stopped."""
    organizer = demo.people(ORGANIZER)[0]
    known = {(one["kind"], one["slug"]): one for one in demo.all(organizer, "registration", "/articles")}
    for article in map(_of_this_year, ARTICLES):
        found = known.get((article["kind"], article["slug"]))
        if found is None:
            key = {"Idempotency-Key": f"demo-article-{article['kind']}-{article['slug']}"}
            begun = {name: article[name] for name in ("kind", "slug", "content")}
            found = demo.call(organizer, "registration", "POST", "/articles", json=begun, headers=key)
        if found["state"] == "draft":
            path = f"/articles/{found['id']}"
            etag = _attach(demo, path, article.get("attached", ()))
            demo.call(organizer, "registration", "POST", f"{path}/publication", json={}, headers={"If-Match": etag})


def _attach(demo: Demo, path: str, attached: Sequence[dict[str, Any]]) -> str:
    """Upload what the article attaches and put it into its draft, whose ETag is returned."""
    organizer = demo.people(ORGANIZER)[0]
    draft = demo.call(organizer, "registration", "GET", f"{path}/draft")
    if not attached:
        return str(draft["etag"])
    taken = [(one, files.upload(demo, f"{path}/files", one["file"], one["name"])) for one in attached]
    rows = [{"title": one["title"], "title_en": one["title_en"], "file": file["sha256"][:40]} for one, file in taken]
    body, seen = {"content": draft["content"] | {"attachments": rows}}, {"If-Match": draft["etag"]}
    return str(demo.call(organizer, "registration", "PUT", f"{path}/draft", json=body, headers=seen)["etag"])


def _of_this_year(article: dict[str, Any]) -> dict[str, Any]:
    """The article with the year in its number: 演示〔2026〕1号."""
    content = article["content"]
    number = content.get("document_number", "").format(year=clock.now().astimezone(clock.LOCAL).year)
    return {**article, "content": {**content, "document_number": number}} if number else article
