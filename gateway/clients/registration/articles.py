"""What pages ask registration of articles: reading what is public, writing, publishing, withdrawing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.clients.service import Answer, Page, Service


class ReadableHead(Answer, frozen=True):
    """An article in a public list."""

    kind: str
    slug: str
    title: str
    title_en: str
    """Empty where there is no English."""
    summary: str
    summary_en: str
    pinned: bool
    red_head: bool
    number: int
    """Of the version."""
    published_at: datetime
    updated_at: datetime


class Readable(ReadableHead, frozen=True):
    """An article as everybody reads it."""

    body: str | None = None
    """None in lists, unless bodies were asked for."""
    body_en: str | None = None


class ArticleHead(Answer, frozen=True):
    """An article in the organizers' list."""

    id: UUID
    kind: str
    slug: str
    title: str
    title_en: str
    pinned: bool
    red_head: bool
    rank: int
    state: str
    publish_at: datetime | None
    released: int | None
    """Number of the version that is public."""
    versions: int
    updated_at: datetime
    updated_name: str


class Article(ArticleHead, frozen=True):
    """An article as its editors see it."""

    summary: str
    summary_en: str
    body: str
    body_en: str
    withdrawal: str
    """Why it was withdrawn."""
    changed: bool
    """Whether it differs from what is or will be public."""
    may: tuple[str, ...]
    """What can be done with it now: `publish`, `schedule`, `update`, `withdraw`."""
    etag: str


class VersionHead(Answer, frozen=True):
    """A version in the history."""

    number: int
    title: str
    origin: str
    saved_at: datetime
    saved_name: str


class Version(VersionHead, frozen=True):
    """A version with its texts."""

    title_en: str
    summary: str
    summary_en: str
    body: str
    body_en: str


class Articles(Service):
    """Registration's articles, asked as the person who looks."""

    part = "registration"

    def published(
        self, kind: str, *, after: str | None = None, limit: int | None = None, bodies: bool = False
    ) -> Page[Readable]:
        """What can be read now: the pinned first, then the latest."""
        told = "true" if bodies else None
        return self._get(Page[Readable], "/published", kind=kind, after=after, limit=limit, bodies=told)

    def all_published(self, most: int = 1000) -> list[Readable]:
        """Every article that can be read now, of any kind."""
        return self._all(Readable, "/published", most=most, limit=200)

    def readable(self, kind: str, slug: str) -> Readable:
        """One that can be read now. Refused with 404 where there is none."""
        return self._get(Readable, f"/published/{kind}/{slug}")

    def articles(self, *, limit: int, **wanted: str) -> Page[ArticleHead]:
        """Every article, narrowed by kind and state."""
        return self._get(Page[ArticleHead], "/articles", limit=limit, **wanted)

    def create(self, facts: dict[str, Any], key: str) -> Article:
        """Start one as a draft, once for each key."""
        return self._send(Article, "POST", "/articles", json=facts, key=key)

    def article(self, article_id: UUID) -> Article:
        """One as it is being written."""
        return self._get(Article, f"/articles/{article_id}")

    def save(self, article_id: UUID, facts: dict[str, Any], etag: str) -> Article:
        """Save what was typed."""
        return self._send(Article, "PATCH", f"/articles/{article_id}", json=facts, etag=etag)

    def publish(self, article_id: UUID, publish_at: datetime | None, etag: str) -> Article:
        """Make the text public, at once or from a moment on."""
        return self._send(
            Article, "POST", f"/articles/{article_id}/publication", json={"publish_at": publish_at}, etag=etag
        )

    def withdraw(self, article_id: UUID, reason: str, etag: str) -> Article:
        """Take it off the site, or call its publication off."""
        return self._send(Article, "DELETE", f"/articles/{article_id}/publication", json={"reason": reason}, etag=etag)

    def versions(self, article_id: UUID) -> Page[VersionHead]:
        """Every version that was kept, the latest first."""
        return self._get(Page[VersionHead], f"/articles/{article_id}/versions")

    def version(self, article_id: UUID, number: int) -> Version:
        """One version with its texts."""
        return self._get(Version, f"/articles/{article_id}/versions/{number}")

    def restore(self, article_id: UUID, number: int, etag: str) -> Article:
        """Go on writing from a version."""
        return self._send(Article, "POST", f"/articles/{article_id}/versions/{number}/restoration", etag=etag)


ARTICLES = Articles()
