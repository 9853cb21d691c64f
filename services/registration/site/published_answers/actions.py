"""Publishing an answer as an article of its edition, correcting it, taking it back. The article keeps its history."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts.records import Manuscript
from chassis.words import markup
from services.registration.contest.questions.actions import find_question
from services.registration.contest.questions.answering import office_question
from services.registration.site.articles.actions import (
    create_article,
    find_article,
    find_text,
    follow_draft,
    publish_article,
    withdraw_article,
)
from services.registration.site.articles.concern import choice_of_edition
from services.registration.site.articles.models import FAQ, PUBLISHED, Article


@dataclass(frozen=True)
class PublishedAnswer:
    """An answer as everybody reads it, or as it was last read."""

    article_id: UUID
    slug: str
    title: str
    body: str
    """Without markup."""
    public: bool


def publish_answer(session: Session, caller: Identity, question_id: UUID, title: str, body: str) -> PublishedAnswer:
    """Let everybody read this question and answer, or a correction of them. Raises NotFound, Forbidden, Invalid."""
    question = office_question(session, caller, question_id)
    content = {"title": title, "body": markup.from_typed(body), "concern": choice_of_edition(question.edition)}
    if question.article_id is None:
        article = create_article(session, caller, {"kind": FAQ, "content": content})
        question.article_id = article.id
        draft = find_text(session, article.id, lock=True)
    else:
        article, draft = _article(session, question.article_id)
        manuscripts.save(session, draft, caller, draft.draft.content | content)
        draft = find_text(session, article.id, lock=True)
    follow_draft(article, caller, draft)
    publish_article(session, caller, article, draft, None)
    session.flush()
    return _told(article)


def withdraw_answer(session: Session, caller: Identity, question_id: UUID, reason: str) -> PublishedAnswer:
    """Take it off the site. Raises NotFound, Forbidden, NotReleased."""
    question = office_question(session, caller, question_id)
    if question.article_id is None:
        raise NotFound
    article, draft = _article(session, question.article_id)
    withdraw_article(session, caller, article, draft, reason)
    session.flush()
    return _told(article)


def find_answer(session: Session, caller: Identity, question_id: UUID) -> PublishedAnswer:
    """What everybody reads of it, or read last. Raises NotFound where nothing was ever published."""
    question = find_question(session, caller, question_id)
    if question.article_id is None:
        raise NotFound
    return _told(find_article(session, question.article_id))


def _article(session: Session, article_id: UUID) -> tuple[Article, Manuscript]:
    return find_article(session, article_id, lock=True), find_text(session, article_id, lock=True)


def _told(article: Article) -> PublishedAnswer:
    body = markup.plain(article.body)
    return PublishedAnswer(article.id, article.slug, article.title, body, article.state == PUBLISHED)
