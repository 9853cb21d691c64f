"""What organizers can do with an article: write, publish now or later, withdraw, go back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.storage import audit, ids
from chassis.storage.locks import lock_names
from chassis.words import markup
from services.registration.site.articles import versions
from services.registration.site.articles.announcing import announce
from services.registration.site.articles.errors import (
    AddressTaken,
    AlreadyPublic,
    MomentPassed,
    NothingToPublish,
    NotReleased,
)
from services.registration.site.articles.models import DRAFT, PUBLISHED, RELEASED, SCHEDULED, TEXTS, WITHDRAWN, Article
from services.registration.site.articles.states import LIFE, PUBLISH, SCHEDULE, UPDATE, WITHDRAW, is_whole

BODIES = ("body", "body_en")
SETTINGS = ("pinned", "red_head", "rank")


def select_articles(wanted: Mapping[str, Any]) -> Select[Article]:
    """Every article, narrowed by `kind` and `state`."""
    query = select(Article)
    if wanted.get("kind"):
        query = query.where(Article.kind == wanted["kind"])
    state = wanted.get("state")
    if state in (SCHEDULED, PUBLISHED):
        open_now = Article.publish_at <= clock.now()
        return query.where(Article.standing == RELEASED, open_now if state == PUBLISHED else ~open_now)
    return query.where(Article.standing == state) if state else query


def find_article(session: Session, article_id: UUID, *, lock: bool = False) -> Article:
    """The article. Raises NotFound."""
    found = session.get(Article, article_id, with_for_update=lock or None)
    if found is None:
        raise NotFound
    return found


def create_article(session: Session, caller: Identity, facts: dict[str, Any]) -> Article:
    """A new draft. Raises AddressTaken."""
    now, new_id = clock.now(), ids.new_id()
    slug = facts.get("slug") or f"{now.astimezone(clock.LOCAL):%Y%m%d}-{new_id.hex[-6:]}"
    lock_names(session, [f"article:{facts['kind']}:{slug}"])
    if session.scalar(select(Article.id).where(Article.kind == facts["kind"], Article.slug == slug)):
        raise AddressTaken(slug=slug)
    article = Article(id=new_id, kind=facts["kind"], slug=slug, standing=DRAFT, created_at=now, place="")
    article.pinned, article.red_head, article.rank, article.versions, article.revision = False, False, 0, 0, 0
    article.withdrawal = ""
    for name in TEXTS:
        setattr(article, name, "")
    _write(article, caller, facts)
    session.add(article)
    session.flush()
    audit.record(session, caller.account_id, "article.create", article.id, kind=article.kind, slug=slug)
    return article


def save_article(session: Session, caller: Identity, article: Article, facts: dict[str, Any]) -> None:
    """Take over what was typed; the public sees it only once it is published.

    What another person had written before is kept as a version first; `keep` keeps the new text as one too.
    """
    if article.updated_by != caller.account_id:
        versions.keep_version(session, article, versions.HANDED_OVER)
    changed = _write(article, caller, facts)
    if facts.get("keep"):
        versions.keep_version(session, article, versions.SAVED, caller)
    if settings := sorted(changed & set(SETTINGS)):
        audit.record(session, caller.account_id, "article.arrange", article.id, changed=settings)


def publish_article(session: Session, caller: Identity, article: Article, publish_at: datetime | None) -> None:
    """Make the text as it stands public, at once or from `publish_at` on.

    Raises NothingToPublish, MomentPassed, AlreadyPublic.
    """
    if not is_whole(article):
        raise NothingToPublish
    if publish_at and publish_at <= clock.now():
        raise MomentPassed
    public = article.state == PUBLISHED
    if not LIFE.allows(article.state, SCHEDULE if publish_at else UPDATE if public else PUBLISH):
        raise AlreadyPublic
    article.released = versions.keep_version(session, article, versions.RELEASED, caller)
    article.standing, article.withdrawal = RELEASED, ""
    if not public:
        article.publish_at = publish_at or clock.now()
    _touch(article, caller)
    audit.record(
        session,
        caller.account_id,
        "article.publish",
        article.id,
        version=article.released,
        publish_at=article.publish_at.isoformat() if article.publish_at else None,
    )
    announce(session, article)


def withdraw_article(session: Session, caller: Identity, article: Article, reason: str) -> None:
    """Take it off the site, or call off its publication. Its versions stay. Raises NotReleased."""
    if not LIFE.allows(article.state, WITHDRAW):
        raise NotReleased
    article.standing, article.withdrawal = WITHDRAWN, reason
    _touch(article, caller)
    audit.record(session, caller.account_id, "article.withdraw", article.id, reason=reason)


def restore_version(session: Session, caller: Identity, article: Article, number: int) -> None:
    """Go on writing from an earlier version. What stood there is kept as a version first. Raises NotFound."""
    wanted = versions.find_version(session, article, number)
    versions.keep_version(session, article, versions.SAVED)
    for name in TEXTS:
        setattr(article, name, getattr(wanted, name))
    _touch(article, caller)
    versions.keep_version(session, article, versions.RESTORED, caller)
    audit.record(session, caller.account_id, "article.restore", article.id, version=number)


def differs_from_released(session: Session, article: Article) -> bool:
    """Whether what is written differs from what is or will be public."""
    if article.standing != RELEASED or article.released is None:
        return False
    return not versions.same(article, versions.find_version(session, article, article.released))


def _write(article: Article, caller: Identity, facts: Mapping[str, Any]) -> set[str]:
    """Take over what differs; the names of what did."""
    given = {name: facts[name] for name in (*TEXTS, *SETTINGS) if name in facts}
    given |= {name: markup.from_typed(given[name]) for name in BODIES if name in given}
    changed = {name for name, value in given.items() if getattr(article, name) != value}
    for name in changed:
        setattr(article, name, given[name])
    _touch(article, caller)
    return changed


def _touch(article: Article, caller: Identity) -> None:
    article.revision += 1
    article.updated_at = clock.now()
    article.updated_by, article.updated_name = caller.account_id, caller.name
    article.settle()
