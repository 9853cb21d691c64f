"""Assignments over HTTP, for organizers."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import PageSchema, page
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION
from services.judging.panels import actions, record, removal, replacement
from services.judging.panels.models import Assignment
from services.judging.panels.progress import ROW, rows_of
from services.judging.panels.schemas import (
    AssignmentRecordSchema,
    AssignmentRowsSchema,
    AssignSchema,
    MadeSchema,
    ReasonSchema,
    ReplacedSchema,
    ReplacementSchema,
)
from services.judging.rules.actions import find_rubric

PLACE = "/editions/<edition>/stages/<key>/assignments"
blp = Blueprint("panels", __name__, description="Who scores what.")


@blp.route(PLACE)
@allow(*OVERSEEING, within=EDITION)
@blp.arguments(PageSchema, location="query")
@blp.response(200, AssignmentRowsSchema)
def list_assignments(at: dict[str, Any], edition: str, key: str) -> dict[str, Any]:
    """Who scores what, and how far each sheet is"""
    found = page(session(), rows_of(find_rubric(session(), edition, key)), Assignment.id, **at)
    return {"items": [dict(zip(ROW, row, strict=True)) for row in found.items], "next": found.next}


@blp.route(PLACE, methods=["POST"])
@allow(ORGANIZER, within=EDITION)
@idempotent
@blp.arguments(AssignSchema)
@blp.response(201, MadeSchema)
def assign(given: dict[str, Any], edition: str, key: str) -> dict[str, Any]:
    """Give an entry to judges, all or none

    409 `conflict-of-interest`, `already-assigned`, `entry-withdrawn` or `stage-closed`.
    """
    return {"ids": actions.assign(session(), identity(), (edition, key), given["entry_id"], given["judge_ids"])}


@blp.route("/assignments/<uuid:assignment_id>/record")
@allow(*OVERSEEING)
@blp.response(200, AssignmentRecordSchema)
def show_record(assignment_id: UUID) -> dict[str, Any]:
    """One assignment with its sheet, and what may be done with it now"""
    return record.record_of(session(), identity(), assignment_id)


@blp.route("/assignments/<uuid:assignment_id>", methods=["DELETE"])
@allow(ORGANIZER)
@blp.arguments(ReasonSchema)
@blp.response(204)
def remove(given: dict[str, Any], assignment_id: UUID) -> None:
    """Take a judge off an entry; a sheet is kept, void

    409 `result-stands` once the stage has closed.
    """
    removal.take_back(session(), identity(), assignment_id, given["reason"])


@blp.route("/assignments/<uuid:assignment_id>/replacement", methods=["POST"])
@allow(ORGANIZER)
@blp.arguments(ReplacementSchema)
@blp.response(201, ReplacedSchema)
def replace(given: dict[str, Any], assignment_id: UUID) -> dict[str, Any]:
    """Give the entry to another judge in place of this one; the sheet is kept, void

    409 `conflict-of-interest`, `already-assigned`, or `result-stands` once the stage has closed.
    """
    return {"id": replacement.replace(session(), identity(), assignment_id, given["judge_id"], given["reason"])}
