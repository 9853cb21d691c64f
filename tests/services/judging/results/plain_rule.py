"""The rule of the ranking, written again as plainly as it can be: every entry by everything that may decide."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Marks = Sequence[Mapping[str, int]]


def standing(sheets: Marks, drop_from: int, tie_breakers: Sequence[str]) -> tuple[Fraction, ...]:
    """What an entry is compared by, the first difference deciding."""
    totals = sorted(sum(sheet.values()) for sheet in sheets)
    kept = totals[1:-1] if len(totals) >= drop_from else totals
    score = (Fraction(sum(kept), len(kept)) + Fraction(1, 2)).__floor__()
    means = (Fraction(sum(sheet[key] for sheet in sheets), len(sheets)) for key in tie_breakers)
    return Fraction(score), Fraction(sum(totals), len(totals)), *means


def places(entries: Mapping[str, Marks], drop_from: int, tie_breakers: Sequence[str]) -> list[tuple[str, int | None]]:
    """Number and rank of every entry in the order of the ranking."""
    reached = {number: standing(sheets, drop_from, tie_breakers) for number, sheets in entries.items() if sheets}
    ranks = {number: 1 + sum(other > own for other in reached.values()) for number, own in reached.items()}
    ranked = sorted(reached, key=lambda number: (ranks[number], number))
    unranked = sorted(set(entries) - set(reached))
    return [(number, ranks[number]) for number in ranked] + [(number, None) for number in unranked]
