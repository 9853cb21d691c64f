"""Methods that look at all that a judge gave: sums of places, and standard scores with their guards."""

from fractions import Fraction
from math import isclose, sqrt
from statistics import fmean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.judging.aggregation.places import mid_ranks
from services.judging.aggregation.ranking import rank
from services.judging.aggregation.refusals import Inapplicable
from services.judging.aggregation.rule import Method, Panel, Rule, Weighed
from services.judging.aggregation.sheets import Candidate, Sheet
from services.judging.aggregation.standard_scores import corrected
from services.judging.panels.marks import written

Table = dict[str, dict[str, int]]
"""Totals by entry and judge."""
PLACES = Rule((Weighed("c"),), (Panel(method=Method("rank-sum")),))
STANDARD = Rule((Weighed("c"),), (Panel(method=Method("standard", least=2)),))


def entries(table: Table) -> list[Candidate]:
    return [
        Candidate(
            number,
            tuple(Sheet(f"{number}{judge}", total, written({"c": total}), judge) for judge, total in own.items()),
        )
        for number, own in table.items()
    ]


def test_equals_share_the_mean_of_their_places() -> None:
    assert mid_ranks({"a": 90, "b": 80, "c": 90, "d": 70}) == {"a": 150, "c": 150, "b": 300, "d": 400}


def test_lowest_sum_of_places_wins() -> None:
    table = {"A": {"x": 90, "y": 70}, "B": {"x": 80, "y": 90}, "C": {"x": 90, "y": 60}}
    assert [(line.number, line.rank, line.score) for line in rank(PLACES, entries(table))] == [
        ("A", 1, 350),
        ("B", 2, 400),
        ("C", 3, 450),
    ]


full = st.integers(2, 5).flatmap(
    lambda judges: st.lists(st.lists(st.integers(0, 4), min_size=judges, max_size=judges), min_size=2, max_size=6)
)


@settings(deadline=None)
@given(full)
def test_each_judge_gives_away_the_same_sum_of_places(totals: list[list[int]]) -> None:
    lines = rank(PLACES, entries({f"{n}": {f"{j}": t for j, t in enumerate(own)} for n, own in enumerate(totals)}))
    assert sum(line.points for line in lines) == 50 * len(totals) * (len(totals) + 1) * len(totals[0])


@settings(deadline=None)
@given(full)
def test_correction_is_the_standard_score_to_six_decimals(totals: list[list[int]]) -> None:
    given_totals = [(f"{j}", f"{n}", total * 1000) for n, own in enumerate(totals) for j, total in enumerate(own)]
    by_judge = [[row[at] * 1000 for row in totals] for at in range(len(totals[0]))]
    every = [figure for own in by_judge for figure in own]
    if any(len(set(own)) == 1 for own in by_judge):
        with pytest.raises(Inapplicable, match="all-alike"):
            corrected(given_totals, 2)
        return
    found = corrected(given_totals, 2)
    for judge, entry, total in given_totals:
        own = by_judge[int(judge)]
        expected = fmean(every) + pstdev(every) * (total - fmean(own)) / pstdev(own)
        assert isclose(found[judge, entry], expected, abs_tol=1e-3)


def test_severe_judge_costs_nobody_a_place() -> None:
    # Judge z is severe and marked only C and D, the better ones; the plain mean puts them behind.
    table = {"A": {"x": 80, "y": 82}, "B": {"x": 70, "y": 71}, "C": {"x": 90, "z": 60}, "D": {"y": 86, "z": 50}}
    lines = rank(STANDARD, entries(table))
    assert [line.number for line in lines] == ["C", "A", "D", "B"]
    assert lines[0].worked is not None
    assert sqrt(lines[0].worked.exact) > 0


@pytest.mark.parametrize(
    ("table", "reason", "judges"),
    [
        ({"A": {"x": 80}, "B": {"x": 70, "y": 60}}, "too-few-sheets", ("y",)),
        ({"A": {"x": 80, "y": 60}, "B": {"x": 70, "y": 60}}, "all-alike", ("y",)),
        (
            {"A": {"x": 1, "w": 2}, "B": {"x": 2, "w": 1}, "C": {"y": 1}, "D": {"y": 2}},
            "not-connected",
            ("y",),
        ),
    ],
)
def test_correction_is_refused_where_judges_cannot_be_compared(table: Table, reason: str, judges: tuple[str]) -> None:
    with pytest.raises(Inapplicable) as refused:
        rank(STANDARD, entries(table))
    assert (refused.value.reason, refused.value.judges) == (reason, judges)


def test_places_are_refused_where_a_judge_missed_an_entry() -> None:
    with pytest.raises(Inapplicable) as refused:
        rank(PLACES, entries({"A": {"x": 1, "y": 2}, "B": {"x": 2}}))
    assert (refused.value.reason, refused.value.judges) == ("not-everyone", ("y",))


def test_all_marked_by_all_keeps_the_order_when_only_severity_differs() -> None:
    severity = {"x": 0, "y": -20, "z": 15}
    worth = {"A": 60, "B": 75, "C": 50}
    table = {number: {judge: own + much for judge, much in severity.items()} for number, own in worth.items()}
    lines = rank(STANDARD, entries(table))
    assert [line.number for line in lines] == ["B", "A", "C"]
    assert lines[0].points - lines[1].points > Fraction(10)
