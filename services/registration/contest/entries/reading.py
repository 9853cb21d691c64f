"""Who may read an entry's file."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from contracts.roles import JUDGE
from services.registration.contest.entries.actions import find_entry
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.models import SUBMITTED, Entry, ReadingGrant
from services.registration.contest.entries.papers import find_paper
from services.registration.contest.entries.submission import handed_in
from services.registration.contest.entries.telling import judged_slots


@dataclass(frozen=True)
class Readable:
    """A file the caller may read, under the name the caller may see."""

    sha256: str
    size: int
    type: str
    name: str


def grant_reading(session: Session, assignment_id: UUID, *, entry_id: UUID, judge_id: UUID) -> None:
    """Let a judge read the entry's file. An assignment that was removed stays removed."""
    if session.get(ReadingGrant, assignment_id) is None:
        session.add(ReadingGrant(assignment_id=assignment_id, entry_id=entry_id, judge_id=judge_id))
        session.flush()


def end_reading(session: Session, assignment_id: UUID, *, entry_id: UUID, judge_id: UUID) -> None:
    """Take the access away at once, also where the assignment was not heard of yet."""
    grant_reading(session, assignment_id, entry_id=entry_id, judge_id=judge_id)
    session.get_one(ReadingGrant, assignment_id).removed_at = clock.now()
    session.flush()


def readable_file(session: Session, caller: Identity, entry_id: UUID, file_id: UUID) -> Readable:
    """The file the caller may read: team, overseers and screeners a current one, an assigned judge one handed in.

    A judge gets it as `<number>-<slot>-<place>`, because the team's own file name may say who they are, and only from
    the slots that the form shows to judges. Raises NotFound for everybody else, NoFile.
    """
    if _judges(session, caller, entry_id):
        return _handed_in(session, entry_id, file_id)
    paper = find_paper(find_entry(session, caller, entry_id), file_id)
    return Readable(paper.sha256, paper.size, paper.type, paper.name)


def _handed_in(session: Session, entry_id: UUID, file_id: UUID) -> Readable:
    entry = session.get(Entry, entry_id)
    if entry is None or entry.state != SUBMITTED:
        raise NotFound
    copy, form = handed_in(session, entry), form_of(session, entry)
    for slot in judged_slots(form, copy):
        for place, paper in enumerate(copy.files[slot], 1):
            if paper.id == file_id:
                return Readable(paper.sha256, paper.size, paper.type, f"{copy.number}-{slot}-{place}.{paper.type}")
    raise NotFound


def _judges(session: Session, caller: Identity, entry_id: UUID) -> bool:
    standing = (
        select(ReadingGrant.assignment_id)
        .where(ReadingGrant.judge_id == caller.account_id, ReadingGrant.entry_id == entry_id)
        .where(ReadingGrant.removed_at.is_(None))
    )
    entry = session.get(Entry, entry_id) if caller.has(JUDGE) else None
    if entry is None or not caller.has(JUDGE, entry.home.scope):
        return False
    return bool(session.scalar(select(exists(standing))))
