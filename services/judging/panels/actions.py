"""Assigning judges to entries."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.schemas import FieldError
from chassis.storage import audit, ids
from contracts.judging import AssignmentMade
from services.judging.conflicts.bars import bars_of
from services.judging.conflicts.declarations import who_declared
from services.judging.editions.windows import require_unclosed
from services.judging.entries.actions import lock_entry
from services.judging.entries.models import Entry
from services.judging.entries.taking_part import taking_part
from services.judging.judges.actions import assignable
from services.judging.judges.models import Judge
from services.judging.panels import tally
from services.judging.panels.errors import AlreadyAssigned, ConflictOfInterest, EntryNotAdvanced, EntryNotInJudging
from services.judging.panels.models import Assignment, ScoreSheet, Seat
from services.judging.panels.progress import live_in
from services.judging.panels.states import ASSIGNMENT, SHEET
from services.judging.rules.actions import lock_rubric, subject_of
from services.judging.rules.models import Rubric


def assign(
    session: Session, actor: Identity, at: tuple[str, str], entry_id: UUID, judge_ids: Sequence[UUID]
) -> list[UUID]:
    """Give an entry to judges, all or none; `at` is edition and stage. The ids of the assignments.

    Raises UnknownStage, Forbidden, StageClosed, ConflictOfInterest, AlreadyAssigned, EntryNotInJudging, Invalid.
    """
    rubric = lock_rubric(session, *at)
    require_unclosed(rubric.stage)
    entry = _entry_of(session, rubric, entry_id)
    judges = known_judges(session, rubric, judge_ids)
    barred = bars_of(session, rubric.edition, entry_id=entry_id).get(entry_id, {})
    if conflicting := [judge for judge in judges if judge.account_id in barred]:
        raise ConflictOfInterest([judge.name for judge in conflicting])
    live = select(Assignment.judge_id).where(*live_in(rubric), Assignment.entry_id == entry_id)
    having = set(session.scalars(live))
    if again := [judge for judge in judges if judge.account_id in having]:
        raise AlreadyAssigned([judge.name for judge in again])
    return make(session, actor, rubric, {entry: judges})


def _entry_of(session: Session, rubric: Rubric, entry_id: UUID) -> Entry:
    entry = lock_entry(session, entry_id)
    if entry is None or entry.edition != rubric.edition or entry.version == 0:
        raise Invalid({"entry_id": [FieldError("unknown-entry", _l("本届评审中没有这个项目。")).body()]})
    if not entry.active:
        raise EntryNotInJudging(number=entry.number)
    if session.scalar(taking_part(rubric).with_only_columns(Entry.id).where(Entry.id == entry.id)) is None:
        raise EntryNotAdvanced(number=entry.number)
    return entry


def known_judges(session: Session, rubric: Rubric, judge_ids: Sequence[UUID] | None) -> list[Judge]:
    """These judges, or all that may judge in the stage's edition. Raises Invalid."""
    may = assignable(rubric.edition)
    if judge_ids is None:
        return list(session.scalars(may))
    found = {judge.account_id: judge for judge in session.scalars(may.where(Judge.account_id.in_(judge_ids)))}
    if missing := [str(judge_id) for judge_id in judge_ids if judge_id not in found]:
        sentence = _l("没有这些评委：%(ids)s。请从评委名单中选择。")
        raise Invalid({"judge_ids": [FieldError("unknown-judge", sentence, ids=", ".join(missing)).body()]})
    return [found[judge_id] for judge_id in judge_ids]


def make(session: Session, actor: Identity, rubric: Rubric, chosen: Mapping[Entry, Sequence[Judge]]) -> list[UUID]:
    """Make assignments with blank sheets; what stands may not be among them. The ids, in the given order."""
    pairs = [(ids.new_id(), entry, judge) for entry, judges in chosen.items() for judge in judges]
    if not pairs:
        return []
    now = clock.now()
    rubric.frozen_at = rubric.frozen_at or now
    session.flush()
    session.execute(insert(Assignment), [_row(rubric, *pair) | {"made_at": now} for pair in pairs])
    session.execute(insert(ScoreSheet), [_blank(made) for made, _entry, _judge in pairs])
    seats = (Seat(rubric.edition, rubric.stage_key, entry.id, judge.account_id) for _made, entry, judge in pairs)
    tally.keep(session, ((seat, None, (SHEET.first, 0)) for seat in seats))
    opened = who_declared(session, rubric.edition)
    for made, entry, judge in pairs:
        emit(session, _told(rubric, made, entry, judge, opens=judge.account_id in opened))
    judges_by_entry = {str(entry.id): [str(judge.account_id) for judge in judges] for entry, judges in chosen.items()}
    audit.record(session, actor.account_id, "assignment.made", subject_of(rubric), judges=judges_by_entry)
    return [made for made, _entry, _judge in pairs]


def _row(rubric: Rubric, made: UUID, entry: Entry, judge: Judge) -> dict[str, object]:
    at = {"edition": rubric.edition, "stage_key": rubric.stage_key, "state": ASSIGNMENT.first, "removed_reason": ""}
    return at | {"id": made, "entry_id": entry.id, "judge_id": judge.account_id, "removed_at": None}


def _blank(assignment_id: UUID) -> dict[str, object]:
    words = {"state": SHEET.first, "version": 0, "marks": {}, "comment": "", "return_reason": ""}
    return {"id": ids.new_id(), "assignment_id": assignment_id, "total": None} | words


def _told(rubric: Rubric, made: UUID, entry: Entry, judge: Judge, *, opens: bool) -> AssignmentMade:
    return AssignmentMade(
        assignment_id=made,
        entry_id=entry.id,
        number=entry.number,
        title=entry.title,
        stage=rubric.stage.name,
        stage_en=rubric.stage.name_en,
        judge_id=judge.account_id,
        due_at=rubric.stage.closes_at,
        edition=rubric.edition,
        stage_key=rubric.stage_key,
        opens=opens,
    )
