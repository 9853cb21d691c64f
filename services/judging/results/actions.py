"""The ranking of a stage, page by page, and what it was worked out from."""

import threading
from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import NotFound
from services.judging.editions.names import names_of
from services.judging.panels.progress import whole
from services.judging.results.inputs import Inputs, dashed, inputs_of
from services.judging.results.ranking import Line
from services.judging.results.working import tie_text, working
from services.judging.rules.actions import choose, find_rubric, overseen

_ONE_AT_A_TIME = threading.Lock()
"""Working out a ranking is all processor time: several at once would only take that many times the memory."""


def ranked(session: Session, actor: Identity, asked: dict[str, Any]) -> dict[str, Any]:
    """The stages the actor oversees, and of the one chosen a page of the ranking, each line with its working."""
    stages = overseen(session, actor)
    chosen = choose(stages, asked["edition"], asked["stage"])
    if chosen is None:
        return {"stages": stages, "stage": None, "items": [], "next": None, "entries": 0, "total": None}
    with _ONE_AT_A_TIME:
        found = _page(session, inputs_of(session, chosen), asked["after"], asked["limit"])
    return found | {
        "stages": stages,
        "stage": chosen,
        "drop_from": chosen.drop_from,
        "total": whole(session, chosen),
    }


def _page(session: Session, inputs: Inputs, start: int, limit: int) -> dict[str, Any]:
    end, lines = start + limit, inputs.lines
    return {
        "items": _described(session, inputs, lines[start:end]),
        "next": end if end < len(lines) else None,
        "entries": len(lines),
        "inputs_hash": inputs.digest,
    }


def _described(session: Session, inputs: Inputs, lines: list[Line]) -> list[dict[str, Any]]:
    names = names_of(session, inputs.rubric.edition)
    entries = {entry.number: entry for entry in inputs.entries}
    return [
        {
            "line": line,
            "entry": entries[line.number],
            "entry_id": dashed(entries[line.number].id),
            "track": names.track(entries[line.number].track),
            "group": names.group(entries[line.number].group),
            "working": working(line),
            "tie_text": tie_text(line, inputs.rubric),
        }
        for line in lines
    ]


def explained(session: Session, at: tuple[str, str], number: str) -> dict[str, Any]:
    """One entry's line with every sheet handed in. Raises UnknownStage; NotFound for an unknown number."""
    rubric = find_rubric(session, *at)
    inputs = inputs_of(session, rubric)
    line = next((line for line in inputs.lines if line.number == number), None)
    if line is None:
        raise NotFound
    (described,) = _described(session, inputs, [line])
    counting = {sheet.id for sheet in line.counted}
    sheets = [
        {"sheet": sheet, "judge": inputs.judges[sheet.id], "dropped": sheet.id not in counting} for sheet in line.sheets
    ]
    return described | {"stage": rubric, "criteria": rubric.criteria, "sheets": sheets}


def canonical(session: Session, at: tuple[str, str]) -> bytes:
    """What the ranking of a stage depends on, as its hash reads it. Raises UnknownStage."""
    return inputs_of(session, find_rubric(session, *at)).canonical()
