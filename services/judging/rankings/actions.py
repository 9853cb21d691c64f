"""The ranking of a stage, page by page, and what it was worked out from."""

import threading
from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from services.judging.aggregation.ranking import Line
from services.judging.aggregation.refusals import Inapplicable
from services.judging.editions.names import names_of
from services.judging.panels.progress import whole
from services.judging.rankings.comparisons import others
from services.judging.rankings.errors import RuleNotApplicable, told
from services.judging.rankings.inputs import Inputs
from services.judging.rankings.reading import dashed, inputs_of
from services.judging.rankings.working import Working, published
from services.judging.rules.actions import choose, find_rubric, overseen
from services.judging.rules.wording import sentences

_ONE_AT_A_TIME = threading.Lock()
"""Working out a ranking is all processor time: several at once would only take that many times the memory."""


def ranked(session: Session, actor: Identity, asked: dict[str, Any]) -> dict[str, Any]:
    """The stages the actor oversees, and of the one chosen a page of the ranking, each line with its working."""
    stages = overseen(session, actor)
    chosen = choose(stages, asked["edition"], asked["stage"])
    if chosen is None:
        return {"stages": stages, "stage": None, "items": [], "next": None, "entries": 0, "total": None}
    with _ONE_AT_A_TIME:
        found = page_of(session, inputs_of(session, chosen, asked["compared"]), asked["after"], asked["limit"])
    return found | {
        "stages": stages,
        "stage": chosen,
        "rule": sentences(chosen),
        "rules_hash": chosen.digest,
        "compared": asked["compared"],
        "comparisons": others(chosen),
        "total": whole(session, chosen),
    }


def page_of(session: Session, inputs: Inputs, start: int, limit: int) -> dict[str, Any]:
    """Lines from `start` on, each with its working; where the rule gives no ranking, why."""
    facts = {"inputs_hash": inputs.digest, "entries": len(inputs.entries), "refused": None}
    try:
        lines = inputs.lines
    except Inapplicable as refused:
        return facts | {"items": [], "next": None, "refused": told(refused, inputs.judges)}
    end = start + limit
    items = _described(session, inputs, lines[start:end])
    return facts | {"items": items, "next": end if end < len(lines) else None}


def _described(session: Session, inputs: Inputs, lines: list[Line]) -> list[dict[str, Any]]:
    names = names_of(session, inputs.rubric.edition)
    entries = {entry.number: entry for entry in inputs.entries}
    words = Working(inputs.rubric, inputs.rule)
    return [
        {
            "line": line,
            "score": None if line.score is None else published(line.score, inputs.rule.rounding),
            "entry": entries[line.number],
            "entry_id": dashed(entries[line.number].id),
            "track": names.track(entries[line.number].track),
            "group": names.group(entries[line.number].group),
            "working": words.steps(line),
            "tie_text": words.tie(line),
        }
        for line in lines
    ]


def explained(session: Session, at: tuple[str, str], number: str) -> dict[str, Any]:
    """One entry's line with every sheet handed in.

    Raises UnknownStage; NotFound for an unknown number; RuleNotApplicable where the rule gives no ranking.
    """
    return line_of(session, inputs_of(session, find_rubric(session, *at)), number)


def line_of(session: Session, inputs: Inputs, number: str) -> dict[str, Any]:
    """As `explained`, of these inputs. Raises NotFound, RuleNotApplicable."""
    try:
        line = next((line for line in inputs.lines if line.number == number), None)
    except Inapplicable as refused:
        raise RuleNotApplicable(why=told(refused, inputs.judges)) from refused
    if line is None:
        raise NotFound
    (described,) = _described(session, inputs, [line])
    sheets = [
        {"sheet": sheet, "judge": inputs.judges[sheet.judge], "dropped": sheet.id in _dropped(line)}
        for sheet in line.sheets
    ]
    return described | {"stage": inputs.rubric, "criteria": inputs.rubric.criteria, "sheets": sheets}


def _dropped(line: Line) -> set[str]:
    """The sheets that do not count at all; of criteria that are dropped one by one the working tells."""
    steps = line.worked.steps if line.worked else ()
    return {figure.sheet for step in steps if not step.criterion for figure in (*step.kept.highest, *step.kept.lowest)}


def canonical(session: Session, at: tuple[str, str]) -> bytes:
    """What the ranking of a stage depends on, as its hash reads it. Raises UnknownStage."""
    return inputs_of(session, find_rubric(session, *at)).canonical()
