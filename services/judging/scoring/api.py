"""Score sheets over HTTP."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.request_session import database, session
from chassis.storage.engine import Database
from contracts.roles import JUDGE, ORGANIZER
from contracts.scopes import EDITION
from services.judging.panels.schemas import ReasonSchema
from services.judging.panels.states import SUBMITTED
from services.judging.scoring import actions, own_sheets, reading
from services.judging.scoring.schemas import (
    AssignmentSchema,
    MarksContentSchema,
    MarksSavedSchema,
    OwnAssignmentsSchema,
    OwnSheetsSchema,
    SheetContentSchema,
    SheetSavedSchema,
)

VERSION_READ = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the assignment as it was read.",
}

blp = Blueprint("scoring", __name__, description="Score sheets: a judge's own, and nobody else's.")


def answer(source: Database | Session, assignment_id: UUID) -> tuple[dict[str, Any], dict[str, str]]:
    """The assignment for its judge, tagged."""
    found = reading.own_assignment(source, identity(), assignment_id)
    return found, {"ETag": found["etag"]}


@blp.route("/assignments")
@allow(JUDGE)
@blp.response(200, OwnAssignmentsSchema)
def list_assignments() -> dict[str, Any]:
    """The caller's assignments, what is open first"""
    return reading.own_assignments(database(), identity())


@blp.route("/editions/<edition>/stages/<key>/own-sheets")
@allow(JUDGE, within=EDITION)
@blp.response(200, OwnSheetsSchema)
def list_own_sheets(edition: str, key: str) -> dict[str, Any]:
    """The caller's own sheets of a stage side by side, by number of the entry

    409 `declaration-needed` before the caller declared conflicts of interest.
    """
    return own_sheets.of_stage(database(), identity(), edition, key)


@blp.route("/assignments/<uuid:assignment_id>")
@allow(JUDGE)
@blp.response(200, AssignmentSchema)
def get_assignment(assignment_id: UUID) -> Any:
    """One of the caller's assignments: rubric, entry, own sheet"""
    return answer(database(), assignment_id)


@blp.route("/assignments/<uuid:assignment_id>/sheet", methods=["PUT"])
@allow(JUDGE)
@blp.doc(parameters=[VERSION_READ])
@blp.arguments(SheetContentSchema)
@blp.response(200, SheetSavedSchema)
def save_sheet(given: dict[str, Any], assignment_id: UUID) -> Any:
    """Save any part of the sheet

    Needs `If-Match`; 412 if another tab saved first, 409 `sheet-locked`, `stage-not-open` or `stage-closed`.
    """
    held = actions.lock_sheet(session(), identity(), assignment_id)
    actions.require_editable(held)
    etag.check(reading.version_tag(assignment_id, held.version))
    saved = actions.save_sheet(session(), held, given["marks"], given["comment"])
    tag = reading.version_tag(assignment_id, saved["version"])
    return saved | {"etag": tag}, {"ETag": tag}


@blp.route("/assignments/<uuid:assignment_id>/sheet/marks", methods=["PUT"])
@allow(JUDGE)
@blp.doc(parameters=[VERSION_READ])
@blp.arguments(MarksContentSchema)
@blp.response(200, MarksSavedSchema)
def save_marks(given: dict[str, Any], assignment_id: UUID) -> Any:
    """Save the marks alone: the comment stays as it is

    Needs `If-Match`, and refuses like the sheet as a whole.
    """
    held = actions.lock_sheet(session(), identity(), assignment_id)
    actions.require_editable(held)
    etag.check(reading.version_tag(assignment_id, held.version))
    saved = actions.save_sheet(session(), held, given["marks"], held.comment)
    tag = reading.version_tag(assignment_id, saved["version"])
    return saved | own_sheets.wanting(held, saved["marks"], held.comment) | {"etag": tag}, {"ETag": tag}


@blp.route("/assignments/<uuid:assignment_id>/sheet/submission", methods=["POST"])
@allow(JUDGE)
@idempotent
@blp.doc(parameters=[VERSION_READ])
@blp.response(200, AssignmentSchema)
def submit_sheet(assignment_id: UUID) -> Any:
    """Hand the sheet in; it locks

    Needs `If-Match`; 422 with everything that is missing. A sheet handed in already is answered as it stands.
    """
    held = actions.lock_for_submission(session(), identity(), assignment_id)
    if held.state != SUBMITTED:
        actions.require_editable(held)
        etag.check(reading.version_tag(assignment_id, held.version))
        actions.submit_sheet(session(), identity(), held)
    return answer(session(), assignment_id)


@blp.route("/assignments/<uuid:assignment_id>/sheet/submission", methods=["DELETE"])
@allow(ORGANIZER)
@blp.arguments(ReasonSchema)
@blp.response(204)
def return_sheet(given: dict[str, Any], assignment_id: UUID) -> None:
    """Return a sheet to its judge for change

    409 `sheet-not-submitted`, or `result-stands` once the stage has closed.
    """
    actions.return_sheet(session(), identity(), assignment_id, given["reason"])
