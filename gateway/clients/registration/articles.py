"""What pages ask registration of articles: reading what is public, writing, publishing, withdrawing."""

from datetime import datetime
from uuid import UUID

from gateway.clients.registration.site_files import CollectedFile, OfferedFile
from gateway.clients.service import Answer, Page, Service


class ReadableHead(Answer, frozen=True):
    """An article in a public list."""

    kind: str
    slug: str
    contest: str
    """Key of the contest that it belongs to; empty where it belongs to one edition, or to none."""
    edition: str
    """Slug of the one edition that it belongs to, or empty."""
    title: str
    title_en: str
    """Empty where there is no English."""
    summary: str
    summary_en: str
    document_number: str
    """文号 of an official document; empty for others."""
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
    signed_by: str = ""
    """Whose document it is, as it stands below the text; empty in lists."""
    signed_by_en: str = ""
    attachments: tuple[OfferedFile, ...] = ()
    """Empty in lists, unless they were asked for."""


class NamedContest(Answer, frozen=True):
    """A contest by name."""

    key: str
    name: str
    name_en: str


class Published(Page[Readable], frozen=True):
    """One page of a public list."""

    years: tuple[int, ...] = ()
    """In which articles of the list were published, the latest first; where they were asked for, as the next."""
    contests: tuple[NamedContest, ...] = ()
    """To which articles of the kind belong."""


class Article(Answer, frozen=True):
    """An article as organizers see it. Its text is a draft of its own."""

    id: UUID
    kind: str
    slug: str
    title: str
    """As it is being written."""
    title_en: str
    contest: str
    """That it belongs to as it is public; empty for none, as the next."""
    edition: str
    pinned: bool
    state: str
    publish_at: datetime | None
    released: int | None
    """Number of the version that is public."""
    created_at: datetime
    updated_at: datetime
    updated_name: str
    withdrawal: str
    """Why it was withdrawn."""


class WrittenArticle(Article, frozen=True):
    """An article as those who write it see it."""

    files: tuple[CollectedFile, ...]
    """What it can attach, the newest first."""


class Articles(Service):
    """Registration's articles, asked as the person who looks."""

    part = "registration"

    def published(
        self,
        kind: str,
        *,
        after: str | None = None,
        limit: int | None = None,
        bodies: bool = False,
        narrowing: bool = False,
        **wanted: str | int | None,
    ) -> Published:
        """What can be read now, the pinned first, then the latest; of a `year`, for a `contest`, or all.

        `narrowing` asks for the years and contests by which the list can be narrowed.
        """
        told = {name: "true" if asked else None for name, asked in (("bodies", bodies), ("narrowing", narrowing))}
        return self._get(Published, "/published", kind=kind, after=after, limit=limit, **told, **wanted)

    def all_published(self, most: int = 1000) -> list[Readable]:
        """Every article that can be read now, of any kind, with its attachments."""
        return self._all(Readable, "/published", most=most, limit=200, attachments="true")

    def readable(self, kind: str, slug: str) -> Readable:
        """One that can be read now. Refused with 404 where there is none."""
        return self._get(Readable, f"/published/{kind}/{slug}")

    def articles(self, *, limit: int, **wanted: str | None) -> Page[Article]:
        """Every article, narrowed by kind and state."""
        return self._get(Page[Article], "/articles", limit=limit, **wanted)

    def create(self, kind: str, title: str, slug: str, key: str) -> Article:
        """Begin one with a title, once for each key. A slug is made for it where none is given."""
        body = {"kind": kind, "content": {"title": title}} | ({"slug": slug} if slug else {})
        return self._send(Article, "POST", "/articles", json=body, key=key)

    def withdraw(self, article_id: UUID, reason: str, etag: str) -> Article:
        """Take it off the site, or call its publication off."""
        return self._send(Article, "DELETE", f"/articles/{article_id}/publication", json={"reason": reason}, etag=etag)


ARTICLES = Articles()
