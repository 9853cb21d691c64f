"""What judging holds about a person: gathered when they ask for it, taken out when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.manuscripts.authors import rename_author, written_by
from chassis.privacy import export_answers, forgetting
from contracts.events import FORMER
from contracts.gateway import AccountClosed, ExportRequested
from contracts.judging import JudgingAnswered
from services.judging.conflicts.personal_rows import forget_conflicts, own_words
from services.judging.entries.models import EntryOrganisation, EntryPerson
from services.judging.judges.actions import retire_judge
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.panels.removal import free_judge
from services.judging.profiles.actions import forget_profile
from services.judging.resolutions.personal_rows import of_office

CLOSED = "account-closed"
"""The reason in `judging.assignment.removed.v1` where the judge closed the account."""


def answer_export(event: ExportRequested, session: Session) -> None:
    """Tell the gateway what is held here about the person, sealed."""
    facts = held(session, event.account_id)
    export_answers.answer(session, JudgingAnswered, event.export_id, event.account_id, event.key, facts)


def held(session: Session, account_id: UUID) -> dict[str, Any]:
    """The person as a judge, with what they said and did; which entries they stand behind, what they wrote at."""
    judge = session.get(Judge, account_id)
    given = select(Assignment).where(Assignment.judge_id == account_id).order_by(Assignment.id)
    behind = (
        select(EntryPerson.entry_id, EntryOrganisation.name)
        .outerjoin(EntryOrganisation, EntryOrganisation.entry_id == EntryPerson.entry_id)
        .where(EntryPerson.account_id == account_id)
        .order_by(EntryPerson.entry_id, EntryOrganisation.key)
    )
    return {
        "judge": {"name": judge.name, "known_at": judge.known_at, "left_at": judge.left_at} if judge else None,
        "assignments": [_assignment(assignment) for assignment in session.scalars(given)],
        **own_words(session, account_id),
        **of_office(session, account_id),
        "teams": [{"entry_id": entry_id, "organisation": name or ""} for entry_id, name in session.execute(behind)],
        "drafts": written_by(session, account_id),
    }


def forget_person(event: AccountClosed, session: Session) -> None:
    """Take the name off the judge; what was handed in counts on, what was not goes back to be given to others."""
    retire_judge(session, event.account_id, FORMER)
    forget_profile(session, event.account_id)
    forget_conflicts(session, event.account_id)
    free_judge(session, event.account_id, CLOSED)
    rename_author(session, event.account_id, FORMER)
    forgetting.forget(session, event.account_id)


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "id": assignment.id,
        "edition": assignment.edition,
        "stage": assignment.stage_key,
        "entry": assignment.entry.number,
        "title": assignment.entry.title,
        "made_at": assignment.made_at,
        "removed_at": assignment.removed_at,
        "removed_reason": assignment.removed_reason,
        "sheet": _sheet(assignment.sheet),
    }


def _sheet(sheet: ScoreSheet) -> dict[str, Any]:
    names = ("state", "marks", "comment", "saved_at", "submitted_at", "return_reason")
    return {name: getattr(sheet, name) for name in names}
