"""From score sheets to ranks. Pure and exact: whole hundredths and fractions, never floats.

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
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

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


@dataclass(frozen=True)
class Sheet:
    """A valid sheet: every mark in hundredths by criterion."""

    id: str
    marks: Mapping[str, int]

    @property
    def total(self) -> int:
        """The plain sum."""
        return sum(self.marks.values())


@dataclass(frozen=True)
class Candidate:
    """An entry with its valid sheets."""

    number: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Line:
    """The result of one entry. Points in hundredths; None where there is no valid sheet."""

    candidate: Candidate
    rank: int | None
    score: int | None
    counted: tuple[Sheet, ...]
    highest: Sheet | None
    """The sheet dropped for being highest."""
    lowest: Sheet | None
    tie_rule: str | None
    """What parts this entry from its neighbours of equal score: `sum`, `criterion:<key>` or `shared`."""
    spread: int | None
    flagged: bool


Standing = tuple[Fraction, ...]
"""Score, sum per sheet, mean of each tie-breaking criterion; the higher the better."""


def rank(rule: Rule, candidates: Sequence[Candidate]) -> list[Line]:
    """Every entry's line, best first; within a shared rank, and without one, by entry number."""
    ranked = sorted((one for one in candidates if one.sheets), key=lambda candidate: candidate.number)
    ranked.sort(key=lambda candidate: standing(rule, candidate), reverse=True)
    order = [standing(rule, candidate) for candidate in ranked]
    places: dict[Standing, int] = {}
    for place, reached in enumerate(order, start=1):
        places.setdefault(reached, place)
    ties = _tie_rules(rule, order)
    lines = [_line(rule, *found) for found in zip(ranked, map(places.__getitem__, order), ties, strict=True)]
    rest = sorted((one for one in candidates if not one.sheets), key=lambda candidate: candidate.number)
    return lines + [_line(rule, candidate, None, None) for candidate in rest]


def counted(rule: Rule, sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], Sheet | None, Sheet | None]:
    """The sheets that count in the given order, the dropped highest, the dropped lowest; of equals one, by its id."""
    if len(sheets) < rule.drop_from:
        return tuple(sheets), None, None
    lowest, *_middle, highest = sorted(sheets, key=lambda sheet: (sheet.total, sheet.id))
    return tuple(sheet for sheet in sheets if sheet is not lowest and sheet is not highest), highest, lowest


def rounded_mean(totals: Sequence[int]) -> int:
    """The mean of whole hundredths, rounded half up to whole hundredths."""
    return (2 * sum(totals) + len(totals)) // (2 * len(totals))


def standing(rule: Rule, candidate: Candidate) -> Standing:
    """What an entry is compared by, the first difference deciding."""
    sheets, number = candidate.sheets, len(candidate.sheets)
    score = rounded_mean([sheet.total for sheet in counted(rule, sheets)[0]])
    per_sheet = Fraction(sum(sheet.total for sheet in sheets), number)
    means = (Fraction(sum(sheet.marks[key] for sheet in sheets), number) for key in rule.tie_breakers)
    return Fraction(score), per_sheet, *means


def _tie_rules(rule: Rule, order: Sequence[Standing]) -> list[str | None]:
    """For each place, the last rule needed to part it from a neighbour of equal score."""
    names = [None, SUM, *(CRITERION + key for key in rule.tie_breakers), SHARED]
    depths = [0] * len(order)
    for at, (better, worse) in enumerate(pairwise(order)):
        depth = next((place for place, (a, b) in enumerate(zip(better, worse, strict=True)) if a != b), len(better))
        depths[at], depths[at + 1] = max(depths[at], depth), max(depths[at + 1], depth)
    return [names[depth] for depth in depths]


def _line(rule: Rule, candidate: Candidate, place: int | None, tie_rule: str | None) -> Line:
    if not candidate.sheets:
        return Line(candidate, None, None, (), None, None, None, None, False)
    counting, highest, lowest = counted(rule, candidate.sheets)
    totals = [sheet.total for sheet in candidate.sheets]
    spread = max(totals) - min(totals)
    return Line(
        candidate=candidate,
        rank=place,
        score=rounded_mean([sheet.total for sheet in counting]),
        counted=counting,
        highest=highest,
        lowest=lowest,
        tie_rule=tie_rule,
        spread=spread,
        flagged=len(totals) > 1 and spread >= rule.spread_limit,
    )
