"""What organizers can do with an article: begin it, publish it now or later, withdraw it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts import records
from chassis.manuscripts.records import Manuscript
from chassis.storage import audit, ids
from chassis.storage.locks import lock_names
from chassis.words.folding import fold
from services.registration.files.collections.actions import hide_files, show_files
from services.registration.files.collections.choosing import refuse_named, told_files
from services.registration.site.articles.announcing import announce
from services.registration.site.articles.concern import concerns
from services.registration.site.articles.errors import AddressTaken, AlreadyPublic, MomentPassed, NotReleased
from services.registration.site.articles.kind import kind_of, release
from services.registration.site.articles.models import (
    DRAFT,
    FOUND_BY,
    PUBLISHED,
    RELEASED,
    SCHEDULED,
    WITHDRAWN,
    Article,
)
from services.registration.site.articles.states import LIFE, PUBLISH, SCHEDULE, UPDATE, WITHDRAW


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


def find_text(session: Session, article_id: UUID, *, lock: bool = False) -> Manuscript:
    """What is being written of the article, with the files it can attach and what it can belong to. Raises NotFound."""
    article = find_article(session, article_id, lock=lock)
    return records.find(session, kind_of(article.files, concerns(session, article.kind)), article_id, lock=lock)


def refuse_used(session: Session, article_id: UUID, sha256: str) -> None:
    """Raise FileInUse where the draft names the file, or what is public or will be. Locks the article."""
    article = find_article(session, article_id, lock=True)
    draft = records.find(session, kind_of((), ()), article_id, lock=True)
    public = article.attachments if article.standing == RELEASED else []
    refuse_named(session, article.collection, sha256, [draft.draft.content, public])


def create_article(session: Session, caller: Identity, facts: dict[str, Any]) -> Article:
    """A new article with a first draft. Raises AddressTaken."""
    now, new_id = clock.now(), ids.new_id()
    slug = facts.get("slug") or f"{now.astimezone(clock.LOCAL):%Y%m%d}-{new_id.hex[-6:]}"
    lock_names(session, [f"article:{facts['kind']}:{slug}"])
    if session.scalar(select(Article.id).where(Article.kind == facts["kind"], Article.slug == slug)):
        raise AddressTaken(slug=slug)
    article = Article(id=new_id, kind=facts["kind"], slug=slug, standing=DRAFT, created_at=now, withdrawal="")
    release(article, {}, {})
    form = kind_of((), concerns(session, article.kind))
    draft = manuscripts.begin(session, form, article.id, caller, facts["content"])
    follow_draft(article, caller, draft)
    session.add(article)
    session.flush()
    audit.record(session, caller.account_id, "article.create", article.id, kind=article.kind, slug=slug)
    return article


def follow_draft(article: Article, caller: Identity, draft: Manuscript) -> None:
    """Show in the organizers' list what is being written, by whom and since when."""
    content = draft.draft.content
    article.draft_title, article.draft_title_en = content.get("title", ""), content.get("title_en", "")
    article.search_text = fold(f"{article.draft_title} {article.draft_title_en}")[:FOUND_BY]
    _touch(article, caller)


def publish_article(
    session: Session, caller: Identity, article: Article, draft: Manuscript, publish_at: datetime | None
) -> None:
    """Make the draft public, at once or from `publish_at` on. Raises Incomplete, MomentPassed, AlreadyPublic."""
    if publish_at and publish_at <= clock.now():
        raise MomentPassed
    public = article.state == PUBLISHED
    if not LIFE.allows(article.state, SCHEDULE if publish_at else UPDATE if public else PUBLISH):
        raise AlreadyPublic
    at = article.publish_at if public else publish_at or clock.now()
    version = manuscripts.publish(session, draft, caller, publish_at=at.isoformat() if at else None)
    if article.released != version.number:
        release(article, draft.draft.content, told_files(session, article.collection))
        article.released, article.released_at = version.number, clock.now()
    elif not public:
        manuscripts.touch(session, draft)
    article.standing, article.withdrawal, article.publish_at = RELEASED, "", at
    hide_files(session, article.collection)
    show_files(session, article.collection, article.attachments, at or clock.now())
    _touch(article, caller)
    announce(session, article)


def withdraw_article(session: Session, caller: Identity, article: Article, draft: Manuscript, reason: str) -> None:
    """Take it off the site, or call off its publication. Its draft stays. Raises NotReleased."""
    if not LIFE.allows(article.state, WITHDRAW):
        raise NotReleased
    article.standing, article.withdrawal = WITHDRAWN, reason
    hide_files(session, article.collection)
    manuscripts.touch(session, draft)
    _touch(article, caller)
    audit.record(session, caller.account_id, "article.withdraw", article.id, reason=reason)


def _touch(article: Article, caller: Identity) -> None:
    article.updated_at = clock.now()
    article.updated_by, article.updated_name = caller.account_id, caller.name
    article.settle()
