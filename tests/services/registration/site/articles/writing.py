"""An organizer who writes articles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.test import TestResponse

from tests.services.registration.factories import Caller

TEXT = {"title": "关于举办大赛的通知", "body": "<p>欢迎报名。</p>"}


@dataclass
class Desk:
    """Somebody at the editor."""

    who: Caller

    def write(self, kind: str = "notice", slug: str = "", **facts: Any) -> dict[str, Any]:
        """Begin an article that could be published; its draft."""
        own = {"slug": slug} if slug else {}
        answer = self.who.post("/articles", json={"kind": kind, **own, "content": {**TEXT, **facts}})
        assert answer.status_code == 201, answer.text
        return self.now(answer.get_json())

    def now(self, article: dict[str, Any]) -> dict[str, Any]:
        """The draft as it stands."""
        found = self.who.get(f"{_path(article)}/draft")
        assert found.status_code == 200, found.text
        return dict(found.get_json())

    def save(self, article: dict[str, Any], **facts: Any) -> dict[str, Any]:
        """Save over whatever stands."""
        now = self.now(article)
        body = {"content": now["content"] | facts}
        answer = self.who.put(f"{_path(article)}/draft", json=body, etag=now["etag"])
        assert answer.status_code == 200, answer.text
        return dict(answer.get_json())

    def try_to_publish(self, article: dict[str, Any], at: datetime | None = None) -> TestResponse:
        body = {"publish_at": at.isoformat() if at else None}
        return self.who.post(f"{_path(article)}/publication", json=body, etag=self.now(article)["etag"])

    def publish(self, article: dict[str, Any], at: datetime | None = None) -> dict[str, Any]:
        answer = self.try_to_publish(article, at)
        assert answer.status_code == 200, answer.text
        return dict(answer.get_json())

    def withdraw(self, article: dict[str, Any], reason: str = "日期有误") -> TestResponse:
        etag = self.now(article)["etag"]
        return self.who.delete(f"{_path(article)}/publication", json={"reason": reason}, etag=etag)

    def restore(self, article: dict[str, Any], number: int) -> TestResponse:
        path = f"{_path(article)}/revisions/{number}/restoration"
        return self.who.post(path, etag=self.now(article)["etag"])

    def history(self, article: dict[str, Any]) -> list[tuple[int, str, str, int | None]]:
        """(number, origin, who, version), the latest first."""
        items = self.who.get(f"{_path(article)}/history").get_json()["items"]
        return [(item["number"], item["origin"], item["saved_name"], item["version"]) for item in items]


def _path(article: dict[str, Any]) -> str:
    return f"/articles/{article.get('about', article)['id']}"
