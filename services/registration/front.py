"""Everything the home page shows, in one answer: one call instead of four, for the page that is asked for most."""

from typing import Any

import marshmallow as ma
from flask_smorest import Blueprint
from sqlalchemy.orm import Session

from chassis.auth import PUBLIC, allow, identity
from chassis.schemas import Schema
from chassis.web import session
from services.registration.articles.models import ANNOUNCEMENT, NOTICE, WINNERS
from services.registration.articles.reading import latest
from services.registration.articles.schemas import ReadableHeadSchema
from services.registration.editions.actions import current_edition
from services.registration.editions.errors import NoEdition
from services.registration.editions.models import Edition
from services.registration.editions.schemas import EditionSchema
from services.registration.volunteers import programme
from services.registration.volunteers.schemas import EventSchema

blp = Blueprint("front", __name__, description="The home page.")
SHOWN = {NOTICE: 3, ANNOUNCEMENT: 3, WINNERS: 1}
"""How many of each kind the home page lists."""


class FrontSchema(Schema):
    """What the home page shows."""

    edition = ma.fields.Nested(EditionSchema, allow_none=True)
    event = ma.fields.Nested(EventSchema, allow_none=True)
    notice = ma.fields.List(ma.fields.Nested(ReadableHeadSchema))
    announcement = ma.fields.List(ma.fields.Nested(ReadableHeadSchema))
    winners = ma.fields.List(ma.fields.Nested(ReadableHeadSchema))


@blp.route("/front")
@allow(PUBLIC)
@blp.response(200, FrontSchema)
def show() -> dict[str, Any]:
    """The current edition, the latest articles, and the next outreach event that is not over."""
    found = {kind: [one.facts(bodies=False) for one in latest(session(), kind, n)] for kind, n in SHOWN.items()}
    coming = programme.coming_events(session(), 1)
    events = programme.describe_events(session(), identity(), coming) if coming else []
    return {"edition": _edition(session()), "event": events[0] if events else None, **found}


def _edition(opened: Session) -> Edition | None:
    try:
        return current_edition(opened)
    except NoEdition:
        return None
