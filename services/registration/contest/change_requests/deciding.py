"""What the office decides about a change request: approved, it makes a new version of the entry."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, Invalid
from chassis.storage import audit
from contracts.roles import ORGANIZER
from services.registration.contest.change_requests.actions import find_request
from services.registration.contest.change_requests.asked import Asked, rows_of, staying
from services.registration.contest.change_requests.checks import asked_in, lacking, refuse_closed
from services.registration.contest.change_requests.errors import (
    NO_ROW_REASON,
    NOT_ALONE,
    OwnRequest,
    RowsDiffer,
    StandsDifferently,
)
from services.registration.contest.change_requests.joining import join_team
from services.registration.contest.change_requests.models import ChangeRequest
from services.registration.contest.change_requests.states import CHANGE_REQUEST
from services.registration.contest.change_requests.telling import Decision, decided, decided_rows
from services.registration.contest.entries.actions import lock_entry, write_answers
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.entries.states import ENTRY
from services.registration.contest.entries.submission import facts_of, make_version
from services.registration.contest.memberships.actions import remove_member
from services.registration.contest.papers.models import EntryFile, copy_of
from services.registration.contest.screening_desk.own_entries import is_own
from services.registration.contest.teams.models import ROLES
from services.registration.contest.versions.actions import put_back


def decide_request(
    session: Session, caller: Identity, request_id: UUID, rows: Sequence[Decision], *, message: str, secret: str
) -> ChangeRequest:
    """Decide a request row by row: what is approved makes a version, whose receipt `secret` signs.

    Raises NotFound, Forbidden, Impossible, OwnRequest, StandsDifferently, Invalid and what `refuse_closed` raises.
    """
    request = find_request(session, caller, request_id)
    entry = lock_entry(session, request.entry_id, to_number=True)
    session.refresh(request)
    if not caller.has(ORGANIZER, entry.home.scope):
        raise Forbidden
    CHANGE_REQUEST.step(request.state, "refuse")
    if is_own(session, entry, caller.account_id):
        raise OwnRequest
    whole = asked_in(session, request)
    _refuse_undecided(rows_of(whole, request), rows)
    what = decided_rows(whole, request, rows)
    request.message, request.revision = message, request.revision + 1
    request.decisions = [{"key": one.key, "approved": one.approve, "reason": one.reason} for one in rows]
    request.decided_by, request.decided_name, request.decided_at = caller.account_id, caller.name, clock.now()
    facts: dict[str, Any] = {"request": str(request.id)}
    approved = {one.key for one in rows if one.approve}
    if approved:
        facts |= facts_of(_apply(session, caller, request, approved, secret))
    CHANGE_REQUEST.move(request, _action(rows))
    session.flush()  # before the record, for which all others wait until we end
    emit(session, decided(what, request))
    if approved:
        audit.record(session, caller.account_id, "entry.change-approved", str(entry.id), **facts)
    else:
        audit.record(session, caller.account_id, "entry.change-refused", str(entry.id), **facts)
    return request


def _action(rows: Sequence[Decision]) -> str:
    """The step of a request's life that these decisions are."""
    if all(one.approve for one in rows):
        return "approve"
    return "approve in part" if any(one.approve for one in rows) else "refuse"


def _refuse_undecided(wanted: Sequence[str], rows: Sequence[Decision]) -> None:
    """Raise RowsDiffer where these are not the rows of the request, Invalid where one is refused without a reason."""
    if sorted(one.key for one in rows) != sorted(wanted):
        raise RowsDiffer
    if silent := [one.key for one in rows if not one.approve and not one.reason.strip()]:
        raise Invalid({key: [NO_ROW_REASON.body()] for key in silent})


def _apply(session: Session, caller: Identity, request: ChangeRequest, rows: set[str], secret: str) -> Submission:
    """Make the version of these rows. What the team had written and never handed in is not part of it, and gone with
    it.
    """
    entry = request.entry
    refuse_closed(entry)
    if entry.version != request.version:
        raise StandsDifferently
    asked = asked_in(session, request, rows)
    if wrong := lacking(session, caller, request, asked):
        raise Invalid(wrong)
    if idle := rows - set(rows_of(asked, request)):
        raise Invalid({key: [NOT_ALONE.body()] for key in idle})
    if entry.revising:
        put_back(session, entry)
    _replace_files(entry, asked, request)
    write_answers(asked.form, entry, asked.answers, entry.aside)
    if asked.team is not None:
        _change_team(session, caller, entry, asked.team, request.reason)
    for one in asked.joining:
        join_team(session, caller, entry, one)
    ENTRY.move(entry, "change")
    made = make_version(session, entry, secret, request.id)
    request.made_version = made.version
    if entry.screening is not None:
        entry.screening.version = made.version
    return made


def _replace_files(entry: Entry, asked: Asked, request: ChangeRequest) -> None:
    """The files of the request take the place of those in their slots."""
    for slot, papers in request.files.items():
        if slot in asked.fields:
            for earlier in entry.files.get(slot, ()):
                entry.all_papers.remove(earlier)
            entry.all_papers += [copy_of(one, EntryFile) for one in papers]


def _change_team(
    session: Session, caller: Identity, entry: Entry, rows: Sequence[Mapping[str, Any]], reason: str
) -> None:
    """Let those go who are not listed, and give the others their turn, name and part."""
    kept = {one.id for one in staying(entry.team, rows)}
    for place in [one for one in entry.team if one.counts and one.id not in kept]:
        remove_member(session, caller, entry, place.id, reason)
    places = {str(one.id): one for one in entry.team}
    turns = dict.fromkeys(ROLES, 0)
    for row in rows:
        place = places[row["id"]]
        place.name, place.division = row["name"], row["division"]
        if not place.leads:
            turns[place.role] += 1
            place.place = turns[place.role]
    session.flush()
    session.refresh(entry, ["team"])
