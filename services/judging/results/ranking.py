"""From score sheets to ranks. Pure and exact: whole hundredths and their multiples, never floats.

The rule (domain book, section 7; the practice of comparable contests in China):
- From `drop_from` sheets on, one highest and one lowest total do not count; the score is the mean of the others,
  rounded half up to two decimals. Fewer sheets: the mean of all.
- Ranks follow the rounded score, the one that is published.
- Between equal scores: (1) the higher sum of all valid totals, nothing dropped; where entries have different numbers of
  sheets (a judge stood back), the sums are compared per sheet, so that the number of judges decides nothing;
  (2) the higher mean of each tie-breaking criterion in turn, over all valid sheets; (3) a shared rank, and the next
  rank is skipped.
- An entry without a valid sheet has no rank and stands after all others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import lcm

from services.judging.panels.marks import read

SUM, SHARED = "sum", "shared"
CRITERION = "criterion:"
"""Prefix of a tie rule that names a criterion."""


@dataclass(frozen=True)
class Rule:
    """What a stage's rubric says about ranking."""

    drop_from: int
    tie_breakers: tuple[str, ...]
    spread_limit: int
    """Hundredths; totals that lie this far apart are flagged for the panel's attention. Nothing changes by itself."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A valid sheet: its total and every mark, in hundredths. Marks are read only where totals do not decide."""

    id: str
    total: int
    """The plain sum of the marks."""
    written: str
    """The marks by criterion, as canonical JSON."""

    @property
    def marks(self) -> Mapping[str, int]:
        """The marks by criterion."""
        return read(self.written)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with its valid sheets."""

    number: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Line(Candidate):
    """The result of one entry. Points in hundredths; None where there is no valid sheet."""

    rank: int | None = None
    score: int | None = None
    counted: tuple[Sheet, ...] = ()
    highest: Sheet | None = None
    """The sheet dropped for being highest."""
    lowest: Sheet | None = None
    tie_rule: str | None = None
    """What parts this entry from its neighbours of equal score: `sum`, `criterion:<key>` or `shared`."""
    spread: int | None = None
    flagged: bool = False

    @property
    def points(self) -> int:
        """The score of an entry that has one."""
        return self.score or 0


TieKey = tuple[int, ...]
"""Sum of all totals, then of each tie-breaking criterion, per sheet and times one number for all that are compared; the
higher the better."""


def rank(rule: Rule, candidates: Sequence[Candidate]) -> list[Line]:
    """Every entry's line, best first; within a shared rank, and without one, by entry number."""
    by_number = sorted(candidates, key=lambda candidate: candidate.number)
    drafts = [_line(rule, candidate) for candidate in by_number]
    ranked = sorted((line for line in drafts if line.sheets), key=lambda line: -line.points)
    lines: list[Line] = []
    for _score, equals in groupby(ranked, key=lambda line: line.points):
        lines += _placed(rule, list(equals), len(lines) + 1)
    return lines + [line for line in drafts if not line.sheets]


def _placed(rule: Rule, equals: list[Line], first: int) -> list[Line]:
    """Lines of one score in their order, with their places from `first` on."""
    if len(equals) == 1:
        return [replace(equals[0], rank=first)]
    times = lcm(*{len(line.sheets) for line in equals})
    keys = {line.number: tie_key(rule, line, times) for line in equals}
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


def counted(rule: Rule, sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], Sheet | None, Sheet | None]:
    """The sheets that count in the given order, the dropped highest, the dropped lowest; of equals one, by its id."""
    if len(sheets) < rule.drop_from:
        return tuple(sheets), None, None
    lowest, *_middle, highest = sorted(sheets, key=lambda sheet: (sheet.total, sheet.id))
    return tuple(sheet for sheet in sheets if sheet is not lowest and sheet is not highest), highest, lowest


def rounded_mean(total: int, count: int) -> int:
    """The mean of `count` whole hundredths that are `total` together, rounded half up to whole hundredths."""
    return (2 * total + count) // (2 * count)


def tie_key(rule: Rule, candidate: Candidate, times: int) -> TieKey:
    """What entries of equal score are compared by, the first difference deciding.

    `times` is a multiple of the number of sheets of each of them, so that whole numbers compare what fractions would.
    """
    each = times // len(candidate.sheets)
    total = sum(sheet.total for sheet in candidate.sheets)
    marks = [sheet.marks for sheet in candidate.sheets] if rule.tie_breakers else []
    return total * each, *(sum(given[key] for given in marks) * each for key in rule.tie_breakers)


def _tie_rules(rule: Rule, order: Sequence[TieKey]) -> list[str]:
    """For each place, the last rule needed to part it from a neighbour of equal score."""
    names = [SUM, *(CRITERION + key for key in rule.tie_breakers), SHARED]
    depths = [0] * len(order)
    for at, (better, worse) in enumerate(pairwise(order)):
        depth = next((place for place, (a, b) in enumerate(zip(better, worse, strict=True)) if a != b), len(better))
        depths[at], depths[at + 1] = max(depths[at], depth), max(depths[at + 1], depth)
    return [names[depth] for depth in depths]


def _line(rule: Rule, candidate: Candidate) -> Line:
    """An entry's line without its place."""
    if not candidate.sheets:
        return Line(candidate.number, ())
    counting, highest, lowest = counted(rule, candidate.sheets)
    totals = [sheet.total for sheet in candidate.sheets]
    spread = max(totals) - min(totals)
    return Line(
        candidate.number,
        candidate.sheets,
        score=rounded_mean(sum(sheet.total for sheet in counting), len(counting)),
        counted=counting,
        highest=highest,
        lowest=lowest,
        spread=spread,
        flagged=len(totals) > 1 and spread >= rule.spread_limit,
    )
