"""Writing a next version of an entry beside the one that stands, throwing it away, and reading those handed in."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.storage import audit
from services.registration.contest.entries.actions import (
    find_entry,
    led_entry,
    touch,
    writable_entry,
    write_answers,
)
from services.registration.contest.entries.completeness import form_of
from services.registration.contest.entries.errors import NotSubmitted
from services.registration.contest.entries.models import Entry, Submission
from services.registration.contest.entries.new_form import move_to_current
from services.registration.contest.entries.standing import handed_in, version_of
from services.registration.contest.entries.states import ENTRY
from services.registration.contest.papers.models import EntryFile, copy_of
from services.registration.contest.versions.errors import NothingToDiscard, NoVersion


def revise_entry(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """Begin a next version of a submitted entry, or go on with it; what was handed in stands until the next is.

    It answers the form as it is asked now. Raises NotFound, Forbidden, DeadlinePassed, NotSubmitted.
    """
    entry = writable_entry(session, caller, entry_id)
    if not ENTRY.allows(entry.state, "revise"):
        raise NotSubmitted
    if not entry.revising:
        ENTRY.move(entry, "revise")
        entry.revising = True
        move_to_current(session, entry)
        touch(session, entry)
        session.flush()
    return entry


def discard_revision(session: Session, caller: Identity, entry_id: UUID) -> Entry:
    """Throw the next version away: answers and files are again those handed in last.

    Raises NotFound, Forbidden, DeadlinePassed, NothingToDiscard.
    """
    entry = led_entry(session, caller, entry_id)
    if not (ENTRY.allows(entry.state, "discard") and entry.revising) or entry.in_correction:
        raise NothingToDiscard
    put_back(session, entry)
    audit.record(session, caller.account_id, "entry.discard", str(entry.id), number=entry.number, version=entry.version)
    return entry


def put_back(session: Session, entry: Entry) -> None:
    """Let answers and files of a locked entry, which is handed in, be again those handed in last."""
    copy = handed_in(session, entry)
    ENTRY.move(entry, "discard")
    entry.form_version, entry.form_sha256 = copy.form_version, copy.form_sha256
    _put_files_back(entry, copy)
    write_answers(form_of(session, copy), entry, copy.answers, entry.aside)
    entry.revising, entry.writers = False, {}
    touch(session, entry)
    session.flush()


def versions_of(session: Session, caller: Identity, entry_id: UUID) -> Sequence[Submission]:
    """All that was handed in of an entry, the latest first. Raises NotFound."""
    entry = find_entry(session, caller, entry_id)
    found = select(Submission).where(Submission.entry_id == entry.id).order_by(Submission.version.desc())
    return session.scalars(found).all()


def find_version(session: Session, caller: Identity, entry_id: UUID, version: int) -> Submission:
    """What was handed in at one time, whatever came after. Raises NotFound, NoVersion."""
    entry = find_entry(session, caller, entry_id)
    found = version_of(session, entry.id, version)
    if found is None:
        raise NoVersion(version=version)
    return found


def _put_files_back(entry: Entry, copy: Submission) -> None:
    """Those handed in, and those that slots nobody asks for now kept from before."""
    wanted = {one.id: one for one in copy.papers}
    for paper in list(entry.all_papers):
        if paper.id not in wanted and paper.uploaded_at >= copy.submitted_at:
            entry.all_papers.remove(paper)
    there = {paper.id for paper in entry.all_papers}
    entry.all_papers += [copy_of(one, EntryFile) for one in copy.papers if one.id not in there]
