"""The organizers' list of entries: plain rows with what a list shows of each, and nothing that has to be worked out."""

from typing import Any

import marshmallow as ma

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from contracts.roles import OVERSEEING, SCREENER
from services.registration.contest.entries.actions import select_entries
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.schemas import EntryQuerySchema

blp = Blueprint("entry-list", __name__, description="The organizers' list of entries.")
COLUMNS = (
    *("id", "edition", "number", "title", "organisation", "leader_name", "track", "group", "state"),
    *("submitted_at", "updated_at"),
)


class EntryRowSchema(Schema):
    """An entry in the list."""

    id = ma.fields.UUID()
    edition = ma.fields.String()
    number = ma.fields.String(allow_none=True)
    title = ma.fields.String()
    organisation = ma.fields.String()
    leader_name = ma.fields.String()
    track = ma.fields.String()
    group = ma.fields.String()
    state = ma.fields.String()
    submitted_at = ma.fields.AwareDateTime(allow_none=True)
    updated_at = ma.fields.AwareDateTime()


class EntryRowPageSchema(Schema):
    """One page of the list."""

    items = ma.fields.List(ma.fields.Nested(EntryRowSchema))
    next = ma.fields.String(allow_none=True)


@blp.route("/entry-rows")
@allow(SCREENER, *OVERSEEING)
@personal
@blp.arguments(EntryQuerySchema, location="query")
@blp.response(200, EntryRowPageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """The entries the caller may see, the latest first."""
    query, order = select_entries(session(), identity(), wanted)
    rows = query.with_only_columns(*(getattr(Entry, name) for name in COLUMNS))
    found = page(session(), rows, order.desc(), wanted["after"], wanted["limit"])
    return {"items": [dict(zip(COLUMNS, row, strict=True)) for row in found.items], "next": found.next}
