"""Marks that add up to a wished total, in half points."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

HALF = Fraction(1, 2)


def marks(criteria: Sequence[Mapping[str, Any]], total: str) -> dict[str, str]:
    """Mark of each criterion, in proportion to its weight, half points, together exactly `total`."""
    share = Fraction(total) / 100
    given = {c["key"]: Fraction(c["weight"]) * share // HALF * HALF for c in criteria}
    rest = Fraction(total) - sum(given.values())
    for criterion in criteria:
        added = min(rest, Fraction(criterion["weight"]) - given[criterion["key"]])
        given[criterion["key"]] += added
        rest -= added
    return {key: f"{float(mark):.1f}" for key, mark in given.items()}
