"""HTTP API of entries: drafts, submission, receipt. `documents` has the file."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from chassis.http import etag
from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import LEADER, ORGANIZER
from services.registration.config import own_settings
from services.registration.contest.entries import actions, deletion, papers, submission
from services.registration.contest.entries.access import as_lines, select_entries
from services.registration.contest.entries.completeness import Described, describe
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.entries.schemas import (
    CorrectionWordsSchema,
    EntryPageSchema,
    EntryQuerySchema,
    EntrySchema,
    NewEntrySchema,
    ReceiptSchema,
)
from services.registration.files.checks.checked_views import checked_first

blp = Blueprint("entries", __name__, description="Entries: drafts, submission, receipt.")


def tagged(entry: Entry) -> Described:
    """The entry with what it lacks, its ETag put on the answer."""
    etag.tag(entry.etag)
    return describe(session(), identity(), entry)


def signing_secret() -> str:
    """What opens the institution's key."""
    return own_settings().secret


@blp.route("/entries", methods=["POST"])
@allow(LEADER)
@idempotent
@blp.arguments(NewEntrySchema)
@blp.response(201, EntrySchema)
def create(draft: dict[str, Any]) -> Described:
    """Start an entry as a draft. Every field may come later."""
    return tagged(actions.create_entry(session(), identity(), draft))


@blp.route("/entries")
@allow(PERSON)
@personal
@blp.arguments(EntryQuerySchema, location="query")
@blp.response(200, EntryPageSchema)
def listing(wanted: dict[str, Any]) -> dict[str, Any]:
    """Entries whose team the caller is in, newest first; for the office of the contest those of their editions."""
    query, order = select_entries(session(), identity(), wanted)
    query = query.options(joinedload(Entry.home), joinedload(Entry.screening))
    found = page(session(), query, order.desc(), wanted["after"], wanted["limit"])
    return {"items": as_lines(session(), identity(), found.items), "next": found.next}


@blp.route("/entries/<uuid:entry_id>")
@allow(PERSON)
@blp.response(200, EntrySchema)
def show(entry_id: UUID) -> Described:
    """One entry, with what still stops its submission. Readable after the deadline too."""
    return tagged(actions.find_entry(session(), identity(), entry_id))


@blp.route("/entries/<uuid:entry_id>/submission", methods=["POST"])
@allow(LEADER)
@checked_first(papers.unchecked, settled=papers.follow_check)
@idempotent
@blp.arguments(CorrectionWordsSchema)
@blp.response(200, ReceiptSchema)
def submit(words: dict[str, str], entry_id: UUID) -> Submission:
    """Hand the entry in; needs `If-Match`. Answers with the receipt, or with everything that is missing."""
    entry = actions.entry_to_number(session(), identity(), entry_id)
    etag.check(entry.etag)
    return submission.submit_entry(session(), identity(), entry, signing_secret(), words["explanation"])


@blp.route("/entries/<uuid:entry_id>", methods=["DELETE"])
@allow(LEADER)
@blp.response(204)
def delete(entry_id: UUID) -> None:
    """Throw away a draft that was never handed in, with its files."""
    deletion.delete_draft(session(), identity(), entry_id)


@blp.route("/entries/<uuid:entry_id>/submission", methods=["DELETE"])
@allow(LEADER, ORGANIZER)
@blp.response(200, EntrySchema)
def withdraw(entry_id: UUID) -> Described:
    """Take the entry back before the deadline; by an organizer alone once judging began. It keeps its number."""
    return tagged(submission.withdraw_entry(session(), identity(), entry_id))


@blp.route("/entries/<uuid:entry_id>/receipt")
@allow(PERSON)
@blp.response(200, ReceiptSchema)
def receipt(entry_id: UUID) -> Submission:
    """The receipt of a submitted entry."""
    return submission.find_receipt(session(), identity(), entry_id)
