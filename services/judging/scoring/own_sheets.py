"""A judge's own sheets of a stage side by side: to fill in many at once, and to compare them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, bindparam, select

from chassis import clock
from chassis.http.auth import Identity
from chassis.storage.engine import Database
from chassis.storage.prepared import Prepared
from services.judging.conflicts.errors import DeclarationNeeded
from services.judging.editions.errors import UnknownStage
from services.judging.editions.models import Edition, Stage
from services.judging.editions.names import Names
from services.judging.editions.states import OPEN, phase
from services.judging.entries.models import Entry
from services.judging.panels.models import CLOSES_AT, Assignment, ScoreSheet
from services.judging.panels.states import SHEET
from services.judging.rules.models import Criterion, Rubric
from services.judging.scoring import marks as marking
from services.judging.scoring import reading

_RUBRIC, _STAGE, _EDITION = (cast(Table, one.__table__) for one in (Rubric, Stage, Edition))
_STAGES = Prepared(
    select(_STAGE.c.edition, _STAGE.c.key.label("stage_key"), _STAGE.c.opens_at, _STAGE.c.closes_at)
    .add_columns(_STAGE.c.name.label("stage_name"), _STAGE.c.name_en.label("stage_name_en"))
    .add_columns(*(reading.plain_column(column).label(name) for name, column in reading.RUBRIC.items()))
    .add_columns(_EDITION.c.tracks, _EDITION.c.groups)
    .where(_STAGE.c.edition == bindparam("slug"), _STAGE.c.key == bindparam("stage"))
    .where(_RUBRIC.c.edition == _STAGE.c.edition, _RUBRIC.c.stage_key == _STAGE.c.key)
    .where(_EDITION.c.slug == _STAGE.c.edition)
)
_SHEETS = Prepared(
    reading.select_own(
        number=Entry.number,
        title=Entry.title,
        track=Entry.track,
        opens_at=Stage.opens_at,
        closes_at=CLOSES_AT,
        sheet_state=ScoreSheet.state,
        sheet_version=ScoreSheet.version,
        marks=ScoreSheet.marks,
        total=ScoreSheet.total,
        comment=ScoreSheet.comment,
    )
    .where(Assignment.__table__.c.edition == bindparam("slug"), Assignment.__table__.c.stage_key == bindparam("stage"))
    .order_by(Entry.__table__.c.number)
)


class _Demand(NamedTuple):
    """What the rubric says about whole sheets, read once for all of them."""

    criteria: Sequence[Criterion]
    comment_below: int
    comment_above: int


def of_stage(source: Database, actor: Identity, edition: str, key: str) -> dict[str, Any]:
    """The caller's live sheets of a stage, by number of the entry. Raises UnknownStage, DeclarationNeeded."""
    found = _STAGES.first(source, slug=edition, stage=key)
    if found is None:
        raise UnknownStage
    rows = _SHEETS.rows(source, judge_id=actor.account_id, slug=edition, stage=key)
    if any(row.declared_at is None for row in rows):
        raise DeclarationNeeded(edition)
    facts = reading.with_phase(found)
    rubric, names = reading.rubric_of(facts), Names(found.tracks, found.groups)
    demand = _Demand(rubric.criteria, rubric.comment_below, rubric.comment_above)
    return {
        "stage": reading.scored_stage(facts, rubric),
        "items": [_sheet(row, demand) | {"track": names.track(row.track)} for row in rows],
    }


def wanting(demand: marking.Demand, marks: Mapping[str, int], comment: str) -> dict[str, Any]:
    """What a sheet still lacks, in short."""
    return {
        "unmarked": marking.unmarked(demand, marks),
        "lacks_comment": marking.lacks_comment(demand, marks, comment),
    }


def _sheet(row: Any, demand: _Demand) -> dict[str, Any]:
    now = phase(row.opens_at, row.closes_at, clock.now())
    told = {name: getattr(row, name) for name in ("id", "number", "title", "sheet_state", "marks", "total", "comment")}
    return told | {
        "phase": now,
        "may_save": now == OPEN and SHEET.allows(row.sheet_state, "save"),
        "etag": reading.version_tag(row.id, row.sheet_version),
        **wanting(demand, row.marks, row.comment),
    }
