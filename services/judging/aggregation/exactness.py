"""Numbers that are compared and published: whole hundredths or fractions of them, rounded once and at the end."""

from collections.abc import Iterable, Sequence
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


def total(values: Sequence[Exact]) -> Exact:
    """The sum, exact."""
    if all(type(value) is int for value in values):
        return sum(values)
    return weighed((value, 1) for value in values)


def weighed(pairs: Iterable[tuple[Exact, Exact]]) -> Exact:
    """The sum of products, exact; reduced once at the end, which is what makes it quick."""
    above, below = 0, 1
    for value, times in pairs:
        over, under = value.numerator * times.numerator, value.denominator * times.denominator
        if under == below:
            above += over
        else:
            above, below = above * under + over * below, below * under
    return above if below == 1 else plainest(Fraction(above, below))


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a score is rounded before it is compared and published."""

    way: str = HALF_UP
    places: int = HUNDREDTHS

    def of(self, value: Exact) -> Exact:
        """The rounded number."""
        if self.way == UNROUNDED:
            return plainest(value)
        up, down = 10 ** max(self.places - HUNDREDTHS, 0), 10 ** max(HUNDREDTHS - self.places, 0)
        above, below = value.numerator * up, value.denominator * down
        whole, rest = divmod(above, below)
        more = 2 * rest - below
        whole += more > 0 or (more == 0 and (self.way == HALF_UP or whole % 2))
        return whole * down if up == 1 else plainest(Fraction(whole, up))
