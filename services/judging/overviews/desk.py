"""What an organizer's desk shows of judging, in one answer, from the tallies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from chassis.events import parked
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from chassis.words.collation import by_name
from contracts.roles import OVERSEEING
from services.judging.aggregation.exactness import Rounding
from services.judging.editions.states import CLOSED
from services.judging.entries.taking_part import taking_part
from services.judging.judges.models import Judge
from services.judging.overviews.schemas import DeskSchema
from services.judging.panels.models import Assignment, ScoreSheet, SheetTally
from services.judging.panels.progress import COUNTED, counts, live_in, outdated, tallied, with_judges
from services.judging.panels.states import SUBMITTED
from services.judging.resolutions.actions import find_pending
from services.judging.resolutions.models import Resolution
from services.judging.rules.actions import overseen
from services.judging.rules.models import Rubric

blp = Blueprint("desk", __name__, description="The organizers' desk.")
BAND = 500
"""Width of a band of totals, in hundredths of a point."""
BEHIND = 6
"""Judges told as furthest behind."""
NAMED = 5
"""Entries named of those that were handed in anew under their judges' hands."""


@blp.route("/desk")
@allow(*OVERSEEING)
@blp.response(200, DeskSchema)
def show() -> dict[str, Any]:
    """Each stage the caller oversees: progress in all and per judge, what lacks a judge, what is late, the marks"""
    rubrics = overseen(session(), identity())
    stages = [_stage(session(), rubric) for rubric in rubrics]
    waiting = find_pending(session(), Resolution.edition.in_({rubric.edition for rubric in rubrics}))
    return {"stages": stages, "resolutions": waiting, "parked": parked.counts(session())}


def _stage(opened: Session, rubric: Rubric) -> dict[str, Any]:
    judges, old = _judges(opened, rubric), outdated(opened, rubric)
    total = {name: sum(judge[name] for judge in judges) for name in ("assigned", "drafts", "submitted")}
    entries = opened.scalar(taking_part(rubric).with_only_columns(func.count())) or 0
    return {
        "stage": rubric,
        "total": total,
        "entries": entries,
        "unassigned": entries - with_judges(opened, rubric),
        "overdue": total["assigned"] - total["submitted"] if rubric.stage.phase == CLOSED else 0,
        "outdated": sum(old.values()),
        "renewed": list(old)[:NAMED],
        "judges": judges,
        "behind": _behind(opened, rubric, judges),
        "bands": _bands(opened, rubric),
    }


def _judges(opened: Session, rubric: Rubric) -> list[dict[str, Any]]:
    counting = case((SheetTally.state == SUBMITTED, SheetTally.total))
    query = (
        select(Judge.account_id.label("id"), Judge.name, *COUNTED)
        .add_columns(func.min(counting).label("lowest"), func.max(counting).label("highest"))
        .add_columns(func.sum(counting * SheetTally.sheets).label("sum"))
        .join(SheetTally, SheetTally.judge_id == Judge.account_id)
        .where(*tallied(rubric))
        .group_by(Judge.account_id, Judge.name)
    )
    rows = sorted(opened.execute(query), key=lambda row: (by_name(row.name), row.id))
    return [
        dict(row._mapping) | {"mean": Rounding().of(Fraction(int(row.sum), row.submitted)) if row.submitted else None}
        for row in rows
    ]


def _behind(opened: Session, rubric: Rubric, judges: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those who have not handed everything in, the smallest share first, with when each last worked at a sheet."""
    open_ones = [judge for judge in judges if judge["submitted"] < judge["assigned"]]
    found = sorted(open_ones, key=lambda judge: judge["submitted"] / judge["assigned"])[:BEHIND]
    last = _last_at_work(opened, rubric, [judge["id"] for judge in found])
    return [{**judge, "last_at": last.get(judge["id"])} for judge in found]


def _last_at_work(opened: Session, rubric: Rubric, judges: Sequence[UUID]) -> dict[UUID, datetime]:
    """Judge -> when a sheet of theirs was last saved; without those who saved none."""
    query = (
        select(Assignment.judge_id, func.max(ScoreSheet.saved_at))
        .join(Assignment.sheet)
        .where(*live_in(rubric), Assignment.judge_id.in_(judges))
    )
    return {judge: at for judge, at in opened.execute(query.group_by(Assignment.judge_id)) if at}


def _bands(opened: Session, rubric: Rubric) -> list[dict[str, int]]:
    """How many totals lie in each band from the lowest that holds one to the highest, empty ones between included."""
    query = select(SheetTally.total, counts()).where(*tallied(rubric), SheetTally.state == SUBMITTED)
    places: Counter[int] = Counter()
    for total, count in opened.execute(query.group_by(SheetTally.total)):
        places[min(total // BAND, 100 * 100 // BAND - 1)] += count
    return [
        {"least": place * BAND, "most": (place + 1) * BAND, "count": places[place]}
        for place in range(min(places, default=0), max(places, default=-1) + 1)
    ]
