"""What a judge reads: the own assignments, and one of them whole. Plain rows, since judges read often."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, bindparam, select
from sqlalchemy.orm import QueryableAttribute, Session

from chassis import clock
from chassis.http import etag
from chassis.http.auth import Identity
from chassis.storage.engine import Database
from chassis.storage.prepared import Prepared
from services.judging.conflicts.errors import DeclarationNeeded
from services.judging.conflicts.models import Declaration
from services.judging.editions.access import judges_in
from services.judging.editions.models import Edition, Stage
from services.judging.editions.names import Names
from services.judging.editions.states import CLOSED, OPEN, phase
from services.judging.entries.models import Entry
from services.judging.panels.errors import UnknownAssignment
from services.judging.panels.models import CLOSES_AT, LIVE_STATE, Assignment, ScoreSheet
from services.judging.panels.states import SHEET, SUBMITTED
from services.judging.rules.models import RULES, Rubric
from services.judging.rules.wording import sentences
from services.judging.scoring import marks as marking

_STAGE = {
    "edition": Assignment.edition,
    "stage_key": Assignment.stage_key,
    "stage_name": Stage.name,
    "stage_name_en": Stage.name_en,
    "opens_at": Stage.opens_at,
    "closes_at": CLOSES_AT,
}
_ENTRY = {name: getattr(Entry, name) for name in ("number", "version", "title", "track", "group")}
_NAMES = {"tracks": Edition.tracks, "groups": Edition.groups}
_SHEET = {
    name: getattr(ScoreSheet, name)
    for name in ("marks", "comment", "total", "saved_at", "submitted_at", "return_reason", "entry_version")
}
RUBRIC = {name: getattr(Rubric, name) for name in ("written", *RULES)}


def select_own(**columns: SQLColumnExpression[Any]) -> Select[*tuple[Any, ...]]:
    """One's own live assignments, straight from the tables: what judges ask for most builds no objects."""
    columns |= {"id": Assignment.id, "declared_at": Declaration.declared_at}
    wanted = (plain_column(column).label(name) for name, column in columns.items())
    tables = (one.__table__ for one in (Assignment, ScoreSheet, Entry, Rubric, Stage, Edition))
    assignment, sheet, entry, rubric, stage, edition = tables
    joined = assignment.join(sheet, sheet.c.assignment_id == assignment.c.id).join(entry)
    joined = joined.join(rubric, _same_stage(rubric.c, assignment.c, "stage_key"))
    joined = joined.join(stage, _same_stage(stage.c, assignment.c, "key"))
    joined = joined.join(edition, edition.c.slug == stage.c.edition)
    joined = joined.outerjoin(Declaration.__table__, _own_declaration(assignment.c))
    own = assignment.c.judge_id == bindparam("judge_id"), assignment.c.state == LIVE_STATE
    return select(*wanted).select_from(joined).where(*own)


def plain_column(column: SQLColumnExpression[Any]) -> Any:
    """The column of an attribute; an expression stands for itself."""
    return column.property.columns[0] if isinstance(column, QueryableAttribute) else column


def _same_stage(one: Any, assignment: Any, key: str) -> ColumnElement[bool]:
    return and_(one.edition == assignment.edition, one[key] == assignment.stage_key)


def _own_declaration(assignment: Any) -> ColumnElement[bool]:
    own = Declaration.__table__.c
    return and_(own.judge_id == assignment.judge_id, own.edition == assignment.edition)


_LISTED = Prepared(select_own(**_STAGE, **_ENTRY, **_NAMES, sheet_state=ScoreSheet.state, total=ScoreSheet.total))
_ONE = Prepared(
    select_own(
        **_STAGE,
        **_ENTRY,
        **_NAMES,
        **_SHEET,
        **RUBRIC,
        sheet_state=ScoreSheet.state,
        sheet_version=ScoreSheet.version,
        entry_id=Entry.id,
        shown=Entry.shown,
        files=Entry.files,
    ).where(Assignment.__table__.c.id == bindparam("assignment_id"))
)


def version_tag(assignment_id: UUID, version: int) -> str:
    """The ETag of an assignment: changes with every change of its sheet."""
    return etag.etag_of(assignment_id, version)


def own_assignments(source: Database | Session, actor: Identity) -> dict[str, Any]:
    """The caller's live assignments in the editions where the caller still judges: what is open first, by due date.

    Of editions in which they have declared nothing yet, only that there is something.
    """
    rows = [row for row in _LISTED.rows(source, judge_id=actor.account_id) if judges_in(actor, row.edition)]
    names = {row.edition: Names(row.tracks, row.groups) for row in rows}
    items = []
    for row in sorted((row for row in rows if row.declared_at), key=_urgency):
        named = names[row.edition]
        items.append(with_phase(row) | {"track": named.track(row.track), "group": named.group(row.group)})
    shut = sorted({row.edition for row in rows if not row.declared_at})
    return {"items": items, "done": sum(item["sheet_state"] == SUBMITTED for item in items), "undeclared": shut}


def _urgency(row: Any) -> tuple[Any, ...]:
    over = row.closes_at <= clock.now()
    return row.sheet_state == SUBMITTED, over, row.closes_at, row.edition, row.number


def with_phase(row: Any) -> dict[str, Any]:
    """What the row says, and where its window stands now."""
    facts: dict[str, Any] = row._asdict()
    return facts | {"phase": phase(row.opens_at, row.closes_at, clock.now())}


def own_assignment(source: Database | Session, actor: Identity, assignment_id: UUID) -> dict[str, Any]:
    """One of the caller's live assignments.

    Raises UnknownAssignment for another judge's as for none, DeclarationNeeded before the caller declared.
    """
    row = _ONE.first(source, judge_id=actor.account_id, assignment_id=assignment_id)
    if row is None or not judges_in(actor, row.edition):
        raise UnknownAssignment
    if row.declared_at is None:
        raise DeclarationNeeded(row.edition)
    return _described(row, Names(row.tracks, row.groups))


def _described(row: Any, names: Names) -> dict[str, Any]:
    facts = with_phase(row)
    rubric = rubric_of(facts)
    stage = scored_stage(facts, rubric)
    entry = {name: facts[name] for name in (*_ENTRY, "shown", "files")}
    entry |= {"id": row.entry_id, "track": names.track(row.track), "group": names.group(row.group)}
    sheet = {name: facts[name] for name in _SHEET} | {"state": row.sheet_state, "version": row.sheet_version}
    return {
        "id": row.id,
        "stage": stage,
        "entry": entry,
        "sheet": sheet,
        "may": _open_steps(row.sheet_state, facts["phase"]),
        "missing": marking.as_missing(marking.lacking(rubric, row.marks, row.comment)),
        "etag": version_tag(row.id, row.sheet_version),
    }


def rubric_of(facts: Mapping[str, Any]) -> Rubric:
    """The rubric among what a row says."""
    return Rubric(**{name: facts[name] for name in RUBRIC})


def scored_stage(facts: Mapping[str, Any], rubric: Rubric) -> dict[str, Any]:
    """What a judge needs to know of the stage that a row is about."""
    window = {name: facts[name] for name in ("edition", "opens_at", "closes_at", "phase")}
    named = {"key": facts["stage_key"], "name": facts["stage_name"], "name_en": facts["stage_name_en"]}
    return window | named | scored(rubric)


def _open_steps(state: str, now: str) -> list[str]:
    scored = [action for action in ("save", "submit") if now == OPEN and SHEET.allows(state, action)]
    return scored if now == CLOSED else [*scored, "recuse"]


def scored(rubric: Rubric) -> dict[str, Any]:
    """What judges read of a rubric."""
    told = {name: getattr(rubric, name) for name in ("criteria", "full", "comment_below", "comment_above", "digest")}
    return told | {"rule": sentences(rubric)}
