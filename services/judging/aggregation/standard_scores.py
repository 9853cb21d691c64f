"""Totals corrected for how severe and how generous with differences each judge is.

x' = m + s·(x - m_j)/s_j, with mean m and population standard deviation s of all totals of the panel, m_j and s_j of the
judge's own (the usual standard score). It is fair only where judges can be compared: each gave enough sheets, not all
alike, and the judges hang together by entries that they share; otherwise it is refused with the reason.

Roots are not fractions: s/s_j is the root to twelve decimals, rounded down, and a corrected total is rounded half up to
six decimals of a point. Both belong to the method, so that anybody gets the same digits.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt

from services.judging.aggregation.centres import mean
from services.judging.aggregation.exactness import Exact, Rounding, total
from services.judging.aggregation.places import Given
from services.judging.aggregation.refusals import ALL_ALIKE, APART, TOO_FEW, Inapplicable

CORRECTED = Rounding(places=6)
"""Of a corrected total."""
ROOT = 10**12
"""Decimals of the root."""


def corrected(given: Given, least: int) -> Mapping[tuple[str, str], Exact]:
    """The corrected total of every judge's every entry. Raises Inapplicable."""
    own: dict[str, list[Exact]] = {}
    for judge, _entry, figure in given:
        own.setdefault(judge, []).append(figure)
    if few := sorted(judge for judge, figures in own.items() if len(figures) < least):
        raise Inapplicable(TOO_FEW, few)
    if alike := sorted(judge for judge, figures in own.items() if len(set(figures)) == 1):
        raise Inapplicable(ALL_ALIKE, alike)
    if len(groups := connected(given)) > 1:
        raise Inapplicable(APART, _smallest(groups))
    every = [figure for _judge, _entry, figure in given]
    middle, spread = mean(every), variance(every)
    means = {judge: mean(figures) for judge, figures in own.items()}
    stretch = {judge: _root(spread / variance(figures)) for judge, figures in own.items()}
    return {
        (judge, entry): CORRECTED.of(middle + stretch[judge] * (figure - means[judge]))
        for judge, entry, figure in given
    }


def _smallest(groups: list[set[str]]) -> list[str]:
    return min((sorted(group) for group in groups), key=lambda group: (len(group), group))


def variance(figures: list[Exact]) -> Fraction:
    """The mean square of the distances from the mean."""
    square = total([figure * figure for figure in figures])
    return Fraction(square) / len(figures) - Fraction(mean(figures)) ** 2


def _root(value: Fraction) -> Fraction:
    return Fraction(isqrt(int(value * ROOT * ROOT)), ROOT)


def connected(given: Given) -> list[set[str]]:
    """The groups of judges that hang together, directly or by others, through entries that they share."""
    by_entry: dict[str, set[str]] = {}
    for judge, entry, _figure in given:
        by_entry.setdefault(entry, set()).add(judge)
    groups: list[set[str]] = []
    for judges in by_entry.values():
        touching = [group for group in groups if group & judges]
        groups = [group for group in groups if not group & judges]
        groups.append(judges.union(*touching))
    return groups
