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

    def write(self, kind: str = "notice", **facts: Any) -> dict[str, Any]:
        """Start an article that could be published."""
        answer = self.who.post("/articles", json={"kind": kind, **TEXT, **facts})
        assert answer.status_code == 201, answer.text
        return dict(answer.get_json())

    def now(self, article: dict[str, Any]) -> dict[str, Any]:
        """The article as it stands."""
        return dict(self.who.get(f"/articles/{article['id']}").get_json())

    def save(self, article: dict[str, Any], **facts: Any) -> dict[str, Any]:
        """Save over whatever stands."""
        answer = self.who.patch(f"/articles/{article['id']}", json=facts, etag=self.now(article)["etag"])
        assert answer.status_code == 200, answer.text
        return dict(answer.get_json())

    def try_to_publish(self, article: dict[str, Any], at: datetime | None = None) -> TestResponse:
        body = {"publish_at": at.isoformat() if at else None}
        path = f"/articles/{article['id']}/publication"
        return self.who.post(path, json=body, etag=self.now(article)["etag"])

    def publish(self, article: dict[str, Any], at: datetime | None = None) -> dict[str, Any]:
        answer = self.try_to_publish(article, at)
        assert answer.status_code == 200, answer.text
        return dict(answer.get_json())

    def withdraw(self, article: dict[str, Any], reason: str = "日期有误") -> TestResponse:
        path = f"/articles/{article['id']}/publication"
        return self.who.delete(path, json={"reason": reason}, etag=self.now(article)["etag"])

    def restore(self, article: dict[str, Any], number: int) -> TestResponse:
        path = f"/articles/{article['id']}/versions/{number}/restoration"
        return self.who.post(path, etag=self.now(article)["etag"])

    def history(self, article: dict[str, Any]) -> list[tuple[int, str, str]]:
        """(number, title, origin), the latest first."""
        items = self.who.get(f"/articles/{article['id']}/versions").get_json()["items"]
        return [(item["number"], item["title"], item["origin"]) for item in items]
