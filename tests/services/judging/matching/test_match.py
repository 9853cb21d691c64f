"""Assignments are the cheapest there are, proven, and repeatable."""

import random
from dataclasses import replace
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given, settings

from services.judging.matching.facts import Facts
from services.judging.matching.match import Match, match
from services.judging.matching.pairs import pair
from services.judging.matching.problem import NOBODY, Candidate, Demand, Problem, Seats
from tests.services.judging.matching.problems import JUDGES, cheapest, keeps_limits, problems


def chosen(problem: Problem, found: Match) -> Seats:
    """Without what is fixed."""
    return {entry: judges - problem.fixed.get(entry, NOBODY) for entry, judges in found.seats.items()}


@settings(max_examples=60, deadline=None)
@given(problems())
def test_it_is_the_cheapest_of_all_and_says_so(problem: Problem) -> None:
    found = match(problem)
    assert found.cost == found.bound == cheapest(problem)
    assert keeps_limits(problem, chosen(problem, found))
    for demand in problem.demands:
        new = chosen(problem, found)[demand.entry]
        assert all(problem.open_to(demand.entry, judge) for judge in new)
        assert len(new) + found.short.get(demand.entry, 0) == problem.needed(demand)
    assert Facts(problem).cost(chosen(problem, found)) == found.cost + found.connection.surcharge


@settings(max_examples=20, deadline=None)
@given(problems())
def test_looking_at_every_pair_finds_the_same_cost(problem: Problem) -> None:
    facts = Facts(problem)
    seats, bound = pair(facts)
    assert facts.cost(seats) == bound == cheapest(problem)


def contest(entries: int, judges: int, per_entry: int, seed: str = "seed") -> Problem:
    """A contest of some size, with conflicts here and there."""
    drawn = random.Random(1)
    names = [UUID(int=200 + at) for at in range(judges)]
    demands = [Demand(UUID(int=100 + at), f"t{drawn.randrange(3)}", per_entry) for at in range(entries)]
    barred = {one.entry: dict.fromkeys((name for name in names if drawn.random() < 0.1), "team") for one in demands}
    return Problem(tuple(demands), tuple(Candidate(name, entries) for name in names), seed, barred)


def test_the_same_facts_and_seed_give_the_same_in_whatever_order_they_come() -> None:
    problem = contest(40, 9, 4)
    found = match(problem)
    turned = replace(
        problem,
        demands=problem.demands[::-1],
        candidates=problem.candidates[::-1],
        barred=dict(reversed(problem.barred.items())),
    )
    assert match(turned) == found
    other = match(replace(problem, seed="another"))
    assert other.seats != found.seats
    assert other.cost == found.cost
    loads = [sum(judge.judge in own for own in found.seats.values()) for judge in problem.candidates]
    assert max(loads) - min(loads) <= 1


def test_judges_know_the_tracks_they_get_where_that_costs_no_balance() -> None:
    tracks = ("t1", "t2")
    demands = tuple(Demand(UUID(int=100 + at), tracks[at % 2], 1) for at in range(8))
    candidates = tuple(Candidate(judge, 8, fields=frozenset({tracks[at % 2]})) for at, judge in enumerate(JUDGES))
    found = match(Problem(demands, candidates, "seed"))
    for demand in demands:
        assert {one.distance(demand.track) for one in candidates if one.judge in found.seats[demand.entry]} == {0}


def test_what_may_move_stays_but_for_what_has_to() -> None:
    problem = contest(12, 6, 3)
    before = match(problem).seats
    loads = {one.judge: sum(one.judge in own for own in before.values()) for one in problem.candidates}
    fewer = tuple(replace(one, most=4) if at == 0 else one for at, one in enumerate(problem.candidates))
    after = match(replace(problem, candidates=fewer, loose=before, seed="another"))
    moved = sum(len(before[entry] - after.seats[entry]) for entry in before)
    assert moved == loads[fewer[0].judge] - 4 > 0
    assert not after.short


def test_two_halves_are_connected_by_the_cheapest_swap() -> None:
    one, two, three, four = JUDGES
    entries = [UUID(int=100 + at) for at in range(8)]
    halves = {entry: frozenset({one, two} if at < 4 else {three, four}) for at, entry in enumerate(entries)}
    demands = tuple(Demand(entry, "t", 2) for entry in entries)
    candidates = tuple(Candidate(judge, 8) for judge in JUDGES)
    found = match(Problem(demands, candidates, "seed", loose=halves))
    assert (found.connection.parts, found.connection.swaps) == (1, 1)
    facts = Facts(Problem(demands, candidates, "seed", loose=halves))
    assert found.connection.surcharge == 2 * facts.unit.keep
    pairs = {frozenset(some) for own in found.seats.values() for some in combinations(own, 2)}
    assert len(pairs) > 2
    alone = match(Problem(tuple(replace(demand, seats=1) for demand in demands), candidates, "seed"))
    assert alone.connection.parts == 4


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    match(contest(6, 4, 2))
    assert capfd.readouterr() == ("", "")
