"""Score sheets over HTTP."""

from typing import Any
from uuid import UUID

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.paging import Page, PageSchema, page
from chassis.http.request_session import session
from contracts.roles import JUDGE, ORGANIZER
from services.judging.panels.models import Assignment
from services.judging.panels.schemas import AssignmentRowSchema, ReasonSchema
from services.judging.scoring import actions
from services.judging.scoring.models import SUBMITTED
from services.judging.scoring.schemas import AssignmentSchema, OwnAssignmentsSchema, SheetContentSchema

VERSION_READ = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the assignment as it was read.",
}

blp = Blueprint("scoring", __name__, description="Score sheets: a judge's own, and nobody else's.")


def version_tag(assignment: Assignment) -> str:
    """The ETag of an assignment: changes with every change of its sheet."""
    return etag.etag_of(assignment.id, assignment.sheet.version if assignment.sheet else 0)


def answer(assignment: Assignment) -> tuple[dict[str, Any], dict[str, str]]:
    """The assignment for its judge, tagged."""
    tag = version_tag(assignment)
    return actions.describe(assignment) | {"etag": tag}, {"ETag": tag}


@blp.route("/assignments")
@allow(JUDGE)
@blp.arguments(PageSchema, location="query")
@blp.response(200, OwnAssignmentsSchema)
def list_assignments(at: dict[str, Any]) -> Page:
    """The caller's assignments"""
    return page(session(), actions.own_assignments(identity()), Assignment.id, **at)


@blp.route("/assignments/<uuid:assignment_id>")
@allow(JUDGE)
@blp.response(200, AssignmentSchema)
def get_assignment(assignment_id: UUID) -> Any:
    """One of the caller's assignments: rubric, entry, own sheet"""
    return answer(actions.own_assignment(session(), identity(), assignment_id))


@blp.route("/assignments/<uuid:assignment_id>/sheet", methods=["PUT"])
@allow(JUDGE)
@blp.doc(parameters=[VERSION_READ])
@blp.arguments(SheetContentSchema)
@blp.response(200, AssignmentSchema)
def save_sheet(given: dict[str, Any], assignment_id: UUID) -> Any:
    """Save any part of the sheet

    Needs `If-Match`; 412 if another tab saved first, 409 `sheet-locked`, `stage-not-open` or `stage-closed`.
    """
    held = actions.hold_own(session(), identity(), assignment_id)
    actions.require_editable(held)
    etag.check(version_tag(held))
    actions.save_sheet(session(), held, given["marks"], given["comment"])
    return answer(held)


@blp.route("/assignments/<uuid:assignment_id>/sheet/submission", methods=["POST"])
@allow(JUDGE)
@blp.doc(parameters=[VERSION_READ])
@blp.response(200, AssignmentSchema)
def submit_sheet(assignment_id: UUID) -> Any:
    """Hand the sheet in; it locks

    Needs `If-Match`; 422 with everything that is missing. A sheet handed in already is answered as it stands.
    """
    held = actions.hold_own(session(), identity(), assignment_id)
    if held.sheet is None or held.sheet.state != SUBMITTED:
        actions.require_editable(held)
        etag.check(version_tag(held))
        actions.submit_sheet(session(), identity(), held)
    return answer(held)


@blp.route("/assignments/<uuid:assignment_id>/sheet/submission", methods=["DELETE"])
@allow(ORGANIZER)
@blp.arguments(ReasonSchema)
@blp.response(200, AssignmentRowSchema)
def return_sheet(given: dict[str, Any], assignment_id: UUID) -> Assignment:
    """Return a sheet to its judge for change"""
    return actions.return_sheet(session(), identity(), assignment_id, given["reason"])
