"""HTTP API of saving answers."""

from typing import Any
from uuid import UUID

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from contracts.roles import LEADER
from services.registration.contest.answers import actions
from services.registration.contest.answers.schemas import AnswersSchema
from services.registration.contest.entries.actions import editable_entry
from services.registration.contest.entries.api import tagged
from services.registration.contest.entries.completeness import Described
from services.registration.contest.entries.schemas import EntrySchema

blp = Blueprint("answers", __name__, description="Saving answers of an entry.")


@blp.route("/entries/<uuid:entry_id>", methods=["PATCH"])
@allow(LEADER)
@blp.arguments(AnswersSchema)
@blp.response(200, EntrySchema)
def save(fields: dict[str, Any], entry_id: UUID) -> Described:
    """Save answers of a draft as they are. Refused from the deadline on and while submitted.

    Each says which answer it replaces, by its mark in `read`; or `If-Match` says that the whole entry is as it was.
    """
    entry = editable_entry(session(), identity(), entry_id)
    if fields["read"] is None:
        etag.check(entry.etag)
    actions.save_answers(session(), identity(), entry, fields["answers"], fields["read"])
    return tagged(entry)
