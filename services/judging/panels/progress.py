"""How far judging is: lists and counts for organizers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from chassis.words.collation import by_name
from services.judging.panels.actions import assignable, live_in
from services.judging.panels.models import Assignment, Entry, Judge
from services.judging.rubrics.models import Stage
from services.judging.scoring.models import NONE, SUBMITTED, ScoreSheet


@dataclass(frozen=True)
class Count:
    """Sheets of one judge, of one entry, or of a whole stage."""

    assigned: int = 0
    drafts: int = 0
    """Begun and not handed in, or returned for change."""
    submitted: int = 0


def count(states: Iterable[str]) -> Count:
    """Count sheets by their states, `none` for those not begun."""
    seen = Counter(states)
    return Count(seen.total(), seen.total() - seen[NONE] - seen[SUBMITTED], seen[SUBMITTED])


def sheet_states(session: Session, stage: Stage) -> list[tuple[UUID, UUID, str]]:
    """Entry, judge and sheet state of every live assignment of a stage."""
    columns = select(Assignment.entry_id, Assignment.judge_id, ScoreSheet.state)
    rows = session.execute(columns.outerjoin(Assignment.sheet).where(*live_in(stage)))
    return [(entry_id, judge_id, state or NONE) for entry_id, judge_id, state in rows]


def entries_in(stage: Stage) -> Select[Entry]:
    """The entries that are in judging in this stage's edition."""
    return select(Entry).where(Entry.edition == stage.edition, Entry.active)


def assignments_in(stage: Stage) -> Select[Assignment]:
    """The live assignments of a stage."""
    loads = joinedload(Assignment.sheet), joinedload(Assignment.entry), joinedload(Assignment.judge)
    return select(Assignment).where(*live_in(stage)).options(*loads)


def with_counts(session: Session, stage: Stage, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Each entry with its count."""
    states: dict[UUID, list[str]] = {}
    for entry_id, _judge, state in sheet_states(session, stage):
        states.setdefault(entry_id, []).append(state)
    return [{"entry": entry, "count": count(states.get(entry.id, ()))} for entry in entries]


def of_stage(session: Session, stage: Stage) -> dict[str, Any]:
    """Counts per judge, per entry and in all."""
    rows = sheet_states(session, stage)
    states: dict[UUID, list[str]] = {}
    for _entry, judge_id, state in rows:
        states.setdefault(judge_id, []).append(state)
    may = assignable(stage.edition).with_only_columns(Judge.account_id)
    here = or_(Judge.account_id.in_(may), Judge.account_id.in_(states))
    judges = sorted(
        session.scalars(select(Judge).where(here)), key=lambda judge: (by_name(judge.name), judge.account_id)
    )
    entries = session.scalars(entries_in(stage).order_by(Entry.number, Entry.id)).all()
    return {
        "stage": stage,
        "whole": {"count": count(state for _entry, _judge, state in rows)},
        "judges": [{"judge": judge, "count": count(states.get(judge.account_id, ()))} for judge in judges],
        "entries": with_counts(session, stage, entries),
    }
