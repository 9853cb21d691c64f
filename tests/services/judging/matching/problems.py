"""Small problems of assignment, and what is certain about them by trying everything."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from uuid import UUID

from hypothesis import strategies as st

from services.judging.matching.facts import Facts
from services.judging.matching.problem import NOBODY, Candidate, Demand, Problem, Seats

ENTRIES, JUDGES = [UUID(int=100 + at) for at in range(3)], [UUID(int=200 + at) for at in range(4)]
TRACKS = ("t1", "t2")


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to three entries and four judges, with conflicts, limits, and what stands."""
    entries = ENTRIES[: draw(st.integers(1, 3))]
    judges = JUDGES[: draw(st.integers(1, 4))]
    some = st.frozensets(st.sampled_from(judges), max_size=2)
    least = st.sampled_from((0, 0, 1))
    barred = {entry: dict.fromkeys(draw(some), "team") for entry in entries}
    fixed = {entry: draw(st.sampled_from((NOBODY, draw(some)))) for entry in entries}
    return Problem(
        demands=tuple(Demand(entry, draw(st.sampled_from(TRACKS)), draw(st.integers(0, 3))) for entry in entries),
        candidates=tuple(
            Candidate(judge, draw(st.integers(1, 3)), draw(least), draw(st.frozensets(st.sampled_from(TRACKS))))
            for judge in judges
        ),
        seed=draw(st.sampled_from(("a", "b"))),
        barred=barred,
        fixed=fixed,
        loose={entry: draw(some) - fixed[entry] for entry in entries} if draw(st.booleans()) else {},
    )


def every_assignment(problem: Problem) -> Iterator[Seats]:
    """All that keep to demands, limits and conflicts."""
    choices = []
    for one in problem.demands:
        free = [judge.judge for judge in problem.candidates if problem.open_to(one.entry, judge.judge)]
        sizes = range(min(problem.needed(one), len(free)) + 1)
        choices.append([frozenset(some) for size in sizes for some in combinations(free, size)])
    for seats in product(*choices):
        chosen = dict(zip((one.entry for one in problem.demands), seats, strict=True))
        if keeps_limits(problem, chosen):
            yield chosen


def keeps_limits(problem: Problem, chosen: Seats) -> bool:
    """Whether nobody is given more than they can bear; more than that may be fixed to them."""
    for judge in problem.candidates:
        held = sum(judge.judge in judges for judges in problem.fixed.values())
        if sum(judge.judge in judges for judges in chosen.values()) > max(judge.most - held, 0):
            return False
    return True


def cheapest(problem: Problem) -> int:
    """What the cheapest assignment costs, by trying all."""
    facts = Facts(problem)
    return min(facts.cost(chosen) for chosen in every_assignment(problem))


def can_seat(problem: Problem, wanted: dict[UUID, int]) -> bool:
    """Whether entries can have so many judges beside those that are fixed, by trying all."""
    demands = tuple(
        replace(one, seats=wanted.get(one.entry, 0) + len(problem.fixed.get(one.entry, NOBODY)))
        for one in problem.demands
    )
    return any(
        all(len(chosen[entry]) >= count for entry, count in wanted.items())
        for chosen in every_assignment(replace(problem, demands=demands))
    )
