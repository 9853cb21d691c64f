"""HTTP API of editions that are written: begin, copy, look over, publish, archive, delete; import as drafts."""

from typing import Any

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import Page, PageSchema
from chassis.http.request_session import session
from chassis.storage.locks import lock_names
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.registration.contest.drafting.actions import find_draft, find_matters
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.form_publication.actions import refuse_unasked
from services.registration.contest.forms.drafts import FORM
from services.registration.contest.publication import archive, beginnings, importing, overview, releasing
from services.registration.contest.publication.heads import show_head
from services.registration.contest.publication.schemas import (
    BeginningSchema,
    EditionHeadSchema,
    EditionListSchema,
    EditionOverviewSchema,
    EditionPreviewSchema,
    NewEditionSchema,
)

blp = Blueprint("edition-drafts", __name__, description="Editions as their organizers write them.")


@blp.route("/edition-drafts")
@allow(*OVERSEEING)
@blp.arguments(PageSchema, location="query")
@blp.response(200, EditionListSchema)
def listing(wanted: dict[str, Any]) -> Page:
    """The editions that the caller oversees, first those where most goes on, the newest first among their like."""
    return overview.list_drafts(session(), identity(), **wanted)


@blp.route("/edition-drafts", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(NewEditionSchema)
@blp.response(201, EditionHeadSchema)
def begin(facts: dict[str, Any]) -> dict[str, Any]:
    """A new edition from the template, its first stage on the day given."""
    return _head(beginnings.begin_edition(session(), identity(), facts).slug)


@blp.route("/editions/<slug>/copies", methods=["POST"])
@allow(ORGANIZER, everywhere=True)
@blp.arguments(BeginningSchema)
@blp.response(201, EditionHeadSchema)
def copy(facts: dict[str, Any], slug: str) -> dict[str, Any]:
    """A new edition that says what this one says, its dates moved by working days; without its entries."""
    return _head(beginnings.copy_edition(session(), identity(), slug, facts).slug)


@blp.route("/editions/<slug>/overview")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, EditionOverviewSchema)
def show(slug: str) -> dict[str, Any]:
    """Where the edition stands, its matters, and what to look at before publishing."""
    return _overview(slug)


@blp.route("/editions/<slug>/preview")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, EditionPreviewSchema)
def preview(slug: str) -> dict[str, Any]:
    """The edition as it would be public were all its drafts published."""
    return overview.preview_edition(session(), identity(), slug)


@blp.route("/editions/<slug>/draft", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(EditionSchema)
@blp.response(200, EditionOverviewSchema)
def put_draft(facts: dict[str, Any], slug: str) -> dict[str, Any]:
    """Bring a document in as drafts; nothing is published. The history keeps what stood there."""
    importing.import_document(session(), identity(), slug, facts)
    return _overview(slug)


@blp.route("/editions/<slug>/draft", methods=["DELETE"])
@allow(ORGANIZER, within=EDITION)
@blp.response(204)
def delete(slug: str) -> None:
    """Delete an edition of which nothing was ever published."""
    beginnings.delete_draft(session(), identity(), slug)


@blp.route("/editions/<slug>/publication", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.response(200, EditionSchema)
def publish(slug: str) -> Any:
    """Publish all that was written; needs `If-Match` with the overview's ETag."""
    lock_names(session(), ["editions"])
    find_draft(session(), slug, lock=True)
    found = find_matters(session(), slug, lock=True)
    etag.check(overview.etag_of_edition(slug, found))
    refuse_unasked(session(), found[FORM])
    return releasing.publish_edition(session(), identity(), slug, found)


@blp.route("/editions/<slug>/archive", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.response(200, EditionHeadSchema)
def put_archive(slug: str) -> dict[str, Any]:
    """Archive an edition that is over: it stays public and changes no more."""
    archive.archive_edition(session(), identity(), find_edition(session(), slug, lock=True))
    return _head(slug)


@blp.route("/editions/<slug>/archive", methods=["DELETE"])
@allow(ORGANIZER, within=EDITION)
@blp.response(200, EditionHeadSchema)
def delete_archive(slug: str) -> dict[str, Any]:
    """Let an archived edition change again."""
    archive.reopen_edition(session(), identity(), find_edition(session(), slug, lock=True))
    return _head(slug)


def _head(slug: str) -> dict[str, Any]:
    return show_head(session(), identity(), slug)


def _overview(slug: str) -> dict[str, Any]:
    found = overview.show_edition(session(), identity(), slug)
    etag.tag(found["etag"])
    return found
