"""HTTP API of editions, for everybody. `publication` has what changes them."""

from typing import Any

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.request_session import session
from services.registration.contest.editions import actions
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import EditionPageSchema, EditionSchema

blp = Blueprint("editions", __name__, description="Editions of the contest.")


@blp.route("/editions")
@allow(PUBLIC)
@blp.response(200, EditionPageSchema)
def listing() -> dict[str, Any]:
    """Every edition, the latest first."""
    return {"items": actions.list_editions(session()), "next": None}


@blp.route("/editions/<slug>")
@allow(PUBLIC)
@blp.response(200, EditionSchema)
def show(slug: str) -> Edition:
    """One edition."""
    edition = actions.find_edition(session(), slug)
    etag.tag(edition.etag)
    return edition
