"""What the leader does with a change request: begin it, choose what changes, write, ask, take it back."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.forms.answers import fields_of
from chassis.forms.drafts import load_draft
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden, Invalid, NotFound
from chassis.storage import audit, ids
from services.registration.contest.change_requests import errors
from services.registration.contest.change_requests.asked import TEAM, changeable, rows_of, staying, team_rows
from services.registration.contest.change_requests.checks import asked_in, lacking, refuse_closed
from services.registration.contest.change_requests.models import DRAFT, LIVE, ChangeRequest
from services.registration.contest.change_requests.states import CHANGE_REQUEST
from services.registration.contest.change_requests.telling import requested
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import find_entry, locked_entry
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.papers.counting import counting

Team = list[dict[str, Any]]


def begin_request(
    session: Session, caller: Identity, entry_id: UUID, fields: Collection[str], *, team: bool
) -> ChangeRequest:
    """A draft of a request to change these fields and slots, and the team.

    Raises NotFound, Forbidden, Invalid, RequestUnderWay and what `refuse_closed` raises.
    """
    entry = _led_entry(session, caller, entry_id)
    refuse_closed(entry)
    live = select(ChangeRequest.id).where(ChangeRequest.entry_id == entry.id, ChangeRequest.state.in_(LIVE))
    if session.scalar(live.limit(1)) is not None:
        raise errors.RequestUnderWay
    request = ChangeRequest(id=ids.new_id(), entry_id=entry.id, edition=entry.edition, entry=entry)
    request.state, request.revision, request.version, request.answers = DRAFT, 0, entry.version, {}
    request.begun_at, request.asked_by, request.asked_name = clock.now(), caller.account_id, caller.name
    _choose(session, request, fields, team=team)
    session.add(request)
    session.flush()
    return request


def find_request(session: Session, caller: Identity, request_id: UUID) -> ChangeRequest:
    """A request of an entry that the caller may read; the office sees it once it was handed in. Raises NotFound."""
    request = session.get(ChangeRequest, request_id)
    if request is None:
        raise NotFound
    entry = find_entry(session, caller, request.entry_id)
    if request.asked_at is None and not access_of(caller, entry).in_team:
        raise NotFound
    return request


def writable_request(session: Session, caller: Identity, request_id: UUID) -> ChangeRequest:
    """A draft that the caller may write now.

    Raises NotFound, Forbidden, Impossible and what `refuse_closed` raises.
    """
    return _refuse_written(caller, find_request(session, caller, request_id))


def draft_request(session: Session, caller: Identity, request_id: UUID) -> ChangeRequest:
    """As `writable_request`, kept from changes by others."""
    return _refuse_written(caller, own_request(session, caller, request_id))


def own_request(session: Session, caller: Identity, request_id: UUID) -> ChangeRequest:
    """A request of an entry that the caller leads, kept from changes by others. Raises NotFound, Forbidden."""
    _led_entry(session, caller, find_request(session, caller, request_id).entry_id)
    return session.get_one(ChangeRequest, request_id, populate_existing=True)


def _refuse_written(caller: Identity, request: ChangeRequest) -> ChangeRequest:
    if not access_of(caller, request.entry).leads:
        raise Forbidden
    CHANGE_REQUEST.step(request.state, "ask")
    refuse_closed(request.entry)
    return request


def choose_fields(session: Session, request: ChangeRequest, fields: Collection[str], *, team: bool) -> None:
    """Let a draft be about these fields and slots; what was written to others comes back with them. Raises Invalid."""
    _choose(session, request, fields, team=team)
    session.flush()


def save_request(session: Session, request: ChangeRequest, typed: Mapping[str, Any]) -> None:
    """Take over what was typed into a draft, complete or not: `answers`, `team`, `reason`, as far as they are given.

    What the form asks for besides, because of these answers, is open from then on. Raises Invalid.
    """
    asked = asked_in(session, request)
    given = typed.get("answers") or {}
    if foreign := [key for key in given if key not in request.fields]:
        raise Invalid({f"answers.{key}": [errors.NOT_CHOSEN.body()] for key in foreign})
    request.answers = request.answers | load_draft(asked.form, given, asked.answers)
    if request.team is not None and typed.get("team") is not None:
        request.team = _checked_team(request.entry, typed["team"])
    request.reason = typed.get("reason", request.reason)
    open_what_is_needed(session, request)


def open_what_is_needed(session: Session, request: ChangeRequest) -> None:
    """Open fields that are missing because of what was written or uploaded, and mark the change."""
    asked = asked_in(session, request)
    missing = set(fields_of(asked.examined.errors)) & set(changeable(asked.form))
    request.fields = [key for key in changeable(asked.form) if key in missing | set(request.fields)]
    request.revision += 1
    session.flush()


def ask_request(session: Session, caller: Identity, request: ChangeRequest) -> None:
    """Hand a draft in for a decision. Raises Invalid with all that is missing, NothingDiffers."""
    entry = request.entry
    request.version = entry.version
    asked = asked_in(session, request)
    if missing := lacking(session, caller, request, asked):
        raise Invalid(missing)
    if not rows_of(asked, request):
        raise errors.NothingDiffers
    CHANGE_REQUEST.move(request, "ask")
    request.all_papers = counting(request.all_papers).papers
    request.revision += 1
    request.asked_by, request.asked_name, request.asked_at = caller.account_id, caller.name, clock.now()
    session.flush()  # before the record, for which all others wait until we end
    emit(session, requested(asked, request))
    audit.record(session, caller.account_id, "entry.change-asked", str(entry.id), request=str(request.id))


def withdraw_request(session: Session, caller: Identity, request: ChangeRequest) -> None:
    """Take a request back; what was written stays readable. Raises Impossible."""
    CHANGE_REQUEST.move(request, "withdraw")
    request.revision += 1
    session.flush()
    audit.record(session, caller.account_id, "entry.change-withdrawn", str(request.entry_id), request=str(request.id))


def _choose(session: Session, request: ChangeRequest, fields: Collection[str], *, team: bool) -> None:
    known = changeable(form_of(session, handed_in(session, request.entry)))
    request.fields = [key for key in known if key in fields]
    if not request.fields and not team:
        raise Invalid({"fields": [errors.NOTHING_CHOSEN.body()]})
    request.team = (request.team or team_rows(request.entry.team)) if team else None
    request.revision += 1


def _checked_team(entry: Entry, rows: Team) -> Team:
    known = {str(one.id) for one in staying(entry.team, team_rows(entry.team))}
    found = [{"id": str(row["id"]), "name": row["name"], "division": row["division"]} for row in rows]
    names = [row["id"] for row in found]
    if not set(names) <= known or len(set(names)) < len(names):
        raise Invalid({TEAM: [errors.WRONG_TEAM.body()]})
    return found


def _led_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    entry = locked_entry(session, caller, entry_id)
    if not access_of(caller, entry).leads:
        raise Forbidden
    return entry
