"""What pages ask registration of the drafts of articles."""

from datetime import datetime
from uuid import UUID

from gateway.clients.manuscript_calls import ManuscriptCalls
from gateway.clients.manuscripts import Manuscript
from gateway.clients.registration.articles import WrittenArticle
from gateway.clients.service import Answer


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


class ArticleDrafts(ManuscriptCalls[[UUID], WrittenArticle]):
    """What is being written of each article, asked as the person who writes."""

    part, about = "registration", WrittenArticle

    def publish(self, article_id: UUID, publish_at: datetime | None, etag: str) -> Manuscript[WrittenArticle]:
        """Make the draft public, at once or from a moment on."""
        return self._publish({"publish_at": publish_at}, etag, article_id)

    def _at(self, article_id: UUID) -> str:
        return f"/articles/{article_id}"


DRAFTS = ArticleDrafts()
