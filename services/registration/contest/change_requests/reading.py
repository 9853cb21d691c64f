"""A change request as one reader sees it: what it changes from what to what, and what the reader may do with it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.forms.bilingual import Words
from chassis.http.auth import Identity
from chassis.http.errors import Problem
from services.registration.contest.change_requests.asked import (
    changeable_sections,
    joining_of,
    rows_of,
    team_differs,
    team_rows,
)
from services.registration.contest.change_requests.checks import asked_in, refuse_closed
from services.registration.contest.change_requests.models import DRAFT, LIVE, Addition, ChangeRequest
from services.registration.contest.change_requests.states import CHANGE_REQUEST
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import find_entry
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.standing import handed_in
from services.registration.contest.screening_desk.own_entries import is_own
from services.registration.contest.teams.models import INVITED

_OWN = (
    *("id", "entry_id", "edition", "state", "version", "fields", "answers", "reason", "asked_name", "begun_at"),
    *(
        "asked_at",
        "decided_name",
        "decided_at",
        "message",
        "made_version",
        "decisions",
        "evidence",
        "files",
        "replacements",
        "etag",
    ),
)
_HEAD = ("id", "state", "begun_at", "asked_at", "decided_at", "made_version")
COLUMNS: tuple[Any, ...] = (
    *(ChangeRequest.id, ChangeRequest.entry_id, Entry.number, Entry.title, Entry.organisation, Entry.track),
    *(ChangeRequest.state, ChangeRequest.asked_at, ChangeRequest.asked_name),
    *(ChangeRequest.decided_at, ChangeRequest.decided_name),
)
NAMES = tuple(column.key for column in COLUMNS)


def described(session: Session, caller: Identity, request: ChangeRequest) -> dict[str, Any]:
    """Everything about the request, for whoever may read it."""
    entry, asked = request.entry, asked_in(session, request)
    own = is_own(session, entry, caller.account_id)
    places = {str(one.id): one for one in entry.team}
    now = team_rows(entry.team)
    people, team = (
        [row | {"role": places[row["id"]].role, "leads": places[row["id"]].leads} for row in rows]
        for rows in (now, now if request.team is None else request.team)
    )
    return {name: getattr(request, name) for name in _OWN} | {
        "number": entry.number,
        "title": asked.stands.title,
        "stands": asked.stands,
        "sections": changeable_sections(asked.form),
        "differing": asked.differing(),
        "team_chosen": request.team is not None,
        "team_differs": team_differs(entry.team, asked.stands.team, request),
        "team": team,
        "people": people,
        "additions": [_addition(caller, request, one) for one in joining_of(request)],
        "rows": rows_of(asked, request),
        "screening": entry.screening.state if entry.screening else "",
        "results_at": entry.home.results_at,
        "own": own,
        "may": _may(caller, request, own=own),
    }


def requests_of(session: Session, caller: Identity, entry_id: UUID) -> dict[str, Any]:
    """The requests of an entry, the latest first, and whether another may be begun. Raises NotFound."""
    entry = find_entry(session, caller, entry_id)
    access = access_of(caller, entry)
    query = select(ChangeRequest).where(ChangeRequest.entry_id == entry.id).order_by(ChangeRequest.id.desc())
    if not access.in_team:
        query = query.where(ChangeRequest.asked_at.is_not(None))
    items = session.scalars(query).all()
    closed = _why_closed(entry)
    begins = access.leads and not closed and not any(one.state in LIVE for one in items)
    form = form_of(session, handed_in(session, entry)) if begins else None
    labels = {one.key: one.label for one in form_of(session, entry)} if items else {}
    return {
        "entry_id": entry.id,
        "edition": entry.edition,
        "title": entry.title,
        "number": entry.number,
        "items": [_listed(one, labels) for one in items],
        "closed": str(closed.detail) if closed else "",
        "results_at": entry.home.results_at,
        "revising": entry.revising,
        "sections": changeable_sections(form) if form else [],
        "may": ["begin"] if begins else [],
    }


def _listed(request: ChangeRequest, labels: Mapping[str, Words]) -> dict[str, Any]:
    known = [(key, labels[key]) for key in request.fields if key in labels]
    return {name: getattr(request, name) for name in _HEAD} | {
        "chosen": [{"key": key, "label": label.zh, "label_en": label.en} for key, label in known],
        "team_chosen": request.team is not None,
    }


def asked_for(edition: str, state: str) -> Select[Any]:
    """The requests of an edition that were handed in, narrowed by state."""
    query: Select[Any] = select(ChangeRequest.id).join(Entry, Entry.id == ChangeRequest.entry_id)
    query = query.where(ChangeRequest.edition == edition, ChangeRequest.asked_at.is_not(None))
    query = query.where(ChangeRequest.state == state) if state else query
    return query.with_only_columns(*COLUMNS)


def _addition(caller: Identity, request: ChangeRequest, one: Addition) -> dict[str, Any]:
    leads = access_of(caller, request.entry).leads
    found = {
        "link": leads and request.state in LIVE and one.state == INVITED,
        "take off": leads and request.state == DRAFT,
    }
    names = ("id", "role", "name", "division", "state", "answered_at")
    return {name: getattr(one, name) for name in names} | {"may": [name for name, may in found.items() if may]}


def _may(caller: Identity, request: ChangeRequest, *, own: bool) -> Sequence[str]:
    """What the life of a request allows now, as far as it is this caller's to do."""
    access = access_of(caller, request.entry)
    closed = _why_closed(request.entry) is not None
    allows = CHANGE_REQUEST.allows
    found = {
        "write": allows(request.state, "ask") and access.leads and not closed,
        "withdraw": allows(request.state, "withdraw") and access.leads,
        "approve": allows(request.state, "approve") and access.organizes and not own and not closed,
        "refuse": allows(request.state, "refuse") and access.organizes and not own,
    }
    return [name for name, may in found.items() if may]


def _why_closed(entry: Entry) -> Problem | None:
    try:
        refuse_closed(entry)
    except Problem as problem:
        return problem
    return None
