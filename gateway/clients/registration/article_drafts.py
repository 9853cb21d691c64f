"""What pages ask registration of the drafts of articles."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.manuscript_history import Comparison, History
from gateway.clients.manuscripts import Manuscript, Review
from gateway.clients.registration.articles import WrittenArticle
from gateway.clients.service import Answer, Service


class Attached(Answer, frozen=True):
    """A file that an article attaches."""

    title: str = ""
    title_en: str = ""
    file: str = ""
    """What forms call it: its SHA-256 begins so."""


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
    concern: str = ""
    """What it belongs to, as its form calls it: `contest_KEY`, `edition_SLUG`, or nothing."""
    display: tuple[str, ...] = ()
    """`pinned`, `red_head`."""
    attachments: tuple[Attached, ...] = ()

    @property
    def contest(self) -> str:
        """Key of the contest that it belongs to, or empty."""
        return self._belongs_to("contest_")

    @property
    def edition(self) -> str:
        """Slug of the one edition that it belongs to, or empty."""
        return self._belongs_to("edition_")

    def _belongs_to(self, how: str) -> str:
        return self.concern.removeprefix(how) if self.concern.startswith(how) else ""


class ArticleDrafts(Service):
    """What is being written of each article, asked as the person who writes."""

    part = "registration"

    def draft(self, article_id: UUID) -> Manuscript[WrittenArticle]:
        """The draft."""
        return self._get(Manuscript[WrittenArticle], f"/articles/{article_id}/draft")

    def save(self, article_id: UUID, content: dict[str, Any], etag: str) -> Manuscript[WrittenArticle]:
        """Replace the draft."""
        path = f"/articles/{article_id}/draft"
        return self._send(Manuscript[WrittenArticle], "PUT", path, json={"content": content}, etag=etag)

    def review(self, article_id: UUID) -> Review[WrittenArticle]:
        """The draft beside what was published last."""
        return self._get(Review[WrittenArticle], f"/articles/{article_id}/review")

    def history(self, article_id: UUID, after: str | None) -> History[WrittenArticle]:
        """Who wrote at it and when."""
        return self._get(History[WrittenArticle], f"/articles/{article_id}/history", after=after)

    def comparison(self, article_id: UUID, after: int, before: int | None) -> Comparison[WrittenArticle]:
        """Two of its revisions; without `before` the one before."""
        return self._get(Comparison[WrittenArticle], f"/articles/{article_id}/comparison", after=after, before=before)

    def restore(self, article_id: UUID, number: int, etag: str) -> Manuscript[WrittenArticle]:
        """Go on from an earlier revision."""
        path = f"/articles/{article_id}/revisions/{number}/restoration"
        return self._send(Manuscript[WrittenArticle], "POST", path, etag=etag)

    def publish(self, article_id: UUID, publish_at: datetime | None, etag: str) -> Manuscript[WrittenArticle]:
        """Make the draft public, at once or from a moment on."""
        path = f"/articles/{article_id}/publication"
        return self._send(Manuscript[WrittenArticle], "POST", path, json={"publish_at": publish_at}, etag=etag)


DRAFTS = ArticleDrafts()
