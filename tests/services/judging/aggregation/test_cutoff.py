"""A line through a ranking separates places, never equals."""

from hypothesis import given
from hypothesis import strategies as st

from services.judging.aggregation.cutoff import cut


@given(st.lists(st.integers(1, 6)), st.integers(0, 12))
def test_line_takes_whole_places_and_says_who_shares_the_one_it_cuts(scores: list[int], count: int) -> None:
    places = sorted(1 + sum(other < score for other in scores) for score in scores)
    found = cut(places, int, count)
    assert [*found.within, *found.tied] == places[: len(found.within) + len(found.tied)]
    assert len(found.within) <= count
    assert not set(found.within) & set(found.tied)
    if found.tied:
        assert len(set(found.tied)) == 1
        assert len(found.within) < count < len(found.within) + len(found.tied)
        assert found.room == count - len(found.within)
        assert places.count(found.tied[0]) == len(found.tied)
    else:
        assert len(found.within) == min(count, len(places))
