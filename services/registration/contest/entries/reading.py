"""Who may read an entry's file."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.files.wording import INFECTED
from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from contracts.roles import JUDGE
from services.registration.contest.entries.access import access_of
from services.registration.contest.entries.actions import find_entry
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.errors import FileHarmful, NoFile
from services.registration.contest.entries.models import SUBMITTED, Entry, ReadingGrant
from services.registration.contest.entries.standing import handed_in, standing
from services.registration.contest.entries.telling import judged_slots
from services.registration.contest.papers.models import EntryFile, SubmittedFile
from services.registration.files.checks.models import FileCheck


@dataclass(frozen=True)
class Readable:
    """A file the caller may read, under the name the caller may see."""

    sha256: str
    size: int
    type: str
    name: str
    check: FileCheck | None
    """What is known of its content."""

    @property
    def picture(self) -> "Picture | None":
        """Its first page in small; None where there is none."""
        if self.check is None or not self.check.picture_sha256:
            return None
        return Picture(self.check.picture_sha256, self.check.picture_size, f"{self.name.rpartition('.')[0]}.webp")


@dataclass(frozen=True)
class Picture:
    """The first page of a file in small, as it is stored."""

    sha256: str
    size: int
    name: str
    type: str = "webp"


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
    """The file the caller may read: the team a current one, it and the office any that was handed in, a judge the last.

    A judge gets it as `<number>-<slot>-<place>`, because the team's own file name may say who they are, and only from
    the slots that the form shows to judges. Raises NotFound for everybody else, NoFile, FileHarmful.
    """
    if _judges(session, caller, entry_id):
        return _handed_in(session, entry_id, file_id)
    paper = _paper(session, caller, find_entry(session, caller, entry_id), file_id)
    if paper.finding == INFECTED:
        raise FileHarmful
    return _as(paper, paper.name)


def _paper(session: Session, caller: Identity, entry: Entry, file_id: UUID) -> EntryFile | SubmittedFile:
    """A file of what the caller reads now, or of a version that was handed in. Raises NoFile."""
    shown = entry.all_papers if access_of(caller, entry).in_team else standing(session, entry).papers
    earlier = select(SubmittedFile).where(SubmittedFile.entry_id == entry.id, SubmittedFile.id == file_id)
    found = next((one for one in shown if one.id == file_id), None) or session.scalars(earlier.limit(1)).first()
    if found is None:
        raise NoFile
    return found


def _handed_in(session: Session, entry_id: UUID, file_id: UUID) -> Readable:
    entry = session.get(Entry, entry_id)
    if entry is None or entry.state != SUBMITTED:
        raise NotFound
    copy = handed_in(session, entry)
    form = form_of(session, copy)
    for slot in judged_slots(form, copy):
        for place, paper in enumerate(copy.files[slot], 1):
            if paper.id == file_id:
                return _as(paper, f"{copy.number}-{slot}-{place}.{paper.type}")
    raise NotFound


def _as(paper: EntryFile | SubmittedFile, name: str) -> Readable:
    return Readable(paper.sha256, paper.size, paper.type, name, paper.check)


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
