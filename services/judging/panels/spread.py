"""Who judges what, spread evenly. A pure function: the same input always gives the same result.

The rule, which anybody can repeat:
1. What stands is kept and counts towards the load of its judge.
2. Entry by entry, in the given order, the judges with the smallest load are added; among equals the lot decides.
3. While one judge carries at least two more than another and moving new assignments along a chain of judges would
   level them, the shortest such chain is moved.
Step 3 ends with the most even loads there can be (a semi-matching without a cost-reducing path is optimal: Harvey,
Ladner, Lovász, Tamir 2006): they differ by at most one unless conflicts or what stands make that impossible.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

CONFLICTS, TOO_FEW = "conflicts", "too-few-judges"
"""Why an entry can end with fewer judges than wanted."""
Move = tuple[UUID, UUID, UUID]
"""From a judge, an entry, to a judge."""


def lot(seed: str, entry: UUID, judge: UUID) -> str:
    """Decides between equally loaded judges: SHA-256 of `seed|entry|judge` in hexadecimal, the smallest is first."""
    return hashlib.sha256(f"{seed}|{entry}|{judge}".encode()).hexdigest()


@dataclass
class Plan:
    """Assignments in the making."""

    judges: Sequence[UUID]
    blocked: Mapping[UUID, frozenset[UUID]]
    """Judges an entry cannot get any more: conflicts and what stands."""
    load: dict[UUID, int]
    new: dict[UUID, list[UUID]] = field(default_factory=dict)

    def free(self, entry: UUID) -> list[UUID]:
        """Judges who could still be added to the entry."""
        return [judge for judge in self.judges if judge not in self.blocked[entry] and judge not in self.new[entry]]

    def move(self, chain: Iterable[Move]) -> None:
        """Hand each entry of the chain on to the next judge."""
        for giver, entry, taker in chain:
            self.new[entry][self.new[entry].index(giver)] = taker
            self.load[giver] -= 1
            self.load[taker] += 1


def spread(
    entries: Sequence[UUID],
    judges: Sequence[UUID],
    per_entry: int,
    *,
    standing: Mapping[UUID, frozenset[UUID]],
    barred: Mapping[UUID, frozenset[UUID]],
    seed: str,
) -> dict[UUID, list[UUID]]:
    """New judges by entry, so that each entry has `per_entry` of them where enough may judge it.

    `standing` holds the judges an entry has already, `barred` those with a conflict of interest.
    """
    nobody: frozenset[UUID] = frozenset()
    blocked = {entry: standing.get(entry, nobody) | barred.get(entry, nobody) for entry in entries}
    load = {judge: sum(judge in have for have in standing.values()) for judge in judges}
    plan = Plan(sorted(judges), blocked, load)
    for entry in entries:
        plan.new[entry] = []
        wanted = max(per_entry - len(standing.get(entry, nobody)), 0)
        by_load = sorted(plan.free(entry), key=lambda judge: (load[judge], lot(seed, entry, judge)))
        for judge in by_load[:wanted]:
            plan.new[entry].append(judge)
            load[judge] += 1
    while chain := _levelling_chain(plan):
        plan.move(chain)
    return plan.new


def _levelling_chain(plan: Plan) -> list[Move]:
    """The shortest chain from a most loaded judge to one with at least two fewer; empty where there is none."""
    held: dict[UUID, list[UUID]] = {judge: [] for judge in plan.judges}
    for entry, judges in plan.new.items():
        for judge in judges:
            held[judge].append(entry)
    lowest = min(plan.load.values(), default=0)
    for start in sorted(plan.judges, key=lambda judge: (-plan.load[judge], judge)):
        if plan.load[start] - lowest < 2:
            return []
        if chain := _search(plan, held, start):
            return chain
    return []


def _search(plan: Plan, held: Mapping[UUID, Sequence[UUID]], start: UUID) -> list[Move]:
    came: dict[UUID, Move | None] = {start: None}
    queue = [start]
    for giver in queue:
        for entry in held[giver]:
            for taker in plan.free(entry):
                if taker in came:
                    continue
                came[taker] = (giver, entry, taker)
                if plan.load[start] - plan.load[taker] >= 2:
                    return _walk_back(came, taker)
                queue.append(taker)
    return []


def _walk_back(came: Mapping[UUID, Move | None], end: UUID) -> list[Move]:
    chain: list[Move] = []
    move = came[end]
    while move is not None:
        chain.append(move)
        move = came[move[0]]
    return chain[::-1]
