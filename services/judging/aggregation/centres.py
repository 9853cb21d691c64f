"""What several judges' figures become together, and which of them do not count.

The mean and the median are those of any textbook. Dropping the same number of highest and lowest figures before the
mean is usual where judges sit in panels: 去掉一个最高分和一个最低分 in contests in China; the panels of the ISU
(Special Regulations, rule 353: one each, of every element); World Aquatics' diving rules (two each of seven, then the
sum).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from services.judging.aggregation.exactness import Exact, plainest, total

T = TypeVar("T")
MEAN, MEDIAN, SUM = "mean", "median", "sum"


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """What counts, in the order given, and what was dropped at either end."""

    counted: tuple[T, ...]
    highest: tuple[T, ...] = ()
    lowest: tuple[T, ...] = ()


def drop_extremes(items: Sequence[T], order: Callable[[T], tuple[Exact, str]], each: int, least: int) -> Kept[T]:
    """Without the `each` highest and lowest, where there are at least `least` items; with fewer all count.

    Of equal figures it is decided by their ids which one is dropped, so that their order changes nothing.
    """
    if not each or len(items) < least or len(items) <= 2 * each:
        return Kept(tuple(items))
    ordered = sorted(items, key=order)
    lowest, highest = tuple(ordered[:each]), tuple(ordered[-each:])
    gone = {id(item) for item in (*lowest, *highest)}
    return Kept(tuple(item for item in items if id(item) not in gone), highest, lowest)


def mean(values: Sequence[Exact]) -> Exact:
    """The arithmetic mean."""
    return plainest(Fraction(total(values)) / len(values))


def median(values: Sequence[Exact]) -> Exact:
    """The middle figure, or the mean of the two in the middle."""
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 else mean(ordered[middle - 1 : middle + 1])


CENTRES: Mapping[str, Callable[[Sequence[Exact]], Exact]] = {MEAN: mean, MEDIAN: median, SUM: total}
"""Every way to bring figures together, by its name."""
