"""The routes of a document that people write. An area says what it is about and gets them all.

blp = manuscript_routes("article-drafts", Authoring(address="/articles/<uuid:article_id>", find=…, …))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, cast

import marshmallow as ma
from sqlalchemy.orm import Session

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.paging import page
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from chassis.manuscripts import actions, records
from chassis.manuscripts.history_schemas import (
    ComparisonQuerySchema,
    ComparisonSchema,
    HistoryQuerySchema,
    HistorySchema,
)
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.schemas import ContentSchema, ManuscriptSchema, ReviewSchema
from chassis.manuscripts.tables import manuscript_revision as revisions


@dataclass(frozen=True)
class Authoring:
    """What an area says of a document that people write there."""

    address: str
    """Of the thing it belongs to."""
    find: Callable[..., Manuscript]
    """`find(session, caller, lock=…, **arguments)`; raises NotFound."""
    about: Callable[[Session, Manuscript], Any]
    """The thing it belongs to, as `about_schema` shows it."""
    about_schema: type[Schema]
    may: Callable[[Session, Identity, Manuscript, bool], list[str]]
    """What the caller can do with it now; the last argument says whether nothing is missing."""
    readers: tuple[str, ...]
    writers: tuple[str, ...]
    saved: Callable[[Session, Identity, Manuscript], None]
    """What follows from another draft."""
    publish: Callable[[Session, Identity, Manuscript, dict[str, Any]], None]
    """Publishes it, with what `publication_schema` asks for."""
    publication_schema: type[Schema]
    everywhere: bool = False
    """Whether these roles have to be held everywhere."""
    within: str = ""
    """The kind of scope in which they have to be held, as `allow` has it."""
    effect: Callable[[Session, Manuscript], dict[str, Any]] | None = None
    """What publishing the draft would do, for whoever looks it over: more fields of `about_schema`."""


def manuscript_routes(name: str, authoring: Authoring) -> Blueprint:
    """A blueprint with every route of the document."""
    blp = Blueprint(name, name, description="A document: its draft, history and publication.")
    _add_reading(blp, authoring)
    _add_history(blp, authoring)
    _add_writing(blp, authoring)
    return blp


def _add_reading(blp: Blueprint, own: Authoring) -> None:
    @blp.route(f"{own.address}/draft")
    @allow(*own.readers, everywhere=own.everywhere, within=own.within)
    @blp.response(200, _about(ManuscriptSchema, own.about_schema))
    def show(**address: Any) -> dict[str, Any]:
        """The document as it is being written"""
        return _told(own, _found(own, address))

    @blp.route(f"{own.address}/review")
    @allow(*own.readers, everywhere=own.everywhere, within=own.within)
    @blp.response(200, _about(ReviewSchema, own.about_schema))
    def review(**address: Any) -> dict[str, Any]:
        """The draft beside what was published last"""
        found = _found(own, address)
        told = _told(own, found) | {"published": records.published_content(session(), found)}
        if own.effect is not None:
            told["about"] |= own.effect(session(), found)
        return told


def _add_history(blp: Blueprint, own: Authoring) -> None:
    @blp.route(f"{own.address}/history")
    @allow(*own.readers, everywhere=own.everywhere, within=own.within)
    @blp.arguments(HistoryQuerySchema, location="query")
    @blp.response(200, _about(HistorySchema, own.about_schema))
    def history(wanted: dict[str, Any], **address: Any) -> dict[str, Any]:
        """Who wrote at it and when, the latest first"""
        found = _found(own, address)
        rows = records.select_history(found)
        listed = page(session(), rows, revisions.c.number.desc(), wanted["after"], wanted["limit"])
        return _told(own, found) | {"items": [row._mapping for row in listed.items], "next": listed.next}

    @blp.route(f"{own.address}/comparison")
    @allow(*own.readers, everywhere=own.everywhere, within=own.within)
    @blp.arguments(ComparisonQuerySchema, location="query")
    @blp.response(200, _about(ComparisonSchema, own.about_schema))
    def compare(wanted: dict[str, Any], **address: Any) -> dict[str, Any]:
        """Two revisions with their content"""
        found, after = _found(own, address), wanted["after"]
        find = partial(records.find_revision, session(), found)
        before = wanted.get("before", after - 1)
        return _told(own, found) | {"after": find(after), "before": find(before) if before else None}

    @blp.route(f"{own.address}/revisions/<int:number>/restoration", methods=["POST"])
    @allow(*own.writers, everywhere=own.everywhere, within=own.within)
    @blp.response(200, _about(ManuscriptSchema, own.about_schema))
    def restore(number: int, **address: Any) -> dict[str, Any]:
        """Go on from this revision; needs `If-Match`. What stood in the draft stays in the history"""
        found = _locked(own, address)
        actions.restore(session(), found, identity(), number)
        own.saved(session(), identity(), found)
        return _told(own, found)


def _add_writing(blp: Blueprint, own: Authoring) -> None:
    @blp.route(f"{own.address}/draft", methods=["PUT"])
    @allow(*own.writers, everywhere=own.everywhere, within=own.within)
    @blp.arguments(ContentSchema)
    @blp.response(200, _about(ManuscriptSchema, own.about_schema))
    def save(facts: dict[str, Any], **address: Any) -> dict[str, Any]:
        """Save the draft, done or half done; needs `If-Match`. What is published stays as it is"""
        found = _locked(own, address)
        if actions.save(session(), found, identity(), facts["content"]):
            own.saved(session(), identity(), found)
        return _told(own, found)

    @blp.route(f"{own.address}/publication", methods=["POST"])
    @allow(*own.writers, everywhere=own.everywhere, within=own.within)
    @blp.arguments(own.publication_schema)
    @blp.response(200, _about(ManuscriptSchema, own.about_schema))
    def publish(facts: dict[str, Any], **address: Any) -> dict[str, Any]:
        """Publish the draft; needs `If-Match`"""
        found = _locked(own, address)
        own.publish(session(), identity(), found, facts)
        return _told(own, found)


def _found(own: Authoring, address: Mapping[str, Any]) -> Manuscript:
    return own.find(session(), identity(), lock=False, **address)


def _locked(own: Authoring, address: Mapping[str, Any]) -> Manuscript:
    found = own.find(session(), identity(), lock=True, **address)
    etag.check(found.etag)
    return found


@cache
def _about(schema: type[Schema], about: type[Schema]) -> type[Schema]:
    """The shape with the thing that the document belongs to. One type each: their names stand in the API's document."""
    name = f"{about.__name__.removesuffix('Schema')}{schema.__name__}"
    return cast(type[Schema], type(name, (schema,), {"about": ma.fields.Nested(about), "__doc__": schema.__doc__}))


def _told(own: Authoring, found: Manuscript) -> dict[str, Any]:
    etag.tag(found.etag)
    missing, last = found.kind.faults(found.draft.content), found.published
    return {
        "state": found.state,
        "content": found.draft.content,
        "form": found.kind.described,
        "revision": found.draft.number,
        "saved_at": found.draft.saved_at,
        "saved_name": found.draft.saved_name,
        "version": last and last.number,
        "sha256": last and last.sha256,
        "published_at": last and last.published_at,
        "published_name": last and last.published_name,
        "missing": missing,
        "doubtful": found.kind.warn(found.draft.content),
        "may": own.may(session(), identity(), found, not missing),
        "etag": found.etag,
        "about": own.about(session(), found),
    }
