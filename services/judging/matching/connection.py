"""Whether all judges can be compared: through entries they share, from each to each other.

Marks of two judges can be set against each other only where a chain of shared entries leads from one to the other. An
assignment in several parts is connected by swaps: two judges of two parts change places at two entries. Loads stay as
they are; of all such swaps the cheapest is taken, until all is one or none is left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.judging.matching.costs import FIELD, TRACK, slope
from services.judging.matching.facts import Facts
from services.judging.matching.problem import NOBODY, Problem, Seats


@dataclass(frozen=True)
class Connection:
    """The judges chosen for each entry, once swaps have connected what they can."""

    chosen: Seats
    swaps: int
    surcharge: int
    """What the swaps cost beyond the cheapest assignment."""
    parts: int
    """In how many parts the judges are that cannot be compared with each other: 1 where all can."""


@dataclass(frozen=True)
class _Seat:
    part: UUID
    judge: UUID
    entry: UUID
    track: str


def connect(facts: Facts, chosen: Seats) -> Connection:
    """Swap judges until all that have entries can be compared, where that can be."""
    swaps = surcharge = 0
    while len(parts := _parts(facts.problem, chosen)) > 1:
        best = _cheapest(facts, chosen, parts)
        if best is None:
            break
        more, chosen = best
        swaps, surcharge = swaps + 1, surcharge + more
    return Connection(chosen, swaps, surcharge, max(len(parts), 1))


def _parts(problem: Problem, chosen: Seats) -> dict[UUID, list[UUID]]:
    """The entries of each part, by one of its judges; entries without a judge belong to none."""
    above: dict[UUID, UUID] = {}

    def top(judge: UUID) -> UUID:
        while (over := above.setdefault(judge, judge)) != judge:
            above[judge] = judge = above[over]
        return judge

    for entry, judges in chosen.items():
        first, *others = sorted(judges | problem.fixed.get(entry, NOBODY)) or [entry]
        for other in others:
            above[top(other)] = top(first)
    parts: dict[UUID, list[UUID]] = {}
    for entry, judges in chosen.items():
        if everybody := judges | problem.fixed.get(entry, NOBODY):
            parts.setdefault(top(min(everybody)), []).append(entry)
    return parts


def _cheapest(facts: Facts, chosen: Seats, parts: Mapping[UUID, list[UUID]]) -> tuple[int, Seats] | None:
    """The cheapest swap between the smallest part and another that leaves fewer parts; its cost and what it makes."""
    problem = facts.problem
    tracks = {demand.entry: demand.track for demand in problem.demands}
    seats = [_Seat(part, who, one, tracks[one]) for part, own in parts.items() for one in own for who in chosen[one]]
    smallest = min(parts, key=lambda part: (len(parts[part]), part))
    seats.sort(key=lambda seat: (seat.entry, seat.judge))
    price = _Prices(facts, chosen)
    offers = sorted((price.of(one, other), at, to) for at, one, to, other in _pairs(problem, seats, smallest))
    for more, at, to in offers:
        swapped = _swapped(chosen, seats[at], seats[to])
        if len(_parts(problem, swapped)) < len(parts):
            return more, swapped
    return None


def _pairs(problem: Problem, seats: list[_Seat], part: UUID) -> Iterator[tuple[int, _Seat, int, _Seat]]:
    for at, one in enumerate(seats):
        if one.part == part:
            for to, other in enumerate(seats):
                fits = problem.open_to(one.entry, other.judge) and problem.open_to(other.entry, one.judge)
                if other.part != part and fits:
                    yield at, one, to, other


def _swapped(chosen: Seats, one: _Seat, other: _Seat) -> Seats:
    return dict(chosen) | {
        one.entry: chosen[one.entry] - {one.judge} | {other.judge},
        other.entry: chosen[other.entry] - {other.judge} | {one.judge},
    }


class _Prices:
    """What swaps cost, in the units of `costs`."""

    def __init__(self, facts: Facts, chosen: Seats) -> None:
        self._facts, self._having = facts, facts.taken.copy()
        for demand in facts.problem.demands:
            self._having.update((judge, demand.track) for judge in chosen[demand.entry])

    def of(self, one: _Seat, other: _Seat) -> int:
        """What it costs that the two change places."""
        return self._to(one.judge, one, other) + self._to(other.judge, other, one)

    def _to(self, judge: UUID, before: _Seat, after: _Seat) -> int:
        kept = self._loose(judge, before.entry) - self._loose(judge, after.entry)
        if before.track == after.track:
            return kept
        who = self._facts.problem.candidates[self._facts.place[judge]]
        nearer = FIELD * (who.distance(after.track) - who.distance(before.track))
        given = slope(self._having[judge, before.track], self._facts.shares[before.track])
        taken = slope(self._having[judge, after.track] + 1, self._facts.shares[after.track])
        return kept + nearer + TRACK * (taken - given)

    def _loose(self, judge: UUID, entry: UUID) -> int:
        return self._facts.unit.keep if judge in self._facts.problem.loose.get(entry, NOBODY) else 0
