"""Numbers that are compared and published: whole hundredths or fractions of them, rounded once and at the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Exact = int | Fraction
"""Points in hundredths."""
HALF_UP, HALF_EVEN, UNROUNDED = "half-up", "half-even", "none"
"""Ways of rounding: 四舍五入; to the even neighbour at exactly a half (GB/T 8170); not at all."""
HUNDREDTHS = 2
"""Decimal places of a whole hundredth."""


def plainest(value: Exact) -> Exact:
    """The same number, as a whole one where it is: those are compared much faster."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def total(values: Iterable[Exact]) -> Exact:
    """The sum, exact."""
    return sum(values, 0)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a score is rounded before it is compared and published."""

    way: str = HALF_UP
    places: int = HUNDREDTHS

    def of(self, value: Exact) -> Exact:
        """The rounded number."""
        if self.way == UNROUNDED:
            return plainest(value)
        units = Fraction(value) * Fraction(10) ** (self.places - HUNDREDTHS)
        whole = round(units) if self.way == HALF_EVEN else (units + Fraction(1, 2)).__floor__()
        return plainest(whole * Fraction(10) ** (HUNDREDTHS - self.places))
