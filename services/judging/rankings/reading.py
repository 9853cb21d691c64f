"""Reading what a ranking depends on. Plain rows throughout: there may be a hundred thousand sheets."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, String, Text, cast, select, type_coerce
from sqlalchemy.orm import QueryableAttribute, Session

from chassis.words.collation import by_name
from services.judging.aggregation.sheets import Sheet
from services.judging.entries.models import Entry
from services.judging.entries.taking_part import taking_part
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.panels.progress import live_in
from services.judging.panels.states import SUBMITTED
from services.judging.rankings.inputs import Inputs
from services.judging.rules.models import Rubric

Given = tuple[str, str, str, int, str]
"""A sheet handed in: entry, judge and sheet by their ids as the database writes them, total, marks as JSON."""


def inputs_of(session: Session, rubric: Rubric, compared: str = "") -> Inputs:
    """What the ranking of a stage depends on right now."""
    columns = as_text(Entry.id).label("id"), Entry.number, Entry.title, Entry.track, Entry.group
    entries = session.execute(taking_part(rubric).with_only_columns(*columns).order_by(Entry.number)).all()
    query = (
        select(as_text(Assignment.entry_id), as_text(Assignment.judge_id), as_text(ScoreSheet.id), ScoreSheet.total)
        .add_columns(type_coerce(ScoreSheet.marks, Text))
        .join(Assignment.sheet)
        .where(*live_in(rubric), ScoreSheet.state == SUBMITTED)
    )
    names = judge_names(session)
    given = (tuple(row) for row in session.execute(query).all())
    return Inputs(rubric, entries, by_entry(given, names), names, compared)


def by_entry(given: Iterable[Given], names: Mapping[str, str]) -> Mapping[str, tuple[Sheet, ...]]:
    """The sheets by id of the entry, in the order of the judges' names."""
    places = {judge: at for at, judge in enumerate(sorted(names, key=lambda judge: (by_name(names[judge]), judge)))}
    sheets: dict[str, list[Sheet]] = {}
    for entry_id, judge_id, sheet_id, total, written in sorted(given, key=lambda row: places[row[1]]):
        sheets.setdefault(entry_id, []).append(Sheet(dashed(sheet_id), total, written, judge_id))
    return {entry: tuple(own) for entry, own in sheets.items()}


def judge_names(session: Session) -> Mapping[str, str]:
    """The judge's name by the judge's id as the database writes it."""
    return {judge: name for judge, name in session.execute(select(as_text(Judge.account_id), Judge.name))}


def as_text(column: QueryableAttribute[UUID]) -> ColumnElement[str]:
    """An id as the database writes it: of thousands, only those that are shown become more than text."""
    return cast(column, String)


def dashed(written: str) -> str:
    """An id in its usual form, however the database writes it."""
    if "-" in written:
        return written
    return f"{written[:8]}-{written[8:12]}-{written[12:16]}-{written[16:20]}-{written[20:]}"
