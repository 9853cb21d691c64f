"""HTTP API with which organizers publish an edition and change its dates."""

import json
from typing import Any

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from contracts.scopes import EDITION
from services.registration.contest.drafting.following import follow_form
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.form_publication.actions import publish_form
from services.registration.contest.forms.models import Shown
from services.registration.contest.forms.schemas import DocumentSchema, FormSchema
from services.registration.contest.publication import actions

blp = Blueprint("publication", __name__, description="Editions of the contest, for organizers.")


@blp.route("/editions/<slug>", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(EditionSchema)
@blp.response(200, EditionSchema)
def put(facts: dict[str, Any], slug: str) -> Edition:
    """Create an edition or replace it; published at once. Sending it again changes nothing."""
    edition = actions.put_edition(session(), identity(), slug, facts)
    etag.tag(edition.etag)
    return edition


@blp.route("/editions/<slug>/form", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(DocumentSchema)
@blp.response(200, FormSchema)
def save_form(document: dict[str, Any], slug: str) -> Shown:
    """Save the form: a new version where the current one is in use. Drafts move to it, and nothing typed is lost."""
    saved = publish_form(session(), identity(), slug, document)
    published = json.loads(saved.form.document)
    follow_form(session(), identity(), slug, {name: one for name, one in published.items() if name != "version"})
    return saved
