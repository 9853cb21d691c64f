"""From sheets to places.

- Places follow the rounded score, the one that is published; equals share a place, and the next place is skipped.
- Between equal scores the rules of the chain decide in turn, by all valid sheets, nothing dropped. Means are compared,
  not sums, so that the number of judges decides nothing. What outlasts the chain is a tie, and is shown as one.
- An entry that lacks the sheets of a panel has no place and stands after all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from services.judging.aggregation.centres import mean, median
from services.judging.aggregation.exactness import Exact
from services.judging.aggregation.rule import AVERAGE, CRITERION, MIDDLE, Rule
from services.judging.aggregation.scores import Scorer, Worked
from services.judging.aggregation.sheets import Candidate, Sheet

SHARED = "shared"
"""Beside the rules of the chain: none of them parted these entries."""
TieKey = tuple[Exact, ...]
"""The figure of each rule of the chain; the higher the better."""


@dataclass(frozen=True, slots=True)
class Line:
    """The result of one entry. Points in hundredths."""

    number: str
    sheets: tuple[Sheet, ...]
    worked: Worked | None
    """None where the sheets of a panel are missing."""
    score: Exact | None
    spread: int | None
    """Between the highest and the lowest total of a panel."""
    flagged: bool
    rank: int | None = None
    tie_rule: str | None = None
    """The rule that parts this entry from its neighbours of equal score, or SHARED."""

    @property
    def points(self) -> Exact:
        """The score of an entry that has one."""
        return self.score or 0


def rank(rule: Rule, candidates: Sequence[Candidate]) -> list[Line]:
    """Every entry's line, best first; within a shared place, and without one, by entry number. Raises Inapplicable."""
    by_number = sorted(candidates, key=lambda candidate: candidate.number)
    scorer = Scorer(rule, by_number)
    drafts = [_line(rule, candidate, scorer) for candidate in by_number]
    sign = 1 if rule.lowest_wins else -1
    ranked = sorted((line for line in drafts if line.worked), key=lambda line: sign * line.points)
    lines: list[Line] = []
    for _score, equals in groupby(ranked, key=lambda line: line.points):
        lines += _placed(rule, scorer, list(equals), len(lines) + 1)
    return lines + [line for line in drafts if not line.worked]


def _line(rule: Rule, candidate: Candidate, scorer: Scorer) -> Line:
    """An entry's line without its place."""
    worked = scorer.work_out(candidate)
    score = rule.rounding.of(worked.exact) if worked else None
    totals = [[sheet.total for sheet in candidate.sheets if sheet.panel == panel.key] for panel in rule.panels]
    spreads = [max(own) - min(own) for own in totals if own]
    flagged = any(len(own) > 1 and max(own) - min(own) >= rule.spread_limit for own in totals)
    return Line(candidate.number, candidate.sheets, worked, score, max(spreads, default=None), flagged)


def _placed(rule: Rule, scorer: Scorer, equals: list[Line], first: int) -> list[Line]:
    """Lines of one score in their order, with their places from `first` on."""
    if len(equals) == 1:
        return [replace(equals[0], rank=first)]
    keys = {line.number: tie_key(rule, scorer, line.sheets) for line in equals}
    equals.sort(key=lambda line: keys[line.number], reverse=True)
    order = [keys[line.number] for line in equals]
    places: dict[TieKey, int] = {}
    for place, reached in enumerate(order, start=first):
        places.setdefault(reached, place)
    ties = _tie_rules(rule, order)
    return [
        replace(line, rank=places[reached], tie_rule=tie)
        for line, reached, tie in zip(equals, order, ties, strict=True)
    ]


def tie_key(rule: Rule, scorer: Scorer, sheets: Sequence[Sheet]) -> TieKey:
    """What entries of equal score are compared by, the first difference deciding."""
    marks = [sheet.marks for sheet in sheets] if any(tie.startswith(CRITERION) for tie in rule.ties) else []
    totals = scorer.totals_of(sheets) if {AVERAGE, MIDDLE} & set(rule.ties) else []
    return tuple(_figure(tie, totals, marks) for tie in rule.ties)


def _figure(tie: str, totals: Sequence[Exact], marks: Sequence[Mapping[str, int]]) -> Exact:
    if tie in (AVERAGE, MIDDLE):
        return mean(totals) if tie == AVERAGE else median(totals)
    key = tie.removeprefix(CRITERION)
    return mean([own[key] for own in marks if key in own])


def _tie_rules(rule: Rule, order: Sequence[TieKey]) -> list[str]:
    """For each place, the last rule needed to part it from a neighbour of equal score."""
    names = [*rule.ties, SHARED]
    depths = [0] * len(order)
    for at, (better, worse) in enumerate(pairwise(order)):
        depth = next((place for place, (a, b) in enumerate(zip(better, worse, strict=True)) if a != b), len(better))
        depths[at], depths[at + 1] = max(depths[at], depth), max(depths[at + 1], depth)
    return [names[depth] for depth in depths]
