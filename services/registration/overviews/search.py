"""What organizers find in registration by a few words: entries, events with their shifts, articles."""

from collections.abc import Iterable
from typing import Any

import marshmallow as ma
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from chassis.http.schemas import Schema, SearchQuerySchema
from chassis.words.folding import fold, holds
from contracts.roles import OVERSEEING
from contracts.scopes import EVERYWHERE
from services.registration.contest.entries.access import select_entries
from services.registration.contest.entries.models import Entry
from services.registration.outreach.programme.actions import facts_of, list_events
from services.registration.outreach.programme.schemas import EventHeadSchema
from services.registration.site.articles.models import Article, state_of

blp = Blueprint("search", __name__, description="Search, for organizers.")
_ENTRY = (Entry.id, Entry.number, Entry.title, Entry.organisation, Entry.leader_name, Entry.state)
_ARTICLE = (
    *(Article.id, Article.kind, Article.standing, Article.publish_at),
    *(Article.draft_title.label("title"), Article.draft_title_en.label("title_en")),
)


class FoundEntrySchema(Schema):
    """An entry that was found."""

    id = ma.fields.UUID()
    number = ma.fields.String(allow_none=True)
    title = ma.fields.String()
    organisation = ma.fields.String()
    leader = ma.fields.String(attribute="leader_name")
    state = ma.fields.String()


class FoundPostSchema(Schema):
    """The post of a shift that was found."""

    post = ma.fields.String()
    post_en = ma.fields.String()


class FoundEventSchema(EventHeadSchema):
    """An event that was found, by itself or by the posts of its shifts."""

    posts = ma.fields.List(ma.fields.Nested(FoundPostSchema))


class FoundArticleSchema(Schema):
    """An article that was found."""

    id = ma.fields.UUID()
    kind = ma.fields.String()
    title = ma.fields.String()
    title_en = ma.fields.String()
    state = ma.fields.String()


class FoundSchema(Schema):
    """What was found, in groups."""

    number = ma.fields.UUID(allow_none=True, metadata={"description": "The entry whose number was asked for."})
    entries = ma.fields.List(ma.fields.Nested(FoundEntrySchema))
    events = ma.fields.List(ma.fields.Nested(FoundEventSchema))
    articles = ma.fields.List(ma.fields.Nested(FoundArticleSchema))


@blp.route("/search")
@allow(*OVERSEEING)
@personal
@blp.arguments(SearchQuerySchema, location="query")
@blp.response(200, FoundSchema)
def find(wanted: dict[str, Any]) -> dict[str, Any]:
    """Entries by number, title, organisation and leader; events and shifts by name and place; articles by title."""
    query, limit = wanted["q"], wanted["limit"]
    entries = _entries(session(), identity(), query, limit)
    exact = [entry.id for entry in entries if entry.number and fold(entry.number) == fold(query)]
    return {
        "number": exact[0] if exact else None,
        "entries": entries,
        "events": _events(session(), identity(), query)[:limit],
        "articles": _articles(session(), identity(), query, limit),
    }


def _entries(opened: Session, caller: Identity, query: str, limit: int) -> list[Any]:
    if not fold(query):
        return []
    found, order = select_entries(opened, caller, {"q": query})
    return list(opened.execute(found.with_only_columns(*_ENTRY).order_by(order.desc()).limit(limit)))


def _events(opened: Session, caller: Identity, query: str) -> list[dict[str, Any]]:
    found = []
    for event in list_events(opened):
        posts = [shift for shift in event.planned if holds(_joined((shift.post, shift.post_en)), query)]
        itself = holds(_joined((event.name, event.name_en, event.place, event.place_en)), query)
        if (posts or itself) and caller.oversees(event.scope):
            found.append(facts_of(event) | {"posts": posts})
    return found


def _articles(opened: Session, caller: Identity, query: str, limit: int) -> list[Any]:
    """The latest whose titles hold every word: found in an index of titles alone, and only then read."""
    words = fold(query).split()
    if not words or not caller.oversees(EVERYWHERE):
        return []
    holding = (Article.search_text.contains(word, autoescape=True) for word in words)
    found = select(Article.id).where(*holding).order_by(Article.id.desc()).limit(limit)
    rows = opened.execute(select(*_ARTICLE).where(Article.id.in_(found)).order_by(Article.id.desc()))
    return [{**one._mapping, "state": state_of(one.standing, one.publish_at)} for one in rows]


def _joined(texts: Iterable[str]) -> str:
    return " ".join(texts)
