"""What the subjects of the record are called: of a score sheet, the entry that it scores."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.audit_api import Thing
from services.judging.entries.models import Entry
from services.judging.panels.models import Assignment, ScoreSheet

SHEET = "sheet:"
"""How a subject begins that is a score sheet."""


def name_subjects(session: Session, things: Collection[Thing]) -> Mapping[Thing, Mapping[str, str]]:
    """The names of the entries whose sheets these records are about."""
    sheets = {UUID(subject.removeprefix(SHEET)) for _action, subject in things if subject.startswith(SHEET)}
    wanted = select(ScoreSheet.id, Entry.number, Entry.title).join(
        Assignment, Assignment.id == ScoreSheet.assignment_id
    )
    wanted = wanted.join(Assignment.entry).where(ScoreSheet.id.in_(sheets))
    names = {f"{SHEET}{one}": f"{number} {title}" for one, number, title in session.execute(wanted)} if sheets else {}
    return {thing: {"name": names[thing[1]]} for thing in things if thing[1] in names}
