"""How far judging is: rows for organizers, and counts from the tallies."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import QueryableAttribute, Session

from services.judging.entries.models import Entry
from services.judging.judges.models import Judge
from services.judging.panels.models import IS_LIVE, Assignment, EntryTally, ScoreSheet, SheetTally
from services.judging.panels.states import DRAFT, RETURNED, SUBMITTED
from services.judging.rules.models import Rubric

ROW: Mapping[str, QueryableAttribute[Any]] = {
    "id": Assignment.id,
    "stage": Assignment.stage_key,
    "made_at": Assignment.made_at,
    "entry_id": Assignment.entry_id,
    "number": Entry.number,
    "title": Entry.title,
    "judge_id": Assignment.judge_id,
    "judge": Judge.name,
    "sheet_state": ScoreSheet.state,
    "total": ScoreSheet.total,
}
"""What a row tells of an assignment."""


def live_in(rubric: Rubric) -> tuple[ColumnElement[bool], ...]:
    """Conditions that pick the live assignments of a stage."""
    at = Assignment.edition == rubric.edition, Assignment.stage_key == rubric.stage_key
    return *at, IS_LIVE


def counts(*states: str) -> ColumnElement[int]:
    """Counts the live sheets in these states; in any state, if none is named."""
    here = case((SheetTally.state.in_(states), SheetTally.sheets), else_=0) if states else SheetTally.sheets
    return func.coalesce(func.sum(here), 0)


COUNTED = (
    counts().label("assigned"),
    counts(DRAFT, RETURNED).label("drafts"),
    counts(SUBMITTED).label("submitted"),
)
"""Sheets: assigned; begun and not handed in, or returned for change; handed in."""


def tallied(rubric: Rubric) -> tuple[ColumnElement[bool], ...]:
    """Conditions that pick the tallies of a stage's sheets."""
    return SheetTally.edition == rubric.edition, SheetTally.stage_key == rubric.stage_key, SheetTally.sheets > 0


def whole(session: Session, rubric: Rubric) -> dict[str, int]:
    """Sheets of a stage: assigned, begun, handed in."""
    return dict(session.execute(select(*COUNTED).where(*tallied(rubric))).one()._mapping)


def with_judges(session: Session, rubric: Rubric) -> int:
    """How many entries have a judge in a stage. All are in judging: an entry that leaves it loses its judges."""
    at = EntryTally.edition == rubric.edition, EntryTally.stage_key == rubric.stage_key
    return session.scalar(select(func.count()).where(*at, EntryTally.judges > 0)) or 0


def outdated(session: Session, rubric: Rubric) -> Mapping[str, int]:
    """Number of each entry handed in anew since a judge wrote -> how many live sheets are about an earlier version."""
    query = (
        select(Entry.number, func.count())
        .join(Assignment, Assignment.entry_id == Entry.id)
        .join(Assignment.sheet)
        .where(*live_in(rubric), Entry.edition == rubric.edition, Entry.version > 1)
        .where(ScoreSheet.entry_version.between(1, Entry.version - 1))
        .group_by(Entry.number)
        .order_by(Entry.number)
    )
    return {number: count for number, count in session.execute(query)}


def rows_of(rubric: Rubric, entry_ids: Sequence[UUID] | None = None) -> Select[*tuple[Any, ...]]:
    """Live assignments with entry, judge, state of the sheet and total: of the whole stage, or of these entries."""
    query = (
        select(*(column.label(name) for name, column in ROW.items()))
        .select_from(Assignment)
        .join(Assignment.entry)
        .join(Assignment.judge)
        .join(Assignment.sheet)
        .where(*live_in(rubric))
    )
    return query if entry_ids is None else query.where(Assignment.entry_id.in_(entry_ids))


def load_of_judges(session: Session, rubric: Rubric) -> dict[UUID, Row[*tuple[Any, ...]]]:
    """Sheets assigned, begun and handed in, by judge."""
    query = select(SheetTally.judge_id, *COUNTED).where(*tallied(rubric)).group_by(SheetTally.judge_id)
    return {row.judge_id: row for row in session.execute(query)}
