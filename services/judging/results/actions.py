"""The ranking of a stage, and what it was worked out from."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.words.collation import by_name
from services.judging.panels.models import Assignment, Entry
from services.judging.panels.progress import assignments_in, entries_in
from services.judging.results import ranking
from services.judging.results.working import tie_text, working
from services.judging.rubrics.actions import find_stage
from services.judging.rubrics.models import Stage
from services.judging.scoring.models import SUBMITTED, ScoreSheet

METHOD = "egret-ranking-1"
"""Names the rule in `ranking.py`; a change of the rule takes a new name."""


@dataclass(frozen=True)
class Inputs:
    """All that a ranking depends on."""

    stage: Stage
    entries: Sequence[Entry]
    handed_in: dict[str, list[Assignment]]
    """Live assignments with a submitted sheet, by entry number, in order of the judges' names."""

    @property
    def rule(self) -> ranking.Rule:
        """The stage's rubric as the ranking reads it."""
        return ranking.Rule(self.stage.drop_from, tuple(self.stage.tie_breakers), self.stage.spread_limit)

    def candidates(self) -> list[ranking.Candidate]:
        """Each entry with its valid sheets."""
        return [
            ranking.Candidate(entry.number, tuple(sheet_of(one) for one in self.handed_in.get(entry.number, ())))
            for entry in self.entries
        ]

    def canonical(self) -> bytes:
        """The inputs as JSON with keys sorted and no white space, points in hundredths. Sheets carry no names."""
        entries = [
            {"number": one.number, "sheets": [_counted(sheet) for sheet in sorted(one.sheets, key=lambda s: s.id)]}
            for one in sorted(self.candidates(), key=lambda candidate: candidate.number)
        ]
        inputs = {
            "method": METHOD,
            "stage": self.stage.key,
            "criteria": [{"key": one.key, "weight": one.weight} for one in self.stage.criteria],
            "drop_from": self.stage.drop_from,
            "tie_breakers": self.stage.tie_breakers,
            "entries": entries,
        }
        return json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _counted(sheet: ranking.Sheet) -> dict[str, Any]:
    return {"id": sheet.id, "marks": dict(sheet.marks)}


def sheet_of(assignment: Assignment) -> ranking.Sheet:
    """The submitted sheet of an assignment as the ranking reads it."""
    sheet = assignment.sheet or ScoreSheet(marks={})
    return ranking.Sheet(str(sheet.id), sheet.marks)


def inputs_of(session: Session, actor: Identity, key: str) -> Inputs:
    """What the ranking of a stage depends on right now. Raises UnknownStage, Forbidden."""
    stage = find_stage(session, actor, key)
    handed_in: dict[str, list[Assignment]] = {}
    valid = assignments_in(stage).join(Assignment.sheet).where(ScoreSheet.state == SUBMITTED)
    for assignment in sorted(session.scalars(valid), key=lambda one: (by_name(one.judge.name), one.judge_id)):
        handed_in.setdefault(assignment.entry.number, []).append(assignment)
    entries = session.scalars(entries_in(stage).order_by(Entry.number)).all()
    return Inputs(stage, entries, handed_in)


def ranked(session: Session, actor: Identity, key: str) -> dict[str, Any]:
    """The ranking of a stage with the working of every line and the hash of its inputs."""
    inputs = inputs_of(session, actor, key)
    entries = {entry.number: entry for entry in inputs.entries}
    items = []
    for line in ranking.rank(inputs.rule, inputs.candidates()):
        number = line.candidate.number
        item = {"line": line, "entry": entries[number], "sheets": _shown(line, inputs.handed_in.get(number, ()))}
        tie = tie_text(line, inputs.stage)
        items.append(item | {"working": working(line), "tie_text": tie})
    digest = hashlib.sha256(inputs.canonical()).hexdigest()
    return {"stage": inputs.stage, "items": items, "inputs_hash": digest}


def _shown(line: ranking.Line, assignments: Sequence[Assignment]) -> list[dict[str, Any]]:
    counting = {sheet.id for sheet in line.counted}
    sheets = [(assignment, sheet_of(assignment)) for assignment in assignments]
    return [{"assignment": one, "sheet": sheet, "dropped": sheet.id not in counting} for one, sheet in sheets]
