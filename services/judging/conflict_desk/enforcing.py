"""What a conflict of interest brings about at once: the sheet is void, access ends, somebody else gets the entry."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.events.outbox import emit
from chassis.http.auth import Identity
from chassis.storage import audit
from contracts.judging import JudgeRecused
from services.judging.conflicts.bars import Bars, bars_of
from services.judging.conflicts.models import DECLINED
from services.judging.editions.actions import lock_edition
from services.judging.editions.states import CLOSED
from services.judging.entries.actions import lock_entry
from services.judging.judges.models import Judge
from services.judging.panels.actions import make
from services.judging.panels.locks import lock_live
from services.judging.panels.models import IS_LIVE, Assignment
from services.judging.panels.removal import remove
from services.judging.panels.substitutes import substitutes

CONFLICT = "conflict-of-interest"
"""The reason in `judging.assignment.removed.v1`; where the judge declined, it is DECLINED."""


def enforce(
    session: Session,
    actor: Identity,
    edition: str,
    before: Bars,
    *,
    entry_id: UUID | None = None,
    judge_id: UUID | None = None,
) -> None:
    """Take from judges what they may not have, of one entry or one judge, and give it to others.

    A stage that has closed is not touched: its result is not changed by one person. Organizers are told, once: of what
    was not among the bars `before`.
    """
    lock_edition(session, edition)
    bars = bars_of(session, edition, entry_id=entry_id, judge_id=judge_id)
    held = select(Assignment).where(IS_LIVE, Assignment.edition == edition, Assignment.entry_id.in_(sorted(bars)))
    barred = [one for one in session.scalars(held) if one.judge_id in bars[one.entry_id]]
    for one in sorted(barred, key=lambda held: (held.entry_id, held.id)):
        why = bars[one.entry_id][one.judge_id]
        if one.rubric.stage.phase != CLOSED:
            _take(session, actor, one, why)
        elif one.judge_id not in before.get(one.entry_id, {}):
            emit(session, _told(one, why, one.sheet.state, None, closed=True))


def _take(session: Session, actor: Identity, assignment: Assignment, why: str) -> None:
    lock_entry(session, assignment.entry_id)
    for one in lock_live(session, Assignment.id == assignment.id):
        sheet = one.sheet.state
        remove(session, [one], "recuse", DECLINED if why == DECLINED else CONFLICT)
        instead = next((each.judge for each in substitutes(session, one) if each.bears), None)
        if instead is not None:
            make(session, actor, one.rubric, {one.entry: [instead]})
        emit(session, _told(one, why, sheet, instead, closed=False))
        facts = {"why": why, "replacement": str(instead.account_id) if instead else ""}
        audit.record(session, actor.account_id, "judge.recused", f"assignment:{one.id}", **facts)


def _told(one: Assignment, why: str, sheet: str, instead: Judge | None, *, closed: bool) -> JudgeRecused:
    stage = one.rubric.stage
    return JudgeRecused(
        assignment_id=one.id,
        entry_id=one.entry_id,
        edition=one.edition,
        number=one.entry.number,
        title=one.entry.title,
        judge_id=one.judge_id,
        judge=one.judge.name,
        why=why,
        sheet=sheet,
        replacement_id=instead.account_id if instead else None,
        replacement=instead.name if instead else "",
        closed=closed,
        stage=stage.name,
        stage_en=stage.name_en,
        stage_key=one.stage_key,
    )
