"""The organizers' list of entries: plain rows, and of one edition what its form lists or, for files, all it asks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from sqlalchemy import func

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from chassis.http.schemas import Schema, Trimmed
from contracts.roles import OVERSEEING, SCREENER
from services.registration.contest.entries.access import select_entries
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.schemas import EntryQuerySchema
from services.registration.overviews.entry_answers import answer_cells, answer_columns

blp = Blueprint("entry-list", __name__, description="The organizers' list of entries.")
COLUMNS = (
    *("id", "edition", "number", "title", "organisation", "leader_name", "track", "group", "state"),
    *("submitted_at", "updated_at"),
)
SORTS: Mapping[str, Any] = {
    "number": func.coalesce(Entry.number, ""),
    "submitted": func.coalesce(Entry.submitted_at, datetime(1, 1, 1, tzinfo=UTC)),
}
"""What the list can be sorted by. What was never handed in comes first."""


class EntryRowQuerySchema(EntryQuerySchema):
    """Which rows, in which order."""

    sort = Trimmed(load_default="", validate=ma.validate.OneOf(("", *SORTS, *(f"-{key}" for key in SORTS))))
    answers = ma.fields.Boolean(
        load_default=False, metadata={"description": "With all answers, not only the listed ones; of one edition."}
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
    cells = ma.fields.List(ma.fields.String(), metadata={"description": "The answers under `columns`, in words."})


class AnswerColumnSchema(Schema):
    """A column of answers: what the form of the edition asks beyond the columns every list has."""

    key = ma.fields.String()
    heading = ma.fields.String()
    heading_en = ma.fields.String()
    number = ma.fields.Boolean(metadata={"description": "Whether its answers are figures."})


class EntryRowPageSchema(Schema):
    """One page of the list."""

    items = ma.fields.List(ma.fields.Nested(EntryRowSchema))
    next = ma.fields.String(allow_none=True)
    columns = ma.fields.List(ma.fields.Nested(AnswerColumnSchema))


@blp.route("/entry-rows")
@allow(SCREENER, *OVERSEEING)
@personal
@blp.arguments(EntryRowQuerySchema, location="query")
@blp.response(200, EntryRowPageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """The entries the caller may see, the latest first unless sorted otherwise."""
    query, turn = select_entries(session(), identity(), wanted)
    rows = query.with_only_columns(*(getattr(Entry, name) for name in COLUMNS))
    found = page(session(), rows, _order(wanted["sort"], turn), wanted["after"], wanted["limit"])
    items = [dict(zip(COLUMNS, row, strict=True)) for row in found.items]
    columns = answer_columns(session(), wanted.get("edition", ""), whole=wanted["answers"])
    cells = answer_cells(session(), [item["id"] for item in items], columns) if columns else {}
    return {
        "items": [item | {"cells": cells.get(item["id"], ())} for item in items],
        "next": found.next,
        "columns": columns,
    }


def _order(sort: str, turn: Any) -> Any:
    if not sort:
        return turn.desc()
    first = SORTS[sort.removeprefix("-")]
    return (first.desc() if sort.startswith("-") else first, turn)
