"""What the public reads: the released version of every article whose time has come. The clock decides, nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, load_only

from chassis import clock
from chassis.http.errors import NotFound
from chassis.words import markup
from services.registration.site.articles.models import RELEASED, Article, ArticleVersion

_HEAD = ("article_id", "number", "title", "title_en", "summary", "summary_en", "saved_at")
_PLACED = ("id", "kind", "slug", "pinned", "red_head", "publish_at", "place")


@dataclass(frozen=True)
class Readable:
    """An article as everybody reads it."""

    article: Article
    version: ArticleVersion

    @property
    def updated_at(self) -> datetime:
        """When what can be read last changed."""
        return max(self.version.saved_at, self.article.publish_at or self.version.saved_at)

    def facts(self, *, bodies: bool) -> dict[str, Any]:
        """As it is sent, with the bodies or without; they are cleaned once more on the way out."""
        placed = {name: getattr(self.article, name) for name in ("kind", "slug", "pinned", "red_head")}
        head = {name: getattr(self.version, name) for name in ("title", "title_en", "summary", "summary_en")}
        times = {"published_at": self.article.publish_at, "updated_at": self.updated_at}
        texts = {name: markup.clean(getattr(self.version, name)) for name in ("body", "body_en")} if bodies else {}
        return {**placed, **head, **times, "number": self.version.number, **texts}


def select_readable(kind: str = "", *, bodies: bool = False) -> Select[Article, ArticleVersion]:
    """Pairs of article and released version that the public may see now, of one kind or of all."""
    query = (
        select(Article, ArticleVersion)
        .join(
            ArticleVersion,
            and_(ArticleVersion.article_id == Article.id, ArticleVersion.number == Article.released),
        )
        .where(Article.standing == RELEASED, Article.publish_at <= clock.now())
        .options(load_only(*(getattr(Article, name) for name in _PLACED)))
    )
    if kind:
        query = query.where(Article.kind == kind)
    if bodies:
        return query
    return query.options(load_only(*(getattr(ArticleVersion, name) for name in _HEAD)))


def find_readable(session: Session, kind: str, slug: str) -> Readable:
    """The article at this address. Raises NotFound, also for one that is not public or not public yet."""
    query = select_readable(bodies=True).where(Article.kind == kind, Article.slug == slug)
    found = session.execute(query).first() if (kind + slug).isascii() and (kind + slug).isprintable() else None
    if found is None:
        raise NotFound
    return Readable(*found)
