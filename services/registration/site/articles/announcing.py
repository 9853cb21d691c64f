"""Telling the other parts, once, that an article can be read. Readers do not wait for this: they ask the clock."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.config import Settings
from chassis.events.outbox import emit
from chassis.storage.engine import Database
from contracts.registration import ArticlePublished
from services.registration.site.articles.models import PUBLISHED, RELEASED, Article

EVERY = 5.0
"""Seconds between looks for articles whose time has come."""


def announce(session: Session, article: Article) -> bool:
    """Tell of the article if it is public and was never told of; whether it was told of now."""
    if article.state != PUBLISHED or article.announced_at is not None or article.publish_at is None:
        return False
    article.announced_at = clock.now()
    emit(
        session,
        ArticlePublished(
            article_id=article.id,
            kind=article.kind,
            slug=article.slug,
            title=article.title,
            title_en=article.title_en,
            published_at=article.publish_at,
        ),
    )
    return True


def announce_due(database: Database, _settings: Settings) -> None:
    """Tell of every article whose time has come since the last look, each in a transaction of its own."""
    due = select(Article.id).where(
        Article.announced_at.is_(None), Article.standing == RELEASED, Article.publish_at <= clock.now()
    )
    with database.read() as session:
        waiting = session.scalars(due.order_by(Article.publish_at)).all()
    for article_id in waiting:
        with database.write() as session:
            announce(session, session.get_one(Article, article_id, with_for_update=True))
