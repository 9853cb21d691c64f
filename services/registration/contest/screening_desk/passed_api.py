"""HTTP API of the entries that passed the screening, for everybody."""

from typing import Any

import marshmallow as ma

from chassis.http.api import Blueprint
from chassis.http.auth import PUBLIC, allow
from chassis.http.paging import PageSchema, page
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from services.registration.contest.editions.actions import find_edition
from services.registration.contest.entries.models import Entry
from services.registration.contest.screening_desk import passed

blp = Blueprint("passed-entries", __name__, description="The entries that passed the screening.")


class PassedEntrySchema(Schema):
    """An entry that passed; no person is named."""

    number = ma.fields.String()
    title = ma.fields.String()
    organisation = ma.fields.String()
    track = ma.fields.String()
    group = ma.fields.String()


class PassedEntriesSchema(Schema):
    """One page of them, by number."""

    items = ma.fields.List(ma.fields.Nested(PassedEntrySchema))
    next = ma.fields.String(allow_none=True)


@blp.route("/editions/<slug>/passed-entries")
@allow(PUBLIC)
@blp.arguments(PageSchema, location="query")
@blp.response(200, PassedEntriesSchema)
def show_all(wanted: dict[str, Any], slug: str) -> dict[str, Any]:
    """Those that passed, once the screening is over and where the edition says so; else there is no such list."""
    rows = passed.passed_entries(find_edition(session(), slug))
    found = page(session(), rows, Entry.number, wanted["after"], wanted["limit"])
    return {"items": [dict(zip(passed.NAMES, row, strict=True)) for row in found.items], "next": found.next}
