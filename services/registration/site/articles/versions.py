"""The history of an article: append-only, readable, and a way back."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from services.registration.site.articles.models import TEXTS, Article, ArticleVersion

SAVED, RELEASED, RESTORED, HANDED_OVER = "saved", "published", "restored", "handover"
ORIGINS = (SAVED, RELEASED, RESTORED, HANDED_OVER)
"""Why a version was kept: on request, because it was published, after going back, before another person wrote on."""


def list_versions(session: Session, article: Article) -> Sequence[ArticleVersion]:
    """Every version, the latest first."""
    own = select(ArticleVersion).where(ArticleVersion.article_id == article.id)
    return session.scalars(own.order_by(ArticleVersion.number.desc())).all()


def find_version(session: Session, article: Article, number: int) -> ArticleVersion:
    """One version. Raises NotFound."""
    found = session.get(ArticleVersion, (article.id, number)) if number <= article.versions else None
    if found is None:
        raise NotFound
    return found


def keep_version(session: Session, article: Article, origin: str, caller: Identity | None = None) -> int:
    """Keep the texts as they stand, unless the latest version already says the same; its number.

    `caller` is who asked for it; left out, it is whoever saved the article last.
    """
    if article.versions and same(article, session.get_one(ArticleVersion, (article.id, article.versions))):
        return article.versions
    article.versions += 1
    version = ArticleVersion(article_id=article.id, number=article.versions, origin=origin, saved_at=clock.now())
    version.saved_by = caller.account_id if caller else article.updated_by
    version.saved_name = caller.name if caller else article.updated_name
    for name in TEXTS:
        setattr(version, name, getattr(article, name))
    session.add(version)
    session.flush()
    return article.versions


def same(article: Article, version: ArticleVersion) -> bool:
    """Whether the article reads like this version."""
    return all(getattr(article, name) == getattr(version, name) for name in TEXTS)
