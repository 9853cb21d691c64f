"""The score of one entry, step by step, so that it can be worked out again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from services.judging.aggregation.centres import CENTRES, Figure, Kept, drop_extremes
from services.judging.aggregation.exactness import Exact, plainest, weighed
from services.judging.aggregation.places import places_given
from services.judging.aggregation.rule import CRITERIA, RANK_SUM, STANDARD, Panel, Rule, Weighed
from services.judging.aggregation.sheets import Candidate, Sheet
from services.judging.aggregation.standard_scores import corrected

Value = Callable[[Sheet], Exact]
"""What the marks of a sheet come to."""


@dataclass(frozen=True, slots=True)
class Step:
    """Figures of a panel's judges brought together; worth × result counts towards the part."""

    panel: str
    part: str
    criterion: str
    """Empty where whole sheets are brought together."""
    kept: Kept
    result: Exact
    worth: Fraction


@dataclass(frozen=True, slots=True)
class Worked:
    """How a score came about, before it is rounded."""

    steps: tuple[Step, ...]
    parts: tuple[tuple[str, Fraction, Exact], ...]
    """Each part with its factor and what counts for it, the factor applied."""
    exact: Exact


@dataclass(frozen=True, slots=True)
class _Bench:
    """A panel with what its steps need, made ready once."""

    panel: Panel
    marked: Sequence[Weighed]
    whole: Value
    parts: Sequence[tuple[str, Value]]


class Scorer:
    """Works out entries by a rule; what a method needs to know of all of them is looked up at the beginning."""

    def __init__(self, rule: Rule, candidates: Sequence[Candidate]) -> None:
        """Raise Inapplicable where the rule says nothing true about these sheets."""
        self._rule = rule
        self._benches = [_bench(rule, panel) for panel in rule.panels]
        self._instead: dict[tuple[str, str, str], Exact] = {}
        for bench in self._benches:
            if bench.panel.method.name in (RANK_SUM, STANDARD):
                self._instead |= _instead_of_totals(bench, candidates)

    def work_out(self, candidate: Candidate) -> Worked | None:
        """The entry's score; None until every panel has given a sheet."""
        steps: list[Step] = []
        for bench in self._benches:
            own = [sheet for sheet in candidate.sheets if sheet.panel == bench.panel.key]
            if not own:
                return None
            steps += self._steps(bench, candidate.number, own)
        parts = [_part(part, candidate, steps) for part in dict.fromkeys(step.part for step in steps)]
        exact = parts[0][2] if len(parts) == 1 else CENTRES[self._rule.parts]([points for _, _, points in parts])
        return Worked(tuple(steps), tuple(parts), exact)

    def totals_of(self, sheets: Sequence[Sheet]) -> list[Exact]:
        """What the marks of each sheet come to, exactly."""
        values = {bench.panel.key: bench.whole for bench in self._benches}
        return [values[sheet.panel](sheet) for sheet in sheets]

    def _steps(self, bench: _Bench, number: str, sheets: Sequence[Sheet]) -> list[Step]:
        panel = bench.panel
        if panel.method.name in (RANK_SUM, STANDARD):
            figures = [Figure(self._instead[panel.key, sheet.judge, number], sheet.id) for sheet in sheets]
            return [_step(panel, figures)]
        if panel.method.of == CRITERIA:
            marks = [(sheet.id, sheet.marks) for sheet in sheets]
            return [_step(panel, [Figure(own[one.key], at) for at, own in marks], one) for one in bench.marked]
        return [
            _step(panel, [Figure(value(sheet), sheet.id) for sheet in sheets], Weighed("", part=part))
            for part, value in bench.parts
        ]


WHOLE = Weighed("")
"""Stands for a criterion where whole sheets are brought together."""


def _step(panel: Panel, figures: Sequence[Figure], criterion: Weighed = WHOLE) -> Step:
    method = panel.method
    kept = drop_extremes(figures, method.drop, method.drop_from)
    result = CENTRES[method.centre]([figure.value for figure in kept.counted])
    worth = criterion.worth if panel.share == 1 else criterion.worth * panel.share
    return Step(panel.key, criterion.part, criterion.key, kept, result, worth)


def _part(part: str, candidate: Candidate, steps: Sequence[Step]) -> tuple[str, Fraction, Exact]:
    factor = candidate.factors.get(part, Fraction(1))
    points = weighed((step.result, step.worth) for step in steps if step.part == part)
    return part, factor, points if factor == 1 else plainest(points * factor)


def _instead_of_totals(bench: _Bench, candidates: Sequence[Candidate]) -> dict[tuple[str, str, str], Exact]:
    """What counts instead of totals, by panel, judge and entry. Raises Inapplicable."""
    panel = bench.panel
    given = [
        (sheet.judge, one.number, bench.whole(sheet))
        for one in candidates
        for sheet in one.sheets
        if sheet.panel == panel.key
    ]
    if not given:
        return {}
    ranks = panel.method.name == RANK_SUM
    found: Mapping[tuple[str, str], Exact] = places_given(given) if ranks else corrected(given, panel.method.least)
    return {(panel.key, *at): figure for at, figure in found.items()}


def _bench(rule: Rule, panel: Panel) -> _Bench:
    marked = [one for one in rule.criteria if panel.criteria is None or one.key in panel.criteria]
    parts = list(dict.fromkeys(one.part for one in marked))
    whole = _plain_total if rule.is_plain else _value_of(marked)
    if len(parts) == 1:
        return _Bench(panel, marked, whole, [(parts[0], whole)])
    return _Bench(panel, marked, whole, [(at, _value_of([one for one in marked if one.part == at])) for at in parts])


def _plain_total(sheet: Sheet) -> Exact:
    return sheet.total


def _value_of(criteria: Sequence[Weighed]) -> Value:
    """What these criteria's marks come to."""
    below = lcm(*(one.worth.denominator for one in criteria))
    times = [(one.key, int(one.worth * below)) for one in criteria]

    def value(sheet: Sheet) -> Exact:
        marks = sheet.marks
        return plainest(Fraction(sum(marks[key] * each for key, each in times), below))

    return value
