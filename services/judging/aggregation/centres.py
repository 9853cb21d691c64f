"""What several judges' figures become together, and which of them do not count.

The mean and the median are those of any textbook. Dropping the same number of highest and lowest figures before the
mean is usual where judges sit in panels: 去掉一个最高分和一个最低分 in contests in China; the panels of the ISU
(Special Regulations, rule 353: one each, of every element); World Aquatics' diving rules (two each of seven, then the
sum).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from services.judging.aggregation.exactness import Exact, plainest, total

MEAN, MEDIAN, SUM = "mean", "median", "sum"


class Figure(NamedTuple):
    """What one sheet brings to a step, in hundredths. Of equal figures their sheets decide which comes first."""

    value: Exact
    sheet: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What counts, in the order given, and what was dropped at either end."""

    counted: tuple[Figure, ...]
    highest: tuple[Figure, ...] = ()
    lowest: tuple[Figure, ...] = ()


def drop_extremes(figures: Sequence[Figure], each: int, least: int) -> Kept:
    """Without the `each` highest and lowest, where there are at least `least` figures; with fewer all count."""
    if not each or len(figures) < least or len(figures) <= 2 * each:
        return Kept(tuple(figures))
    ordered = sorted(figures)
    low, high = ordered[each], ordered[-each - 1]
    counted = [figure for figure in figures if low <= figure <= high]
    return Kept(tuple(counted), tuple(ordered[-each:]), tuple(ordered[:each]))


def mean(values: Sequence[Exact]) -> Exact:
    """The arithmetic mean."""
    together, count = total(values), len(values)
    return plainest(Fraction(together.numerator, together.denominator * count))


def median(values: Sequence[Exact]) -> Exact:
    """The middle figure, or the mean of the two in the middle."""
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 else mean(ordered[middle - 1 : middle + 1])


CENTRES: Mapping[str, Callable[[Sequence[Exact]], Exact]] = {MEAN: mean, MEDIAN: median, SUM: total}
"""Every way to bring figures together, by its name."""
