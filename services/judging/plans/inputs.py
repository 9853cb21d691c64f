"""What a plan rests on: entries, judges, conflicts and what stands, as judging knows them now."""

import hashlib
import json
from collections.abc import Container
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.judging.conflicts.bars import bars_of
from services.judging.entries.models import Entry
from services.judging.entries.taking_part import taking_part
from services.judging.judges.models import Judge
from services.judging.matching.problem import Candidate, Demand, Problem, Seats
from services.judging.panels.actions import known_judges
from services.judging.panels.models import Assignment, ScoreSheet
from services.judging.panels.progress import live_in
from services.judging.panels.states import NONE
from services.judging.profiles.actions import readiness_of
from services.judging.profiles.models import JudgeReadiness
from services.judging.rules.models import Rubric


@dataclass(frozen=True)
class Settings:
    """What an organizer asks of a plan."""

    per_entry: int
    """Judges that each entry is to have."""
    least: int = 0
    most: int | None = None
    """How many entries a judge has at least and at most; None for no limit."""
    adjust: bool = False
    """Whether assignments that nobody has begun may move. Otherwise all that stands stays."""
    judge_ids: tuple[UUID, ...] | None = None
    """Who may be chosen; None for everybody."""

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Settings":
        """Settings as they are stored with a plan."""
        chosen = stored["judge_ids"]
        return cls(**stored | {"judge_ids": chosen and tuple(UUID(one) for one in chosen)})

    def written(self) -> dict[str, Any]:
        """Settings as they are stored."""
        return asdict(self) | {"judge_ids": self.judge_ids and [str(one) for one in self.judge_ids]}


@dataclass(frozen=True)
class Inputs:
    """A problem with the names of what it is about."""

    problem: Problem
    entries: dict[UUID, Entry]
    judges: dict[UUID, Judge]

    @property
    def digest(self) -> str:
        """SHA-256 over the problem as canonical JSON: the same facts give the same, in whatever order they come."""
        problem = self.problem
        facts = {
            "demands": sorted([str(one.entry), one.track, one.seats] for one in problem.demands),
            "candidates": sorted(
                [str(one.judge), one.least, one.most, sorted(one.fields)] for one in problem.candidates
            ),
            "barred": {str(entry): sorted(map(str, judges)) for entry, judges in problem.barred.items()},
            "fixed": _named(problem.fixed),
            "loose": _named(problem.loose),
            "seed": problem.seed,
        }
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _named(seats: Seats) -> dict[str, list[str]]:
    return {str(entry): sorted(map(str, judges)) for entry, judges in seats.items()}


def inputs_of(session: Session, rubric: Rubric, settings: Settings) -> Inputs:
    """What a plan of the stage rests on now. Raises Invalid where a judge was named who may not judge there."""
    entries = {entry.id: entry for entry in session.scalars(taking_part(rubric))}
    judges = {judge.account_id: judge for judge in known_judges(session, rubric, settings.judge_ids)}
    fixed, loose = _standing(session, rubric, judges.keys() if settings.adjust else ())
    most = len(entries) if settings.most is None else settings.most
    ready = readiness_of(session, list(judges))
    problem = Problem(
        demands=tuple(Demand(entry.id, entry.track, settings.per_entry) for entry in entries.values()),
        candidates=tuple(
            _candidate(judge, most, settings.least, ready.get((judge, rubric.edition))) for judge in judges
        ),
        seed=seed_of(rubric),
        barred=bars_of(session, rubric.edition),
        fixed=fixed,
        loose=loose,
    )
    return Inputs(problem, entries, judges)


def seed_of(rubric: Rubric) -> str:
    """What decides among equals: SHA-256 over stage and digest of the published rubric, so that it is known before."""
    return hashlib.sha256(f"{rubric.edition}/{rubric.stage_key}|{rubric.digest}".encode()).hexdigest()


def _standing(session: Session, rubric: Rubric, movable: Container[UUID]) -> tuple[Seats, Seats]:
    """What stands and stays, and what may move: blank sheets of these judges."""
    query = select(Assignment.entry_id, Assignment.judge_id, ScoreSheet.state).join(Assignment.sheet)
    found: tuple[dict[UUID, set[UUID]], dict[UUID, set[UUID]]] = ({}, {})
    for entry, judge, sheet in session.execute(query.where(*live_in(rubric))):
        found[sheet == NONE and judge in movable].setdefault(entry, set()).add(judge)
    fixed, loose = ({entry: frozenset(own) for entry, own in seats.items()} for seats in found)
    return fixed, loose


def _candidate(judge: UUID, most: int, least: int, said: JudgeReadiness | None) -> Candidate:
    """A judge with what they said of the edition: nobody is given more than they can bear."""
    bears = most if said is None or said.most is None else min(most, said.most)
    return Candidate(judge, bears, min(least, bears), frozenset(said.tracks if said else ()))
