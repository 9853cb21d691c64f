"""`egret bench ranking`: what it costs to rank by each rule, with the workings of a thousand entries in words.

Processor time, beside that of reading every mark out of its JSON and adding it up, which no exact rule can do without.
"""

import random
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import ParamSpec

from flask import Flask
from flask_babel import Babel

from bench.report import Report
from services.judging import app  # noqa: F401  every table that a rubric refers to
from services.judging.aggregation.ranking import rank
from services.judging.aggregation.rule import CRITERION, Panel, Rule, Weighed
from services.judging.aggregation.sheets import Candidate, Sheet
from services.judging.panels.marks import written
from services.judging.rankings.comparisons import METHODS
from services.judging.rankings.working import Working
from services.judging.rules.models import Rubric

P = ParamSpec("P")
WEIGHTS = {"innovation": 25, "advancement": 15, "practicality": 25, "business": 20, "benefit": 10, "material": 5}
SIZES = {(1_000, 7): "<= 300 ms", (20_000, 5): "<= 3,000 ms"}
"""Entries and sheets of each, all given by the same judges, with what is aimed at."""
IN_WORDS = 1_000
"""Workings put into words; a page shows fewer."""


def contest(entries: int, judges: int, chance: random.Random) -> list[Candidate]:
    """Entries that every judge marked, in half points."""
    found = []
    for number in range(entries):
        sheets = []
        for judge in range(judges):
            marks = {key: chance.randint(0, 2 * weight) * 50 for key, weight in WEIGHTS.items()}
            sheets.append(Sheet(f"{number}-{judge}", sum(marks.values()), written(marks), f"{judge}"))
        found.append(Candidate(f"{number:06}", tuple(sheets)))
    return found


def cost(work: Callable[P, object], *given: P.args, **named: P.kwargs) -> float:
    """Milliseconds of processor time."""
    begun = time.process_time()
    work(*given, **named)
    return (time.process_time() - begun) * 1e3


def read_and_add(candidates: Sequence[Candidate]) -> list[int]:
    """The totals of all sheets, out of their JSON."""
    return [sum(sheet.marks.values()) for one in candidates for sheet in one.sheets]


def explain(rubric: Rubric, rule: Rule, candidates: Sequence[Candidate]) -> None:
    """Rank, and put the working of every entry into words."""
    words = Working(rubric, rule)
    for line in rank(rule, candidates)[:IN_WORDS]:
        words.steps(line)
        words.tie(line)


def main() -> None:
    """Measure and print."""
    report, chance = Report("Ranking"), random.Random(20241117)
    texts = ("name", "name_en", "hint", "hint_en", "levels", "levels_en")
    numbers = {key: {"weight": weight * 100, "highest": weight * 100, "step": 50} for key, weight in WEIGHTS.items()}
    rubric = Rubric(written=[{"key": key, **dict.fromkeys(texts, key), **own} for key, own in numbers.items()])
    speaking = Flask(__name__)
    Babel(speaking)
    with speaking.test_request_context():
        for size, aim in SIZES.items():
            candidates = contest(*size, chance)
            bare = cost(read_and_add, candidates)
            for name, method in METHODS.items():
                criteria = tuple(Weighed(key, Fraction(weight, 10)) for key, weight in WEIGHTS.items())
                rule = Rule(criteria, (Panel(method=method),), ties=("sum", CRITERION + "innovation"))
                taken = cost(explain, rubric, rule, candidates)
                what = f"{size[0]:,} x {size[1]} by {name}"
                report.figure(what, f"{taken:,.0f} ms CPU", aim, f"bare {bare:,.0f} ms", f"{taken / bare:.1f}")
    report.show()


if __name__ == "__main__":
    main()
