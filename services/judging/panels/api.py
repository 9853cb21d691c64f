"""Judges, assignments and progress over HTTP, for organizers."""

from typing import Any
from uuid import UUID

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import Page, PageSchema, page
from chassis.http.request_session import session
from contracts.roles import ORGANIZER, OVERSEEING
from services.judging.panels import actions, progress
from services.judging.panels.models import Assignment, Entry, Judge
from services.judging.panels.schemas import (
    AssignmentRowsSchema,
    AssignSchema,
    BalancedSchema,
    BalanceSchema,
    CountedEntriesSchema,
    JudgesQuery,
    JudgesSchema,
    ProgressSchema,
    ReasonSchema,
)
from services.judging.rubrics.actions import find_stage

blp = Blueprint("panels", __name__, description="Judges, the entries judging knows, and who scores what.")


@blp.route("/judges")
@allow(*OVERSEEING)
@blp.arguments(JudgesQuery, location="query")
@blp.response(200, JudgesSchema)
def list_judges(at: dict[str, Any]) -> Page:
    """Everybody who may judge, anywhere or in one edition"""
    return page(session(), actions.assignable(at.pop("edition")), Judge.account_id, **at)


@blp.route("/stages/<key>/entries")
@allow(*OVERSEEING)
@blp.arguments(PageSchema, location="query")
@blp.response(200, CountedEntriesSchema)
def list_entries(at: dict[str, Any], key: str) -> dict[str, Any]:
    """Entries in judging, with their counts of sheets"""
    stage = find_stage(session(), identity(), key)
    found = page(session(), progress.entries_in(stage), Entry.number, **at)
    return {"items": progress.with_counts(session(), stage, found.items), "next": found.next}


@blp.route("/stages/<key>/assignments")
@allow(*OVERSEEING)
@blp.arguments(PageSchema, location="query")
@blp.response(200, AssignmentRowsSchema)
def list_assignments(at: dict[str, Any], key: str) -> Page:
    """Who scores what, and how far each sheet is"""
    stage = find_stage(session(), identity(), key)
    return page(session(), progress.assignments_in(stage), Assignment.id, **at)


@blp.route("/stages/<key>/assignments", methods=["POST"])
@allow(ORGANIZER)
@idempotent
@blp.arguments(AssignSchema)
@blp.response(201, AssignmentRowsSchema)
def assign(given: dict[str, Any], key: str) -> dict[str, Any]:
    """Give an entry to judges, all or none

    409 `conflict-of-interest`, `already-assigned`, `entry-withdrawn` or `stage-closed`.
    """
    return {"items": actions.assign(session(), identity(), key, given["entry_id"], given["judge_ids"])}


@blp.route("/stages/<key>/assignments/balance", methods=["POST"])
@allow(ORGANIZER)
@idempotent
@blp.arguments(BalanceSchema)
@blp.response(201, BalancedSchema)
def balance(given: dict[str, Any], key: str) -> actions.Balanced:
    """Fill every entry up to a number of judges, evenly

    Deterministic: what stands is kept, the least loaded judges come first, a lot by SHA-256 decides between equals,
    and loads are then levelled as far as conflicts allow. `short` tells which entries have too few judges and why.
    """
    return actions.balance(session(), identity(), key, given["per_entry"], given["judge_ids"])


@blp.route("/assignments/<uuid:assignment_id>", methods=["DELETE"])
@allow(ORGANIZER)
@blp.arguments(ReasonSchema)
@blp.response(204)
def remove(given: dict[str, Any], assignment_id: UUID) -> None:
    """Take a judge off an entry; a sheet is kept, void"""
    actions.take_back(session(), identity(), assignment_id, given["reason"])


@blp.route("/stages/<key>/progress")
@allow(*OVERSEEING)
@blp.response(200, ProgressSchema)
def get_progress(key: str) -> dict[str, Any]:
    """Sheets assigned, begun and handed in, per judge and per entry"""
    return progress.of_stage(session(), find_stage(session(), identity(), key))
