"""How far judging is: rows and counts for organizers, counted by the database."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import QueryableAttribute, Session

from services.judging.entries.models import Entry
from services.judging.judges.models import Judge
from services.judging.panels.models import IS_LIVE, Assignment, ScoreSheet
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


def assigned() -> ColumnElement[int]:
    """Counts assignments."""
    return func.count(Assignment.id).label("assigned")


def drafts() -> ColumnElement[int]:
    """Counts sheets that were begun and not handed in, or returned for change."""
    return _count(DRAFT, RETURNED).label("drafts")


def submitted() -> ColumnElement[int]:
    """Counts sheets handed in."""
    return _count(SUBMITTED).label("submitted")


def _count(*states: str) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((ScoreSheet.state.in_(states), 1), else_=0)), 0)


def whole(session: Session, rubric: Rubric) -> dict[str, int]:
    """Sheets of a stage: assigned, begun, handed in."""
    query = select(assigned(), drafts(), submitted()).select_from(Assignment).join(Assignment.sheet)
    return dict(session.execute(query.where(*live_in(rubric))).one()._mapping)


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
    query = select(Assignment.judge_id, assigned(), drafts(), submitted()).join(Assignment.sheet)
    found = session.execute(query.where(*live_in(rubric)).group_by(Assignment.judge_id))
    return {row.judge_id: row for row in found}
