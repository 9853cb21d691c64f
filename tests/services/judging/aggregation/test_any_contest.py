"""Any contest at all: every rule against a second implementation, and what must hold whatever the numbers."""

from fractions import Fraction
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from services.judging.aggregation.exactness import Rounding
from services.judging.aggregation.ranking import Line, rank
from services.judging.aggregation.rule import Method, Panel, Rule, Weighed
from services.judging.aggregation.sheets import Candidate, Sheet
from services.judging.panels.marks import written
from tests.services.judging.aggregation import plain_rule

KEYS = ("innovation", "practicality", "benefit")
marks = st.integers(0, 6).map(lambda halves: halves * 50)
names = count()


@st.composite
def contests(draw: st.DrawFn) -> tuple[Rule, list[Candidate]]:
    """A rule of several panels and parts, and entries with their sheets; marks are few, so that ties are many."""
    worths = st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 3), Fraction(5, 2)])
    criteria = tuple(Weighed(key, draw(worths), draw(st.sampled_from(["", "", "late"]))) for key in KEYS)
    method = st.builds(
        Method,
        st.sampled_from(["mean", "median", "sum"]),
        of=st.sampled_from(["totals", "criteria"]),
        drop=st.integers(0, 2),
        drop_from=st.integers(0, 6),
    )
    some = st.sampled_from([None, frozenset(KEYS[:2]), frozenset(KEYS)])
    panels = [Panel("", draw(method))]
    if draw(st.booleans()):
        panels.append(Panel("public", draw(method), draw(worths), draw(some)))
    rule = Rule(
        criteria,
        tuple(panels),
        parts=draw(st.sampled_from(["sum", "mean", "median"])),
        ties=tuple(draw(st.permutations(["sum", "median", "criterion:benefit"]))[: draw(st.integers(0, 3))]),
        rounding=Rounding(draw(st.sampled_from(["half-up", "half-even", "none"])), draw(st.integers(0, 4))),
    )
    found = []
    for number in range(draw(st.integers(0, 6))):
        sheets = []
        for panel in rule.panels:
            for _ in range(draw(st.integers(0, 5))):
                own = {key: draw(marks) for key in KEYS if panel.criteria is None or key in panel.criteria}
                sheets.append(Sheet(f"{next(names)}", sum(own.values()), written(own), panel=panel.key))
        factors = {"late": draw(worths)} if draw(st.booleans()) else {}
        found.append(Candidate(f"{number:03}", tuple(sheets), factors))
    return rule, found


@settings(deadline=None)
@given(contests())
def test_ranking_is_the_same_as_by_the_plain_rule(contest: tuple[Rule, list[Candidate]]) -> None:
    rule, entries = contest
    lines = rank(rule, entries)
    assert [(line.number, line.rank) for line in lines] == plain_rule.places(rule, entries)
    by_number = {entry.number: entry for entry in entries}
    for line in lines:
        if line.worked:
            assert line.worked.exact == plain_rule.score(rule, by_number[line.number])
            assert line.score == plain_rule.rounded(rule, Fraction(line.worked.exact))


@settings(deadline=None)
@given(contests(), st.randoms(use_true_random=False))
def test_ranking_ignores_the_order_of_entries_and_sheets(contest, random) -> None:
    rule, entries = contest
    shuffled = [
        Candidate(one.number, tuple(random.sample(one.sheets, len(one.sheets))), one.factors) for one in entries
    ]
    random.shuffle(shuffled)

    def published(lines: list[Line]) -> list[tuple[object, ...]]:
        return [(one.number, one.rank, one.score, one.worked and one.worked.exact, one.tie_rule) for one in lines]

    assert published(rank(rule, shuffled)) == published(rank(rule, entries))


@settings(deadline=None)
@given(contests())
def test_ranks_are_competition_ranks(contest: tuple[Rule, list[Candidate]]) -> None:
    ranks = [line.rank for line in rank(*contest) if line.rank is not None]
    assert all(place == ranks.index(place) + 1 for place in ranks)
