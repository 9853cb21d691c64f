"""HTTP API of entries: drafts, submission, receipt. `documents` has the file."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import joinedload

from chassis.http import etag, request_session
from chassis.http.api import Blueprint
from chassis.http.auth import PERSON, allow, identity
from chassis.http.idempotency import idempotent
from chassis.http.paging import page
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from contracts.roles import LEADER, ORGANIZER
from services.registration.config import RegistrationSettings
from services.registration.contest.entries import actions, deletion, papers, submission
from services.registration.contest.entries.access import as_lines, select_entries
from services.registration.contest.entries.completeness import Described, describe
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.entries.schemas import (
    EntryPageSchema,
    EntryQuerySchema,
    EntrySchema,
    NewEntrySchema,
    ReceiptSchema,
)
from services.registration.files.checks.checking import check_soon

View = TypeVar("View", bound=Callable[..., Any])
blp = Blueprint("entries", __name__, description="Entries: drafts, submission, receipt.")


def tagged(entry: Entry) -> Described:
    """The entry with what it lacks, its ETag put on the answer."""
    etag.tag(entry.etag)
    return describe(session(), identity(), entry)


def _settings() -> RegistrationSettings:
    return cast(RegistrationSettings, current_app.extensions["egret_settings"])


def _checked_first(view: View) -> View:
    """Open what was uploaded just now before the view has its transaction: nobody waits for the worker to do it."""

    @functools.wraps(view)
    def checked(entry_id: UUID) -> Any:
        with request_session.database().read() as reader:
            waiting = papers.unchecked(reader, entry_id)
        check_soon(request_session.database(), _settings(), waiting, settled=papers.follow_check)
        return view(entry_id)

    return cast(View, checked)


def signing_secret() -> str:
    """What opens the institution's key."""
    return _settings().secret


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
@_checked_first
@idempotent
@blp.response(200, ReceiptSchema)
def submit(entry_id: UUID) -> Submission:
    """Hand the entry in; needs `If-Match`. Answers with the receipt, or with everything that is missing."""
    entry = actions.entry_to_number(session(), identity(), entry_id)
    etag.check(entry.etag)
    return submission.submit_entry(session(), identity(), entry, signing_secret())


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
