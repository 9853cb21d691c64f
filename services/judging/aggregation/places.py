"""Places among what one judge marked, summed over the judges.

Equal totals share the mean of the places they take (mid-ranks; Kendall 1945), so that each judge gives away the same
sum of places. Summing them is Borda's count read from the other end. It compares entries only where every judge marked
every entry of the panel; otherwise it is refused.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from services.judging.aggregation.exactness import Exact
from services.judging.aggregation.refusals import UNEVEN, Inapplicable

Given = Sequence[tuple[str, str, Exact]]
"""Of each sheet: its judge, its entry and its total."""
PLACE = 100
"""One place in hundredths."""


def places_given(given: Given) -> Mapping[tuple[str, str], int]:
    """The place of every judge's every entry, in hundredths. Raises Inapplicable."""
    by_judge: dict[str, dict[str, Exact]] = {}
    for judge, entry, figure in given:
        by_judge.setdefault(judge, {})[entry] = figure
    entries = {entry for _judge, entry, _figure in given}
    if uneven := sorted(judge for judge, own in by_judge.items() if own.keys() != entries):
        raise Inapplicable(UNEVEN, uneven)
    return {(judge, entry): place for judge, own in by_judge.items() for entry, place in mid_ranks(own).items()}


def mid_ranks(figures: Mapping[str, Exact]) -> Mapping[str, int]:
    """The place of each, the highest first, in hundredths; equals share the mean of their places."""
    found: dict[str, int] = {}
    before = 0
    for _figure, equals in groupby(sorted(figures, key=lambda key: -figures[key]), key=lambda key: figures[key]):
        keys = list(equals)
        found |= dict.fromkeys(keys, (2 * before + len(keys) + 1) * PLACE // 2)
        before += len(keys)
    return found
