"""What an organizer's desk shows of judging, in one answer: how far each stage and judge is, and how marks spread."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import marshmallow as ma
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events import parked
from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.request_session import session
from chassis.http.schemas import Schema
from chassis.words.collation import by_name
from contracts.roles import OVERSEEING
from contracts.scopes import Scope
from services.judging.panels.actions import live_in
from services.judging.panels.models import Assignment, Entry, Judge
from services.judging.panels.progress import Count, count, entries_in
from services.judging.results.ranking import rounded_mean
from services.judging.rubrics.models import Stage
from services.judging.rubrics.schemas import Points
from services.judging.scoring.models import NONE, SUBMITTED, ScoreSheet

blp = Blueprint("desk", __name__, description="The organizers' desk.")
BAND = 500
"""Width of a band of totals, in hundredths of a point."""
Row = tuple[UUID, UUID, str, dict[str, int] | None]
"""Entry, judge, state of the sheet, its marks."""


class CountedSchema(Schema):
    """Sheets: assigned, begun, handed in."""

    assigned = ma.fields.Integer()
    drafts = ma.fields.Integer()
    submitted = ma.fields.Integer()


class JudgeDeskSchema(CountedSchema):
    """One judge: how far, and how the totals handed in lie."""

    id = ma.fields.UUID()
    name = ma.fields.String()
    lowest = Points(allow_none=True)
    mean = Points(allow_none=True)
    highest = Points(allow_none=True)


class BandSchema(Schema):
    """How many totals lie from `least` up to, and not including, `most`; the last band includes its end."""

    least = Points()
    most = Points()
    count = ma.fields.Integer()


class StageDeskSchema(Schema):
    """A stage in numbers."""

    key = ma.fields.String()
    name = ma.fields.String()
    name_en = ma.fields.String()
    edition = ma.fields.String()
    opens_at = ma.fields.AwareDateTime()
    closes_at = ma.fields.AwareDateTime()
    total = ma.fields.Nested(CountedSchema)
    entries = ma.fields.Integer(metadata={"description": "In judging."})
    unassigned = ma.fields.Integer(metadata={"description": "Entries without any judge."})
    overdue = ma.fields.Integer(metadata={"description": "Sheets not handed in though the stage has ended."})
    judges = ma.fields.List(ma.fields.Nested(JudgeDeskSchema))
    bands = ma.fields.List(ma.fields.Nested(BandSchema))


class DeskSchema(Schema):
    """Judging in numbers, as far as the caller's roles reach."""

    stages = ma.fields.List(ma.fields.Nested(StageDeskSchema))
    parked = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Integer())


@blp.route("/desk")
@allow(*OVERSEEING)
@blp.response(200, DeskSchema)
def show() -> dict[str, Any]:
    """Each stage the caller oversees: progress in all and per judge, what lacks a judge, what is late, the marks"""
    every = session().scalars(select(Stage).order_by(Stage.opens_at, Stage.key))
    stages = [_stage(session(), stage) for stage in every if oversees(identity(), stage)]
    return {"stages": stages, "parked": parked.counts(session())}


def oversees(caller: Identity, stage: Stage) -> bool:
    """Whether the caller may read what organizers of this stage read."""
    return caller.oversees(Scope.edition(stage.edition))


def _stage(opened: Session, stage: Stage) -> dict[str, Any]:
    columns = select(Assignment.entry_id, Assignment.judge_id, ScoreSheet.state, ScoreSheet.marks)
    found = opened.execute(columns.outerjoin(Assignment.sheet).where(*live_in(stage)))
    rows: list[Row] = [(entry, judge, state or NONE, marks) for entry, judge, state, marks in found]
    whole = count(row[2] for row in rows)
    waiting = select(func.count()).select_from(entries_in(stage).with_only_columns(Entry.id).subquery())
    having = entries_in(stage).where(Entry.id.in_({row[0] for row in rows})).with_only_columns(func.count(Entry.id))
    entries = opened.scalar(waiting) or 0
    names = ("key", "name", "name_en", "edition", "opens_at", "closes_at")
    return {name: getattr(stage, name) for name in names} | {
        "total": vars(whole),
        "entries": entries,
        "unassigned": entries - (opened.scalar(having) or 0),
        "overdue": whole.assigned - whole.submitted if stage.closes_at <= clock.now() else 0,
        "judges": _judges(opened, rows),
        "bands": bands([total for row in rows for total in _totals([row])]),
    }


def _judges(opened: Session, rows: Sequence[Row]) -> list[dict[str, Any]]:
    own: dict[UUID, list[Row]] = {}
    for row in rows:
        own.setdefault(row[1], []).append(row)
    found = opened.scalars(select(Judge).where(Judge.account_id.in_(own)))
    named = sorted(found, key=lambda judge: (by_name(judge.name), judge.account_id))
    return [
        {"id": judge.account_id, "name": judge.name}
        | vars(_count(own[judge.account_id]))
        | _lie(_totals(own[judge.account_id]))
        for judge in named
    ]


def _count(rows: Sequence[Row]) -> Count:
    return count(row[2] for row in rows)


def _totals(rows: Sequence[Row]) -> list[int]:
    """The totals handed in, in hundredths."""
    return [sum(marks.values()) for _entry, _judge, state, marks in rows if state == SUBMITTED and marks]


def _lie(totals: Sequence[int]) -> dict[str, int | None]:
    if not totals:
        return {"lowest": None, "mean": None, "highest": None}
    return {"lowest": min(totals), "mean": rounded_mean(totals), "highest": max(totals)}


def bands(totals: Sequence[int]) -> list[dict[str, int]]:
    """How many totals lie in each band from the lowest that holds one to the highest, empty ones between included."""
    if not totals:
        return []
    last = 100 * 100 // BAND - 1
    places = Counter(min(total // BAND, last) for total in totals)
    return [
        {"least": place * BAND, "most": (place + 1) * BAND, "count": places[place]}
        for place in range(min(places), max(places) + 1)
    ]
