"""Versions of a result: keeping one, finding one, and reading again what it was worked out from."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.storage import ids
from services.judging.panels import marks
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.rankings.inputs import Inputs
from services.judging.rankings.reading import Given, as_text, by_entry, dashed, judge_names
from services.judging.rankings.working import published
from services.judging.resolutions.models import Resolution
from services.judging.results.errors import NotSealed, UnknownResult
from services.judging.results.models import Result, ResultLine
from services.judging.rules.models import Rubric


def keep(session: Session, inputs: Inputs, resolution: Resolution) -> Result:
    """Keep the ranking of these inputs as the next version of the stage's result. Raises Inapplicable."""
    rubric, before = inputs.rubric, standing(session, inputs.rubric)
    made = Result(
        id=ids.new_id(),
        edition=rubric.edition,
        stage_key=rubric.stage_key,
        version=before.version + 1 if before else 1,
        resolution_id=resolution.id,
        sealed_at=clock.now(),
        rules=dict(rubric.rules),
        inputs=inputs.canonical().decode(),
        inputs_hash=inputs.digest,
    )
    session.add(made)
    session.flush()
    session.execute(insert(ResultLine), [{"result_id": made.id} | line for line in lines_of(inputs)])
    return made


def lines_of(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """The ranking of these inputs as rows of a result. Raises Inapplicable."""
    entries = {entry.number: entry for entry in inputs.entries}
    for position, line in enumerate(inputs.lines, 1):
        entry = entries[line.number]
        yield {
            "entry_id": UUID(entry.id),
            "position": position,
            "place": line.rank,
            "score": None if line.score is None else published(line.score, inputs.rule.rounding),
            **{name: getattr(entry, name) for name in ("number", "title", "track", "group")},
        }


def standing(session: Session, rubric: Rubric) -> Result | None:
    """The newest version of a stage's result; None before the stage is sealed."""
    return session.scalars(select(Result).where(*_of(rubric)).order_by(Result.version.desc()).limit(1)).one_or_none()


def sealed(session: Session, rubric: Rubric) -> Result:
    """The same. Raises NotSealed."""
    found = standing(session, rubric)
    if found is None:
        raise NotSealed
    return found


def every_version(session: Session, rubric: Rubric) -> Sequence[Result]:
    """All versions of a stage's result, the newest first."""
    return session.scalars(select(Result).where(*_of(rubric)).order_by(Result.version.desc())).all()


def find_version(session: Session, rubric: Rubric, version: int) -> Result:
    """One version. Raises UnknownResult."""
    found = session.scalars(select(Result).where(*_of(rubric), Result.version == version)).one_or_none()
    if found is None:
        raise UnknownResult
    return found


def _of(rubric: Rubric) -> tuple[ColumnElement[bool], ...]:
    return Result.edition == rubric.edition, Result.stage_key == rubric.stage_key


def inputs_again(session: Session, result: Result) -> Inputs:
    """What a version was worked out from, out of the bytes that were kept with it."""
    rules = dict(result.rules)
    rubric = Rubric(edition=result.edition, stage_key=result.stage_key, written=rules.pop("criteria"), **rules)
    columns = as_text(ResultLine.entry_id).label("id"), ResultLine.number, ResultLine.title
    query = select(*columns, ResultLine.track, ResultLine.group).where(ResultLine.result_id == result.id)
    entries = session.execute(query.order_by(ResultLine.number)).all()
    names = judge_names(session)
    found = json.loads(result.inputs)["entries"]
    given = _given(session, found, {entry.number: entry.id for entry in entries})
    return Inputs(rubric, entries, by_entry(given, names), names)


def _given(session: Session, found: Sequence[Any], entry_ids: dict[str, str]) -> Iterator[Given]:
    judges = _judges(session, [sheet["id"] for entry in found for sheet in entry["sheets"]])
    for entry in found:
        for sheet in entry["sheets"]:
            given: dict[str, int] = sheet["marks"]
            identified = entry_ids[entry["number"]], judges[sheet["id"]], sheet["id"]
            yield *identified, sum(given.values()), marks.written(given)


def _judges(session: Session, sheets: Sequence[str]) -> dict[str, str]:
    """Who gave a sheet, for as many as there are: the database is asked by the thousand."""
    query = select(as_text(ScoreSheet.id), as_text(Assignment.judge_id)).join(ScoreSheet.assignment)
    found: dict[str, str] = {}
    for start in range(0, len(sheets), 1000):
        some = ScoreSheet.id.in_([UUID(sheet) for sheet in sheets[start : start + 1000]])
        found |= {dashed(sheet): judge for sheet, judge in session.execute(query.where(some))}
    return found
