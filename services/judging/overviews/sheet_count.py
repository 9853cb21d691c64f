"""How many sheets exist of an entry: what somebody should know before its content changes."""

from typing import Any
from uuid import UUID

import marshmallow as ma
from sqlalchemy import func, select

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.errors import NotFound
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from contracts.roles import OVERSEEING
from contracts.scopes import Scope
from services.judging.entries.models import Entry
from services.judging.panels.models import IS_LIVE, Assignment, ScoreSheet
from services.judging.panels.states import NONE, SUBMITTED

blp = Blueprint("sheet-count", __name__, description="How many sheets exist of an entry.")


class SheetCountSchema(Schema):
    """Sheets about an entry that count, in all its stages."""

    begun = ma.fields.Integer(metadata={"description": "Something is written in them, those handed in included."})
    submitted = ma.fields.Integer()


@blp.route("/entries/<uuid:entry_id>/sheet-count")
@allow(*OVERSEEING)
@blp.response(200, SheetCountSchema)
def show(entry_id: UUID) -> dict[str, Any]:
    """How many sheets exist about an entry; none about one that judging never heard of."""
    entry = session().get(Entry, entry_id)
    if entry is not None and not identity().oversees(Scope.edition(entry.edition)):
        raise NotFound
    query = select(ScoreSheet.state, func.count()).join(Assignment, Assignment.id == ScoreSheet.assignment_id)
    query = query.where(IS_LIVE, Assignment.entry_id == entry_id).group_by(ScoreSheet.state)
    found = {state: count for state, count in session().execute(query) if state != NONE}
    return {"begun": sum(found.values()), "submitted": found.get(SUBMITTED, 0)}
