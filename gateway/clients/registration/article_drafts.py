"""What pages ask registration of the drafts of articles."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import Manuscript, Review
from gateway.clients.registration.articles import Article
from gateway.clients.service import Answer, Service


class ArticleText(Answer, frozen=True):
    """What an article says, as its form asks for it."""

    title: str = ""
    title_en: str = ""
    summary: str = ""
    summary_en: str = ""
    body: str = ""
    body_en: str = ""
    document_number: str = ""
    signed_by: str = ""
    signed_by_en: str = ""
    display: tuple[str, ...] = ()
    """`pinned`, `red_head`."""


class ArticleDrafts(Service):
    """What is being written of each article, asked as the person who writes."""

    part = "registration"

    def draft(self, article_id: UUID) -> Manuscript[Article]:
        """The draft."""
        return self._get(Manuscript[Article], f"/articles/{article_id}/draft")

    def save(self, article_id: UUID, content: dict[str, Any], etag: str) -> Manuscript[Article]:
        """Replace the draft."""
        path = f"/articles/{article_id}/draft"
        return self._send(Manuscript[Article], "PUT", path, json={"content": content}, etag=etag)

    def review(self, article_id: UUID) -> Review[Article]:
        """The draft beside what was published last."""
        return self._get(Review[Article], f"/articles/{article_id}/review")

    def history(self, article_id: UUID, after: str | None) -> History[Article]:
        """Who wrote at it and when."""
        return self._get(History[Article], f"/articles/{article_id}/history", after=after)

    def comparison(self, article_id: UUID, after: int, before: int | None) -> Comparison[Article]:
        """Two of its revisions; without `before` the one before."""
        return self._get(Comparison[Article], f"/articles/{article_id}/comparison", after=after, before=before)

    def restore(self, article_id: UUID, number: int, etag: str) -> Manuscript[Article]:
        """Go on from an earlier revision."""
        path = f"/articles/{article_id}/revisions/{number}/restoration"
        return self._send(Manuscript[Article], "POST", path, etag=etag)

    def publish(self, article_id: UUID, publish_at: datetime | None, etag: str) -> Manuscript[Article]:
        """Make the draft public, at once or from a moment on."""
        path = f"/articles/{article_id}/publication"
        return self._send(Manuscript[Article], "POST", path, json={"publish_at": publish_at}, etag=etag)


DRAFTS = ArticleDrafts()
