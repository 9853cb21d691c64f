"""HTTP API with which organizers write articles. `public_api` has what everybody reads."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import page
from chassis.http.request_session import session
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.routes import Authoring, manuscript_routes
from contracts.roles import ORGANIZER, OVERSEEING
from services.registration.site.articles import actions
from services.registration.site.articles.models import RELEASED, Article
from services.registration.site.articles.schemas import (
    ArticlePageSchema,
    ArticleQuerySchema,
    ArticleSchema,
    NewArticleSchema,
    PublicationSchema,
    WithdrawalSchema,
    WrittenArticleSchema,
)
from services.registration.site.articles.states import open_to

blp = Blueprint("articles", __name__, description="Notices, announcements, winners, questions, pages: for editors.")
ORDERS = {"": Article.place.desc(), "updated_at": Article.touched, "-updated_at": Article.touched.desc()}


@blp.route("/articles")
@allow(*OVERSEEING, everywhere=True)
@blp.arguments(ArticleQuerySchema, location="query")
@blp.response(200, ArticlePageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """Every article, published or not: the pinned first, then by order and time, the latest first."""
    order = ORDERS[wanted["sort"]]
    found = page(session(), actions.select_articles(wanted), order, wanted["after"], wanted["limit"])
    return {"items": found.items, "next": found.next}


@blp.route("/articles", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@idempotent
@blp.arguments(NewArticleSchema)
@blp.response(201, ArticleSchema)
def create(facts: dict[str, Any]) -> Article:
    """Begin an article with a draft."""
    return actions.create_article(session(), identity(), facts)


@blp.route("/articles/<uuid:article_id>/publication", methods=["DELETE"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(WithdrawalSchema)
@blp.response(200, ArticleSchema)
def withdraw(facts: dict[str, Any], article_id: UUID) -> Article:
    """Take it off the site, or call off its publication; needs `If-Match` of the draft."""
    draft = _find(session(), identity(), lock=True, article_id=article_id)
    etag.check(draft.etag)
    article = _about(session(), draft)
    actions.withdraw_article(session(), identity(), article, draft, facts["reason"])
    return article


def _find(session: Session, _caller: Identity, *, lock: bool, article_id: UUID) -> Manuscript:
    return actions.find_text(session, article_id, lock=lock)


def _about(session: Session, draft: Manuscript) -> Article:
    return actions.find_article(session, UUID(draft.subject))


def _may(session: Session, caller: Identity, draft: Manuscript, ready: bool) -> list[str]:
    article = _about(session, draft)
    write = ["write"] if caller.has(ORGANIZER) else []
    return write + open_to(caller, article, changed=article.standing == RELEASED and draft.is_changed, ready=ready)


def _saved(session: Session, caller: Identity, draft: Manuscript) -> None:
    actions.follow_draft(_about(session, draft), caller, draft)


def _publish(session: Session, caller: Identity, draft: Manuscript, facts: dict[str, Any]) -> None:
    actions.publish_article(session, caller, _about(session, draft), draft, facts["publish_at"])


drafts = manuscript_routes(
    "article-drafts",
    Authoring(
        address="/articles/<uuid:article_id>",
        find=_find,
        about=_about,
        about_schema=WrittenArticleSchema,
        may=_may,
        readers=OVERSEEING,
        writers=(ORGANIZER,),
        everywhere=True,
        saved=_saved,
        publish=_publish,
        publication_schema=PublicationSchema,
    ),
)
