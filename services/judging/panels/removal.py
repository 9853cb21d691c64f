"""The end of assignments, whatever caused it. Their sheets are kept, void, and count for nothing."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.storage import audit
from contracts.judging import AssignmentRemoved, SheetsVoided
from contracts.registration import EntryWithdrawn
from contracts.screening import EntryScreened
from services.judging.conflicts.declarations import who_declared
from services.judging.editions.windows import require_result_open
from services.judging.entries.actions import lock_entry
from services.judging.judges.actions import may_judge
from services.judging.panels import tally
from services.judging.panels.locks import lock_assignment, lock_live
from services.judging.panels.models import IS_LIVE, Assignment, ScoreSheet
from services.judging.panels.states import ASSIGNMENT, NONE, SHEET, SUBMITTED

WITHDRAWN, REFUSED, RETIRED = "entry-withdrawn", "entry-refused", "judge-retired"
"""Reasons that no organizer gave: the team took its entry back, it did not pass, the judge may judge no longer."""


def take_back(session: Session, actor: Identity, assignment_id: UUID, reason: str) -> None:
    """Remove a judge from an entry; access ends at once. Raises UnknownAssignment, ResultStands after the end."""
    assignment = lock_assignment(session, actor, assignment_id)
    require_result_open(assignment.rubric.stage)
    remove(session, [assignment], "remove", reason)
    subject = f"assignment:{assignment.id}"
    audit.record(session, actor.account_id, "assignment.removed", subject, reason=reason)


def end_withdrawn(session: Session, withdrawn: EntryWithdrawn) -> None:
    """End every assignment of an entry that its team took back. The caller has locked the entry."""
    _end(session, withdrawn, "withdraw", WITHDRAWN)


def end_refused(session: Session, refused: EntryScreened) -> None:
    """End every assignment of an entry that does not pass its screening. The caller has locked the entry."""
    _end(session, refused, "refuse", REFUSED)


def _end(session: Session, gone: EntryWithdrawn | EntryScreened, action: str, reason: str) -> None:
    """End every assignment of an entry that left judging.

    Sheets that judges had begun do not vanish in silence: the record names them, and organizers are told.
    """
    ended = lock_live(session, Assignment.entry_id == gone.entry_id)
    begun = [one.sheet for one in ended if one.sheet.state != NONE]
    handed_in = sum(sheet.state == SUBMITTED for sheet in begun)
    remove(session, ended, action, reason)
    if begun:
        lost = [str(sheet.id) for sheet in begun]
        subject = f"entry:{gone.entry_id}"
        audit.record(session, gone.leader_id, "sheets.voided", subject, sheets=lost, reason=reason)
        facts = {"edition": gone.edition, "number": gone.number, "title": ended[0].entry.title}
        emit(
            session, SheetsVoided(entry_id=gone.entry_id, begun=len(begun), submitted=handed_in, reason=reason, **facts)
        )


def free_judge(session: Session, judge_id: UUID, reason: str = RETIRED) -> int:
    """Take back what a judge has not handed in where the person may judge no longer; how many assignments that were.

    What was handed in counts on.
    """
    mine = Assignment.judge_id == judge_id, IS_LIVE
    open_ones = select(Assignment.edition, Assignment.entry_id).join(Assignment.sheet)
    rows = session.execute(open_ones.where(*mine, ScoreSheet.state != SUBMITTED).distinct()).all()
    editions = {edition for edition, _entry in rows}
    left = {edition for edition in editions if not may_judge(session, judge_id, edition)}
    freed = 0
    for entry_id in sorted({entry_id for edition, entry_id in rows if edition in left}):
        lock_entry(session, entry_id)
        waiting = _unfinished(lock_live(session, Assignment.judge_id == judge_id, Assignment.entry_id == entry_id))
        remove(session, waiting, "free", reason)
        freed += len(waiting)
    if freed:
        audit.record(session, judge_id, "assignments.freed", f"judge:{judge_id}", assignments=freed, reason=reason)
    return freed


def _unfinished(assignments: Iterable[Assignment]) -> Sequence[Assignment]:
    return [one for one in assignments if one.sheet.state != SUBMITTED]


def remove(session: Session, ended: Sequence[Assignment], action: str, reason: str) -> None:
    """End live assignments that the caller has locked, by one of the actions of their life."""
    tally.keep(session, [(one.seat, tally.pile_of(one.sheet), None) for one in ended])
    for assignment in ended:
        ASSIGNMENT.move(assignment, action)
        assignment.removed_at, assignment.removed_reason = clock.now(), reason
        SHEET.move(assignment.sheet, "void")
        assignment.sheet.version += 1
    session.flush()
    opened = {edition: who_declared(session, edition) for edition in {one.edition for one in ended}}
    for one in ended:
        emit(session, _told(one, opened=one.judge_id in opened[one.edition]))


def _told(assignment: Assignment, *, opened: bool) -> AssignmentRemoved:
    return AssignmentRemoved(
        assignment_id=assignment.id,
        entry_id=assignment.entry_id,
        judge_id=assignment.judge_id,
        reason=assignment.removed_reason,
        edition=assignment.edition,
        number=assignment.entry.number,
        title=assignment.entry.title,
        opened=opened,
    )
