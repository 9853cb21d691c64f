"""HTTP API with which organizers publish an edition and change its dates."""

from datetime import datetime
from typing import Any

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.entries.new_form import move_drafts
from services.registration.contest.forms.actions import put_form
from services.registration.contest.forms.models import Shown
from services.registration.contest.forms.schemas import DocumentSchema, FormSchema
from services.registration.contest.publication import actions
from services.registration.contest.publication.schemas import WindowSchema

blp = Blueprint("publication", __name__, description="Editions of the contest, for organizers.")


def _checked(slug: str) -> Edition:
    edition = actions.edition_to_change(session(), identity(), slug)
    etag.check(edition.etag)
    return edition


def _tagged(edition: Edition) -> Edition:
    etag.tag(edition.etag)
    return edition


@blp.route("/editions/<slug>", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(EditionSchema)
@blp.response(200, EditionSchema)
def put(facts: dict[str, Any], slug: str) -> Edition:
    """Create an edition or replace it; published at once. Sending it again changes nothing."""
    return _tagged(actions.put_edition(session(), identity(), slug, facts))


@blp.route("/editions/<slug>/form", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(DocumentSchema)
@blp.response(200, FormSchema)
def save_form(document: dict[str, Any], slug: str) -> Shown:
    """Save the form: a new version where the current one is in use. Drafts move to it, and nothing typed is lost."""
    saved = put_form(session(), identity(), slug, document)
    move_drafts(session(), slug)
    return saved


@blp.route("/editions/<slug>/stages/<key>/window", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(WindowSchema)
@blp.response(200, EditionSchema)
def move(window: dict[str, datetime], slug: str, key: str) -> Edition:
    """Give a stage another window; needs `If-Match`."""
    edition = _checked(slug)
    actions.move_stage(session(), identity(), edition, key, window)
    return _tagged(edition)


@blp.route("/editions/<slug>/stages/<key>/closure", methods=["POST"])
@allow(ORGANIZER)
@blp.response(200, EditionSchema)
def close(slug: str, key: str) -> Edition:
    """End a stage now, before its time; needs `If-Match`."""
    edition = _checked(slug)
    actions.close_stage(session(), identity(), edition, key)
    return _tagged(edition)
