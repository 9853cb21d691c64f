"""HTTP API of winners: for everybody to read, for organizers to publish."""

from typing import Any

from flask import request

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from contracts.scopes import EDITION
from services.registration.site.winners import actions
from services.registration.site.winners.gallery import find_winner, show_gallery
from services.registration.site.winners.models import Winner
from services.registration.site.winners.schemas import (
    GallerySchema,
    OwnWinnersSchema,
    WinnerListSchema,
    WinnerQuerySchema,
    WinnerSchema,
)

blp = Blueprint("winners", __name__, description="Winning entries, as the public reads them.")


@blp.route("/winners")
@allow(PUBLIC)
@blp.arguments(WinnerQuerySchema, location="query")
@blp.response(200, GallerySchema)
def gallery(wanted: dict[str, Any]) -> dict[str, Any]:
    """The winners of an edition, the highest award first, and which editions have any."""
    return show_gallery(session(), wanted)


@blp.route("/winners/<edition>/<number>")
@allow(PUBLIC)
@blp.response(200, WinnerSchema)
def show(edition: str, number: str) -> Winner:
    """One winning entry, with what its form says is public."""
    return find_winner(session(), edition, number)


@blp.route("/editions/<slug>/winners")
@allow(ORGANIZER, within=EDITION)
@blp.response(200, OwnWinnersSchema)
def own(slug: str) -> dict[str, Any]:
    """The winners of an edition with all that is said of them, and the pictures they can show."""
    return actions.show_own(session(), slug)


@blp.route("/editions/<slug>/winners", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(WinnerListSchema)
@blp.response(204)
def put(sent: dict[str, Any], slug: str) -> None:
    """Publish the winners of an edition, the highest award first; what stood there is replaced.

    With `If-Match` only where the list is still the one that was read.
    """
    if request.if_match:
        etag.check(actions.version_of(session(), slug, lock=True))
    actions.put_winners(session(), identity(), slug, sent["items"])
