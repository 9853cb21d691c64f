"""HTTP API with which organizers write articles. `public_api` has what everybody reads."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import page
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from services.registration.site.articles import actions, versions
from services.registration.site.articles.models import Article, ArticleVersion
from services.registration.site.articles.schemas import (
    ArticlePageSchema,
    ArticleQuerySchema,
    ArticleSchema,
    NewArticleSchema,
    PublicationSchema,
    SavedArticleSchema,
    VersionPageSchema,
    VersionSchema,
    WithdrawalSchema,
)
from services.registration.site.articles.states import open_to

blp = Blueprint("articles", __name__, description="Notices, announcements, winners, questions, pages: for editors.")


def _tagged(article: Article) -> dict[str, Any]:
    etag.tag(article.etag)
    changed = actions.differs_from_released(session(), article)
    worked_out = {"changed": changed, "may": open_to(identity(), article, changed=changed)}
    facts = {name: getattr(article, name) for name in ArticleSchema._declared_fields if name not in worked_out}
    return facts | worked_out


def _locked(article_id: UUID) -> Article:
    article = actions.find_article(session(), article_id, lock=True)
    etag.check(article.etag)
    return article


@blp.route("/articles")
@allow(*OVERSEEING, everywhere=True)
@blp.arguments(ArticleQuerySchema, location="query")
@blp.response(200, ArticlePageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """Every article, published or not: the pinned first, then by order and time, the latest first."""
    found = page(session(), actions.select_articles(wanted), Article.place.desc(), wanted["after"], wanted["limit"])
    return {"items": found.items, "next": found.next}


@blp.route("/articles", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@idempotent
@blp.arguments(NewArticleSchema)
@blp.response(201, ArticleSchema)
def create(facts: dict[str, Any]) -> dict[str, Any]:
    """Start an article as a draft."""
    return _tagged(actions.create_article(session(), identity(), facts))


@blp.route("/articles/<uuid:article_id>")
@allow(*OVERSEEING, everywhere=True)
@blp.response(200, ArticleSchema)
def show(article_id: UUID) -> dict[str, Any]:
    """One article as it is being written."""
    return _tagged(actions.find_article(session(), article_id))


@blp.route("/articles/<uuid:article_id>", methods=["PATCH"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(SavedArticleSchema)
@blp.response(200, ArticleSchema)
def save(facts: dict[str, Any], article_id: UUID) -> dict[str, Any]:
    """Save what was typed; needs `If-Match`. What is public stays as it is until it is published again."""
    article = _locked(article_id)
    actions.save_article(session(), identity(), article, facts)
    return _tagged(article)


@blp.route("/articles/<uuid:article_id>/publication", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(PublicationSchema)
@blp.response(200, ArticleSchema)
def publish(facts: dict[str, Any], article_id: UUID) -> dict[str, Any]:
    """Make the text public, at once or at a given time; needs `If-Match`."""
    article = _locked(article_id)
    actions.publish_article(session(), identity(), article, facts["publish_at"])
    return _tagged(article)


@blp.route("/articles/<uuid:article_id>/publication", methods=["DELETE"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(WithdrawalSchema)
@blp.response(200, ArticleSchema)
def withdraw(facts: dict[str, Any], article_id: UUID) -> dict[str, Any]:
    """Take it off the site, or call off its publication; needs `If-Match`."""
    article = _locked(article_id)
    actions.withdraw_article(session(), identity(), article, facts["reason"])
    return _tagged(article)


@blp.route("/articles/<uuid:article_id>/versions")
@allow(*OVERSEEING, everywhere=True)
@blp.response(200, VersionPageSchema)
def history(article_id: UUID) -> dict[str, Sequence[ArticleVersion] | None]:
    """Every version that was kept, the latest first."""
    found = actions.find_article(session(), article_id)
    return {"items": versions.list_versions(session(), found), "next": None}


@blp.route("/articles/<uuid:article_id>/versions/<int:number>")
@allow(*OVERSEEING, everywhere=True)
@blp.response(200, VersionSchema)
def version(article_id: UUID, number: int) -> ArticleVersion:
    """One version with its texts."""
    return versions.find_version(session(), actions.find_article(session(), article_id), number)


@blp.route("/articles/<uuid:article_id>/versions/<int:number>/restoration", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.response(200, ArticleSchema)
def restore(article_id: UUID, number: int) -> dict[str, Any]:
    """Go on writing from this version; needs `If-Match`. What stood there is kept."""
    article = _locked(article_id)
    actions.restore_version(session(), identity(), article, number)
    return _tagged(article)
