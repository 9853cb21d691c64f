"""Notices, announcements, questions and pages of the demo, published in the order of the file, the latest last."""

import json
from pathlib import Path
from typing import Any

from chassis import clock
from contracts.roles import ORGANIZER
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
            found = demo.call(organizer, "registration", "POST", "/articles", json=article, headers=key)
        if found["state"] == "draft":
            path = f"/articles/{found['id']}"
            etag = demo.call(organizer, "registration", "GET", f"{path}/draft")["etag"]
            demo.call(organizer, "registration", "POST", f"{path}/publication", json={}, headers={"If-Match": etag})


def _of_this_year(article: dict[str, Any]) -> dict[str, Any]:
    """The article with the year in its number: 演示〔2026〕1号."""
    number = article.get("document_number", "").format(year=clock.now().astimezone(clock.LOCAL).year)
    return {**article, "document_number": number} if number else article
