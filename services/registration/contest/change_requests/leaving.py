"""What change requests hold of a person: for their copy, under a new name, and when they leave us."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis.forms.showing import impersonal
from chassis.privacy.personal_rows import facts_of, rows_of, write_into
from contracts.events import FORMER
from services.registration.contest.change_requests.checks import asked_in
from services.registration.contest.change_requests.models import EVIDENCE, LIVE, Addition, ChangeFile, ChangeRequest
from services.registration.contest.change_requests.states import ADDITION, CHANGE_REQUEST
from services.registration.contest.entries.models import Entry
from services.registration.contest.teams.models import TeamMember

_ASKED = ("id", "entry_id", "state", "reason", "answers", "asked_at", "message", "decided_at")
_JOINING = ("request_id", "role", "name", "division", "answered_at", "publicity_version")
_DECIDED = ("id", "entry_id", "state", "message", "decided_at")


def rename_in_changes(session: Session, account_id: UUID, name: str) -> None:
    """Call a person by this name wherever change requests speak of them."""
    write_into(session, ChangeRequest.asked_by, account_id, asked_name=name)
    write_into(session, ChangeRequest.decided_by, account_id, decided_name=name)
    write_into(session, Addition.account_id, account_id, name=name)


def changes_of(session: Session, account_id: UUID) -> dict[str, Any]:
    """What the person asked for, with the names of its files, and what they decided."""
    asked = select(ChangeRequest).where(ChangeRequest.asked_by == account_id).order_by(ChangeRequest.id)
    return {
        "change_requests": [
            facts_of(one, _ASKED) | {"files": [paper.name for paper in one.all_papers]}
            for one in session.scalars(asked)
        ],
        "decided_change_requests": rows_of(session, ChangeRequest.decided_by, account_id, _DECIDED),
        "joining_by_change": rows_of(session, Addition.account_id, account_id, _JOINING),
    }


def leave_changes(session: Session, account_id: UUID) -> None:
    """Take back what the person still asks for, and take names and evidence off; what was decided stays on record.

    To be done while places in teams still say whose they are.
    """
    asked = select(ChangeRequest).where(ChangeRequest.asked_by == account_id).order_by(ChangeRequest.id)
    for request in session.scalars(asked):
        if request.state in LIVE:
            CHANGE_REQUEST.move(request, "withdraw")
        request.answers = impersonal(asked_in(session, request).form, request.answers)
        for place, paper in enumerate(request.all_papers, 1):
            paper.name = f"{request.entry.number}-{paper.slot or 'evidence'}-{place}.{paper.type}"
        request.revision += 1
    session.flush()
    evidence = select(ChangeRequest.id).where(ChangeRequest.asked_by == account_id)
    session.execute(delete(ChangeFile).where(ChangeFile.request_id.in_(evidence), ChangeFile.slot == EVIDENCE))
    _take_off_teams(session, account_id)
    _join_no_more(session, account_id)
    rename_in_changes(session, account_id, FORMER)
    session.expire_all()


def _join_no_more(session: Session, account_id: UUID) -> None:
    """Who has left us joins no team; that they once did stays on record, without saying who."""
    for one in session.scalars(select(Addition).where(Addition.account_id == account_id).order_by(Addition.id)):
        if one.request.state in LIVE:
            ADDITION.move(one, "decline")
            one.request.revision += 1
        one.name, one.division, one.account_id, one.publicity_version = FORMER, "", None, None
    session.flush()


def _take_off_teams(session: Session, account_id: UUID) -> None:
    places = {str(one) for one in session.scalars(select(TeamMember.id).where(TeamMember.account_id == account_id))}
    entries = select(TeamMember.entry_id).where(TeamMember.account_id == account_id)
    led = select(Entry.id).where(Entry.leader_id == account_id)
    wanted = ChangeRequest.entry_id.in_(entries) | ChangeRequest.entry_id.in_(led)
    for request in session.scalars(select(ChangeRequest).where(wanted, ChangeRequest.team.is_not(None))):
        request.team = [
            row | {"name": FORMER, "division": ""} if row["id"] in places else row for row in request.team or ()
        ]
    session.flush()
