"""HTTP API of the form of an edition while it is written, beside the routes it has as a matter."""

from typing import Any

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.registration.contest.drafting.actions import find_draft, find_matter
from services.registration.contest.editions.models import Edition
from services.registration.contest.form_publication.beginnings import begin_form, compare_form, list_beginnings
from services.registration.contest.form_publication.schemas import (
    BeginningOfFormSchema,
    ComparisonWithDraftSchema,
    FormBeginningsSchema,
)
from services.registration.contest.forms.drafts import FORM
from services.registration.contest.publication.freezing import refuse_frozen

blp = Blueprint("edition-form", __name__, description="The form of an edition while it is written.")


@blp.route("/editions/<slug>/matters/form/beginnings")
@allow(*OVERSEEING, within=EDITION)
@blp.response(200, FormBeginningsSchema)
def beginnings(slug: str) -> dict[str, Any]:
    """Forms to begin with: ready-made ones, and those of other editions."""
    find_draft(session(), slug)
    return list_beginnings(session(), identity(), slug)


@blp.route("/editions/<slug>/matters/form/beginning", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(BeginningOfFormSchema)
@blp.response(204)
def begin(beginning: dict[str, Any], slug: str) -> None:
    """Replace the draft by one of them, or by a document; needs `If-Match`. The history keeps what stood there."""
    refuse_frozen(session().get(Edition, slug), FORM)
    found = find_matter(session(), slug, FORM, lock=True)
    etag.check(found.etag)
    begin_form(session(), identity(), found, beginning)


@blp.route("/editions/<slug>/matters/form/beginning/comparison", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(BeginningOfFormSchema)
@blp.response(200, ComparisonWithDraftSchema)
def compare(beginning: dict[str, Any], slug: str) -> dict[str, Any]:
    """What replacing the draft would change; nothing is saved."""
    return compare_form(session(), identity(), find_matter(session(), slug, FORM), beginning)
