"""Why an entry has too few judges: limits and conflicts that cannot all hold, none of which could be left out.

From the entry that lacks a judge we walk on: to every judge it could have, who is full; from a full judge to every
entry that could hand them on; and so forth. What is reached is the tight part. Its entries have, or ask for, one seat
more than its judges can bear, and nobody else may have these entries: those limits, these demands and those conflicts
together cannot hold. Leave out any one (let one of the judges take one more, ask for one judge less, lift one of the
conflicts) and the walk leads to a free seat: an irreducible set, by the theorem of augmenting paths (Ford and
Fulkerson 1956).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from services.judging.matching.problem import NOBODY, Problem, Seats


@dataclass(frozen=True)
class Block:
    """What together keeps an entry from one more judge."""

    short: tuple[UUID, ...]
    """The entries that lack a judge for this reason; the set is told for the first of them."""
    entries: frozenset[UUID]
    """Entries that share the full judges, the short ones included."""
    judges: frozenset[UUID]
    """Judges who are full."""
    barred: Mapping[UUID, Mapping[UUID, str]]
    """Entry -> judges beyond those who may not have it -> why."""


def blocks(problem: Problem, seats: Seats, short: Iterable[UUID]) -> list[Block]:
    """One set for each reason; entries that lack a judge for the same reason share it."""
    walk = _Walk(problem, seats)
    found: dict[frozenset[UUID], Block] = {}
    for entry in sorted(short):
        known = next((key for key, block in found.items() if block.judges and entry in block.entries), None)
        block = found[known] if known is not None else walk.block(entry)
        key = known or block.judges or frozenset(block.barred[entry])
        found[key] = replace(found.get(key, block), short=(*found.get(key, block).short, entry))
    return list(found.values())


class _Walk:
    """Walks over an assignment that is as full as it can be."""

    def __init__(self, problem: Problem, seats: Seats) -> None:
        self._problem, self._seats = problem, seats
        self._judges = frozenset(judge.judge for judge in problem.candidates)
        self._movable: dict[UUID, list[UUID]] = defaultdict(list)
        for entry, judges in seats.items():
            for judge in judges - problem.fixed.get(entry, NOBODY):
                self._movable[judge].append(entry)

    def block(self, short: UUID) -> Block:
        """What keeps an entry from one more judge."""
        entries, full, queue = {short}, set[UUID](), [short]
        for entry in queue:
            shut = self._seats[entry] | self._problem.barred.get(entry, {}).keys()
            for judge in self._judges - shut - full:
                full.add(judge)
                queue += [one for one in self._movable[judge] if one not in entries]
                entries.update(self._movable[judge])
        beyond = {entry: self._beyond(entry, full) for entry in entries}
        return Block((), frozenset(entries), frozenset(full), beyond)

    def _beyond(self, entry: UUID, full: set[UUID]) -> dict[UUID, str]:
        barred, others = self._problem.barred.get(entry, {}), self._judges - full - self._seats[entry]
        return {judge: why for judge, why in barred.items() if judge in others}
