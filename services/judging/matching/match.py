"""Who judges what: the answer to a problem, with what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.judging.matching.connection import Connection, connect
from services.judging.matching.facts import Facts
from services.judging.matching.outline import outline
from services.judging.matching.pairs import pair
from services.judging.matching.problem import NOBODY, Problem, Seats
from services.judging.matching.seating import seat

LARGE = 250_000
"""Pairs of entry and judge from which on the solver would take minutes: then the outline, filled in, has to do."""


@dataclass(frozen=True)
class Match:
    """Judges by entry, and what that costs in the units of `costs`."""

    seats: Seats
    """All judges of each entry: those that are fixed, and those chosen."""
    short: Mapping[UUID, int]
    """How many judges an entry lacks."""
    cost: int
    """Before the swaps that connect it."""
    bound: int
    """Below this no assignment can cost: equal to `cost`, where it is proven to be the cheapest."""
    connection: Connection


def match(problem: Problem) -> Match:
    """The cheapest assignment, among equals by lot; then connected by the cheapest swaps where it is in parts.

    The outline is filled in first. Where that costs what the outline costs, it is proven; else every pair is looked at.
    """
    facts = Facts(problem)
    sketch = outline(facts)
    chosen, bound = seat(facts, sketch.quotas), sketch.bound
    if facts.cost(chosen) > bound and len(facts.judges) * len(problem.demands) < LARGE:
        chosen, bound = pair(facts)
    connection = connect(facts, chosen)
    seats = {entry: judges | problem.fixed.get(entry, NOBODY) for entry, judges in connection.chosen.items()}
    lacking = {one.entry: problem.needed(one) - len(chosen[one.entry]) for one in problem.demands}
    short = {entry: missing for entry, missing in lacking.items() if missing}
    return Match(seats, short, facts.cost(chosen), bound, connection)
