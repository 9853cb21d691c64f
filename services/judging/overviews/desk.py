"""What an organizer's desk shows of judging, in one answer, from the tallies."""

from collections import Counter
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from chassis.events import parked
from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.request_session import session
from chassis.words.collation import by_name
from contracts.roles import OVERSEEING
from services.judging.editions.states import CLOSED
from services.judging.entries.actions import in_judging
from services.judging.judges.models import Judge
from services.judging.overviews.schemas import DeskSchema
from services.judging.panels.models import SheetTally
from services.judging.panels.progress import COUNTED, counts, tallied, with_judges
from services.judging.panels.states import SUBMITTED
from services.judging.results.ranking import rounded_mean
from services.judging.rules.actions import overseen
from services.judging.rules.models import Rubric

blp = Blueprint("desk", __name__, description="The organizers' desk.")
BAND = 500
"""Width of a band of totals, in hundredths of a point."""


@blp.route("/desk")
@allow(*OVERSEEING)
@blp.response(200, DeskSchema)
def show() -> dict[str, Any]:
    """Each stage the caller oversees: progress in all and per judge, what lacks a judge, what is late, the marks"""
    stages = [_stage(session(), rubric) for rubric in overseen(session(), identity())]
    return {"stages": stages, "parked": parked.counts(session())}


def _stage(opened: Session, rubric: Rubric) -> dict[str, Any]:
    judges = _judges(opened, rubric)
    total = {name: sum(judge[name] for judge in judges) for name in ("assigned", "drafts", "submitted")}
    entries = opened.scalar(in_judging(rubric.edition).with_only_columns(func.count())) or 0
    return {
        "stage": rubric,
        "total": total,
        "entries": entries,
        "unassigned": entries - with_judges(opened, rubric),
        "overdue": total["assigned"] - total["submitted"] if rubric.stage.phase == CLOSED else 0,
        "judges": judges,
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
        dict(row._mapping) | {"mean": rounded_mean(int(row.sum), row.submitted) if row.submitted else None}
        for row in rows
    ]


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
