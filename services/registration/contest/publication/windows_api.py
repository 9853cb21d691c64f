"""HTTP API with which organizers change the dates of a published edition."""

from datetime import datetime
from typing import Any

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import ORGANIZER
from contracts.scopes import EDITION
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.publication import actions
from services.registration.contest.publication.schemas import WindowReviewSchema, WindowSchema
from services.registration.contest.publication.window_review import review_window

blp = Blueprint("stage-windows", __name__, description="Dates of a published edition, for organizers.")


def _checked(slug: str) -> Edition:
    edition = find_edition(session(), slug, lock=True)
    etag.check(edition.etag)
    return edition


def _tagged(edition: Edition) -> Edition:
    etag.tag(edition.etag)
    return edition


@blp.route("/editions/<slug>/stages/<key>/window", methods=["PUT"])
@allow(ORGANIZER, within=EDITION)
@blp.arguments(WindowSchema)
@blp.response(200, EditionSchema)
def move(window: dict[str, datetime], slug: str, key: str) -> Edition:
    """Give a stage another window; needs `If-Match`."""
    edition = _checked(slug)
    actions.move_stage(session(), identity(), edition, key, window)
    return _tagged(edition)


@blp.route("/editions/<slug>/stages/<key>/window/review")
@allow(ORGANIZER, within=EDITION)
@blp.arguments(WindowSchema, location="query")
@blp.response(200, WindowReviewSchema)
def review(window: dict[str, datetime], slug: str, key: str) -> dict[str, Any]:
    """What another window would mean: the checks of publishing, whom it concerns. Refused as the change would be."""
    return review_window(session(), find_edition(session(), slug), key, window)


@blp.route("/editions/<slug>/stages/<key>/closure", methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@blp.response(200, EditionSchema)
def close(slug: str, key: str) -> Edition:
    """End a stage now, before its time; needs `If-Match`."""
    edition = _checked(slug)
    actions.close_stage(session(), identity(), edition, key)
    return _tagged(edition)
