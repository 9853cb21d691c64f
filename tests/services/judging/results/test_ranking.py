"""Ranking: the rule book's own numbers, and what must hold for any numbers."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from services.judging.panels.marks import written
from services.judging.results.ranking import Candidate, Line, Rule, Sheet, rank, rounded_mean
from services.judging.rules.points import places
from tests.services.judging.results import plain_rule

KEYS = ("innovation", "practicality", "benefit")
RULE = Rule(drop_from=5, tie_breakers=("innovation", "practicality"), spread_limit=2000)


def sheet(name: str, marks: dict[str, int]) -> Sheet:
    """A valid sheet with these marks."""
    return Sheet(name, sum(marks.values()), written(marks))


def entry(number: str, *totals: float | tuple[float, float, float]) -> Candidate:
    """An entry whose sheets have these totals (all in the last criterion) or these marks."""
    sheets = []
    for at, given_marks in enumerate(totals):
        marks = given_marks if isinstance(given_marks, tuple) else (0, 0, given_marks)
        hundredths = {key: round(mark * 100) for key, mark in zip(KEYS, marks, strict=True)}
        sheets.append(sheet(f"{number}-{at}", hundredths))
    return Candidate(number, tuple(sheets))


def score_of(*totals: float) -> str:
    """The published score of one entry."""
    [line] = rank(RULE, [entry("1", *totals)])
    assert line.score is not None
    return places(line.score)


def summary(lines: list[Line]) -> list[tuple[str, int | None, str | None]]:
    """Number, rank and tie rule of every line."""
    return [(line.number, line.rank, line.tie_rule) for line in lines]


def test_score_drops_highest_and_lowest_of_five() -> None:
    assert score_of(92.5, 88, 90, 85, 95) == "90.17"


def test_score_of_four_is_the_plain_mean() -> None:
    assert score_of(88, 88, 91, 90) == "89.25"


def test_score_of_one_sheet_is_its_total() -> None:
    assert score_of(77.5) == "77.50"


def test_score_rounds_half_up() -> None:
    assert rounded_mean(3, 2) == 2
    assert rounded_mean(5, 2) == 3
    assert rounded_mean(4, 3) == 1


def test_score_drops_only_one_of_two_equal_highest() -> None:
    [line] = rank(RULE, [entry("1", 95, 95, 90, 85, 80)])
    assert line.score == 9000
    assert line.highest is not None
    assert [sheet.id for sheet in line.counted] == ["1-0", "1-2", "1-3"]


def test_tie_goes_to_the_higher_sum_of_all_sheets() -> None:
    lines = rank(RULE, [entry("X", 90, 90, 90, 85, 93), entry("Y", 90, 90, 90, 88, 92)])
    assert summary(lines) == [("Y", 1, "sum"), ("X", 2, "sum")]
    assert [line.score for line in lines] == [9000, 9000]


def test_tie_with_equal_sums_goes_to_the_first_criterion() -> None:
    marks_x = [(20, 30, total - 50) for total in (90, 90, 90, 80, 100)]
    marks_y = [(21, 29, total - 50) for total in (90, 90, 90, 88, 92)]
    lines = rank(RULE, [entry("X", *marks_x), entry("Y", *marks_y)])
    assert summary(lines) == [("Y", 1, "criterion:innovation"), ("X", 2, "criterion:innovation")]


def test_tie_with_equal_first_criterion_goes_to_the_second() -> None:
    lines = rank(RULE, [entry("X", (20, 30, 40)), entry("Y", (20, 31, 39))])
    assert summary(lines) == [("Y", 1, "criterion:practicality"), ("X", 2, "criterion:practicality")]


def test_tie_of_many_names_for_each_the_last_rule_that_parts_it_from_a_neighbour() -> None:
    low, high = (90, 90, 90, 85, 93), (90, 90, 90, 88, 92)
    by_sum, by_mark, open_one, other = (
        entry(number, *((innovation, 50 - innovation, total - 50) for total in totals))
        for number, innovation, totals in (("Y", 20, high), ("X", 21, low), ("V", 20, low), ("W", 20, low))
    )
    assert summary(rank(RULE, [other, open_one, by_mark, by_sum])) == [
        ("Y", 1, "sum"),
        ("X", 2, "criterion:innovation"),
        ("V", 3, "shared"),
        ("W", 3, "shared"),
    ]


def test_tie_left_open_shares_the_rank_and_skips_the_next() -> None:
    lines = rank(RULE, [entry("C", 80), entry("B", 90), entry("A", 90)])
    assert summary(lines) == [("A", 1, "shared"), ("B", 1, "shared"), ("C", 3, None)]


def test_tie_follows_the_published_score_not_the_finer_mean() -> None:
    # 90.001… and 90.004… are both published as 90.00; the sum decides.
    one, other = entry("X", 90, 90, 90.01), entry("Y", 90.01, 90, 90, 90)
    assert rounded_mean(27001, 3) == rounded_mean(36001, 4) == 9000
    assert summary(rank(RULE, [one, other])) == [("X", 1, "sum"), ("Y", 2, "sum")]


def test_tie_is_not_won_by_having_more_judges() -> None:
    lines = rank(RULE, [entry("FEW", 90, 90), entry("MANY", 89, 90, 91, 90)])
    assert summary(lines) == [("FEW", 1, "shared"), ("MANY", 1, "shared")]


def test_entry_without_sheets_stands_last_without_rank() -> None:
    lines = rank(RULE, [entry("B"), entry("A"), entry("C", 1)])
    assert summary(lines) == [("C", 1, None), ("A", None, None), ("B", None, None)]
    assert {(line.score, line.counted, line.spread, line.flagged) for line in lines[1:]} == {(None, (), None, False)}


def test_spread_at_the_limit_is_flagged() -> None:
    flags = [rank(RULE, [entry("1", *totals)])[0].flagged for totals in ((70, 90), (70.5, 90), (90,))]
    assert flags == [True, False, False]


def test_one_sheet_alone_is_never_flagged() -> None:
    strict = Rule(drop_from=5, tie_breakers=(), spread_limit=0)
    assert [rank(strict, [entry("1", *totals)])[0].flagged for totals in ((90,), (90, 90))] == [False, True]


marks = st.integers(0, 60).map(lambda halves: halves * 50)
sheets = st.lists(st.tuples(marks, marks, marks), max_size=9)


def candidates_of(given_sheets: list[list[tuple[int, int, int]]]) -> list[Candidate]:
    """Entries numbered by their place."""
    return [
        Candidate(
            f"{number:03}",
            tuple(sheet(f"{number}-{at}", dict(zip(KEYS, one, strict=True))) for at, one in enumerate(each)),
        )
        for number, each in enumerate(given_sheets)
    ]


@given(st.lists(sheets, max_size=6), st.randoms(use_true_random=False))
def test_ranking_ignores_the_order_of_entries_and_sheets(given_sheets, random) -> None:
    entries = candidates_of(given_sheets)
    shuffled = [Candidate(one.number, tuple(random.sample(one.sheets, len(one.sheets)))) for one in entries]
    random.shuffle(shuffled)

    def published(lines: list[Line]) -> list[tuple[object, ...]]:
        return [
            (one.number, one.rank, one.score, {sheet.id for sheet in one.counted}, one.tie_rule, one.flagged)
            for one in lines
        ]

    assert published(rank(RULE, shuffled)) == published(rank(RULE, entries))


close = st.lists(st.lists(st.tuples(*[st.integers(0, 3).map(lambda halves: halves * 50)] * 3), max_size=7), max_size=9)


@given(st.one_of(st.lists(sheets, max_size=6), close))
def test_ranking_is_the_same_as_by_the_plain_rule(given_sheets) -> None:
    entries = candidates_of(given_sheets)
    lines = rank(RULE, entries)
    expected = plain_rule.places({one.number: [sheet.marks for sheet in one.sheets] for one in entries}, 5, KEYS[:2])
    assert [(line.number, line.rank) for line in lines] == expected


@given(sheets.filter(bool))
def test_score_lies_between_lowest_and_highest_total(given_sheets) -> None:
    [candidate] = candidates_of([given_sheets])
    [line] = rank(RULE, [candidate])
    totals = [sheet.total for sheet in candidate.sheets]
    assert line.score is not None
    assert min(totals) <= line.score <= max(totals)


@given(sheets.filter(bool))
def test_score_is_the_exact_mean_rounded_half_up(given_sheets) -> None:
    [line] = rank(RULE, candidates_of([given_sheets]))
    totals = sorted(sum(one) for one in given_sheets)
    kept = totals[1:-1] if len(totals) >= 5 else totals
    assert line.score == (Fraction(sum(kept), len(kept)) + Fraction(1, 2)).__floor__()


@given(st.lists(sheets, min_size=1, max_size=5), st.data())
def test_higher_mark_never_worsens_the_rank(given_sheets, data) -> None:
    chosen = data.draw(st.integers(0, len(given_sheets) - 1))
    if not given_sheets[chosen]:
        return
    at, criterion = data.draw(st.integers(0, len(given_sheets[chosen]) - 1)), data.draw(st.integers(0, 2))
    better = [list(each) for each in given_sheets]
    raised = list(better[chosen][at])
    raised[criterion] += 50
    better[chosen][at] = tuple(raised)

    def rank_of(every: list[list[tuple[int, int, int]]]) -> int:
        number = f"{chosen:03}"
        return next(line.rank for line in rank(RULE, candidates_of(every)) if line.number == number)

    assert rank_of(better) <= rank_of(given_sheets)


@given(st.lists(sheets, max_size=6))
def test_ranks_are_competition_ranks(given_sheets) -> None:
    ranks = [line.rank for line in rank(RULE, candidates_of(given_sheets)) if line.rank is not None]
    assert ranks == sorted(ranks)
    assert all(place == ranks.index(place) + 1 for place in ranks)
