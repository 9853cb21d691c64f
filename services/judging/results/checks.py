"""What is looked at before a result is sealed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.judging.aggregation.refusals import Inapplicable
from services.judging.conflicts.bars import bars_of
from services.judging.entries.models import Entry
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.panels.progress import live_in, outdated
from services.judging.panels.states import SUBMITTED
from services.judging.rankings.errors import told
from services.judging.rankings.inputs import Inputs
from services.judging.rules.models import Rubric

NAMED = 20
"""Rows listed at most of one check; the number says how many there are."""


def checks_of(session: Session, inputs: Inputs) -> dict[str, Any]:
    """What a person has to know before they seal this: each check with how many it found and the first of them."""
    rubric = inputs.rubric
    return {
        "missing": _listed(_missing(session, rubric)),
        "unjudged": _listed([{"number": one.number} for one in inputs.entries if one.id not in inputs.sheets]),
        "conflicts": _listed(_conflicts(session, rubric)),
        "outdated": _listed([{"number": number} for number in outdated(session, rubric)]),
        **_by_the_rule(inputs),
    }


def _listed(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"count": len(rows), "items": rows[:NAMED]}


def _by_the_rule(inputs: Inputs) -> dict[str, Any]:
    try:
        flagged = [{"number": line.number} for line in inputs.lines if line.flagged]
    except Inapplicable as refused:
        return {"flagged": _listed([]), "refused": told(refused, inputs.judges)}
    return {"flagged": _listed(flagged), "refused": None}


def _missing(session: Session, rubric: Rubric) -> list[dict[str, Any]]:
    """Sheets that were never handed in."""
    query = (
        select(Entry.number, Judge.name.label("judge"), Assignment.id.label("assignment_id"))
        .join(Assignment, Assignment.entry_id == Entry.id)
        .join(Assignment.judge)
        .join(Assignment.sheet)
        .where(*live_in(rubric), ScoreSheet.state != SUBMITTED)
        .order_by(Judge.name, Entry.number)
    )
    return [dict(row._mapping) for row in session.execute(query)]


def _conflicts(session: Session, rubric: Rubric) -> list[dict[str, Any]]:
    """Sheets that count although their judge has an interest in the entry: told after the stage had closed."""
    bars = bars_of(session, rubric.edition)
    query = select(Assignment).join(Assignment.sheet).where(*live_in(rubric), ScoreSheet.state == SUBMITTED)
    held = session.scalars(query.where(Assignment.entry_id.in_(sorted(bars)))) if bars else ()
    return [
        {"number": one.entry.number, "judge": one.judge.name, "assignment_id": one.id}
        for one in held
        if one.judge_id in bars[one.entry_id]
    ]
