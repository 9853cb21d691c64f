"""HTTP API of editions."""

from typing import Any

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from services.registration.contest.editions import actions
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import EditionPageSchema, EditionSchema

blp = Blueprint("editions", __name__, description="Editions of the contest.")


@blp.route("/editions/current")
@allow(PUBLIC)
@blp.response(200, EditionSchema)
def show_current() -> Edition:
    """The edition that opened last; before the first one opens, the next to open."""
    return actions.current_edition(session())


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
    return actions.find_edition(session(), slug)


@blp.route("/editions/<slug>", methods=["PUT"])
@allow(ORGANIZER)
@blp.arguments(EditionSchema)
@blp.response(200, EditionSchema)
def put(facts: dict[str, Any], slug: str) -> Edition:
    """Create an edition or replace it; published at once. Sending it again changes nothing."""
    return actions.put_edition(session(), identity(), slug, facts)
