"""Ranking: the rule book's own numbers, and what must hold for any numbers."""

from fractions import Fraction

from services.judging.aggregation.exactness import Rounding
from services.judging.aggregation.ranking import Line, rank
from services.judging.aggregation.rule import Method, Panel, Rule, Weighed
from services.judging.aggregation.sheets import Candidate, Sheet
from services.judging.panels.marks import written
from services.judging.rules.points import places

KEYS = ("innovation", "practicality", "benefit")
CRITERIA = tuple(Weighed(key) for key in KEYS)
USUAL = Panel(method=Method(drop=1, drop_from=5))
CHAIN = ("sum", "criterion:innovation", "criterion:practicality")
RULE = Rule(CRITERIA, panels=(USUAL,), ties=CHAIN, spread_limit=2000)


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
    assert isinstance(line.score, int)
    return places(line.score)


def counted(line: Line) -> list[str]:
    """The sheets that count, in their order."""
    return [figure.sheet for step in line.worked.steps for figure in step.kept.counted] if line.worked else []


def summary(lines: list[Line]) -> list[tuple[str, int | None, str | None]]:
    """Number, rank and tie rule of every line."""
    return [(line.number, line.rank, line.tie_rule) for line in lines]


def test_score_drops_highest_and_lowest_of_five() -> None:
    assert score_of(92.5, 88, 90, 85, 95) == "90.17"


def test_score_of_four_is_the_plain_mean() -> None:
    assert score_of(88, 88, 91, 90) == "89.25"


def test_score_of_one_sheet_is_its_total() -> None:
    assert score_of(77.5) == "77.50"


def test_score_drops_only_one_of_two_equal_highest() -> None:
    [line] = rank(RULE, [entry("1", 95, 95, 90, 85, 80)])
    assert line.score == 9000
    assert counted(line) == ["1-0", "1-2", "1-3"]


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
    assert summary(rank(RULE, [one, other])) == [("X", 1, "sum"), ("Y", 2, "sum")]


def test_tie_is_not_won_by_having_more_judges() -> None:
    lines = rank(RULE, [entry("FEW", 90, 90), entry("MANY", 89, 90, 91, 90)])
    assert summary(lines) == [("FEW", 1, "shared"), ("MANY", 1, "shared")]


def test_entry_without_sheets_stands_last_without_rank() -> None:
    lines = rank(RULE, [entry("B"), entry("A"), entry("C", 1)])
    assert summary(lines) == [("C", 1, None), ("A", None, None), ("B", None, None)]
    assert {(line.score, line.worked, line.spread, line.flagged) for line in lines[1:]} == {(None, None, None, False)}


def test_spread_at_the_limit_is_flagged() -> None:
    flags = [rank(RULE, [entry("1", *totals)])[0].flagged for totals in ((70, 90), (70.5, 90), (90,))]
    assert flags == [True, False, False]


def test_one_sheet_alone_is_never_flagged() -> None:
    strict = Rule(CRITERIA, panels=(USUAL,))
    assert [rank(strict, [entry("1", *totals)])[0].flagged for totals in ((90,), (90, 90))] == [False, True]


def test_weights_are_points_of_the_total() -> None:
    # awardkit.io, "Score calculation": weights of 40, 30, 20 and 10 % and marks of 9, 8, 7, 6 out of 10 make 8.00.
    worths = (Fraction(4, 10), Fraction(3, 10), Fraction(2, 10), Fraction(1, 10))
    rule = Rule(tuple(Weighed(f"c{at}", worth) for at, worth in enumerate(worths)))
    only = sheet("1", {"c0": 900, "c1": 800, "c2": 700, "c3": 600})
    assert rank(rule, [Candidate("A", (only,))])[0].score == 800


def test_dive_is_the_sum_of_the_middle_marks_times_its_difficulty() -> None:
    dives = Rule(
        (Weighed("first", part="1"), Weighed("second", part="2")),
        panels=(Panel(method=Method("sum", of="criteria", drop=2, drop_from=7)),),
    )
    marks = zip((700, 750, 750, 800, 800, 800, 850), (600, 600, 650, 650, 650, 700, 700), strict=True)
    sheets = tuple(sheet(f"{at}", {"first": one, "second": two}) for at, (one, two) in enumerate(marks))
    diver = Candidate("A", sheets, {"1": Fraction("3.2"), "2": Fraction("2.5")})
    [line] = rank(dives, [diver])
    assert line.score == round(23.5 * 3.2 * 100 + 19.5 * 2.5 * 100)
    assert line.worked is not None
    assert line.worked.parts == (("1", Fraction("3.2"), 7520), ("2", Fraction("2.5"), 4875))


def test_experts_and_public_count_by_their_shares() -> None:
    rule = Rule(
        CRITERIA,
        panels=(
            Panel("experts", Method(drop=1, drop_from=5), Fraction(7, 10)),
            Panel("public", Method("median"), Fraction(3, 10), frozenset({"benefit"})),
        ),
    )
    experts = [
        (f"e{at}", "experts", {"innovation": 2000, "practicality": 3000, "benefit": at * 100}) for at in range(5)
    ]
    public = [(f"p{at}", "public", {"benefit": benefit}) for at, benefit in enumerate((1000, 4000, 9000))]
    sheets = [Sheet(name, sum(own.values()), written(own), panel=panel) for name, panel, own in (*experts, *public)]
    both, half = Candidate("B", tuple(sheets)), Candidate("A", tuple(sheets[:5]))
    lines = rank(rule, [half, both])
    assert [(line.number, line.score) for line in lines] == [("B", (5200 * 7 + 4000 * 3) // 10), ("A", None)]


def test_chain_may_be_empty_and_rounding_may_be_left_out() -> None:
    thirds, more = entry("A", 80, 80, 81), entry("B", 80, 80, 81, 80, 80, 81)
    exact = Rule(CRITERIA, rounding=Rounding("none"))
    lines = rank(exact, [thirds, more, entry("C", 80.34)])
    assert summary(lines) == [("C", 1, None), ("A", 2, "shared"), ("B", 2, "shared")]
    assert lines[1].score == Fraction(24100, 3)


def test_rounding_at_exactly_a_half() -> None:
    ways = {way: [Rounding(way, 2).of(Fraction(half, 2)) for half in (1, 3, 5)] for way in ("half-up", "half-even")}
    assert ways == {"half-up": [1, 2, 3], "half-even": [0, 2, 2]}
    assert [Rounding(places=places).of(Fraction(901750, 100)) for places in (0, 1, 3)] == [
        9000,
        9020,
        Fraction(90175, 10),
    ]
