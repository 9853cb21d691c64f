"""The outline of an assignment: how many entries of each track each judge has. Who has which comes after.

Entries of one track cost the same, so the cheapest outline costs no more than any assignment: its bound holds for all.
"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chassis.lazy import Lazy
from services.judging.matching.costs import FIELD, LOAD, LOT_BYTES, TRACK, ladder, lot_bits, lots
from services.judging.matching.facts import Facts
from services.judging.matching.network import OUT, Arcs
from services.judging.matching.solving import solve

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")
BITS = 10
"""Bits of a lot at most."""


@dataclass(frozen=True)
class Outline:
    """How many entries of each track each judge is to get."""

    quotas: dict[str, list[int]]
    """By track, in the order of the judges."""
    bound: int
    """Below this no assignment can cost."""


def outline(facts: Facts) -> Outline:
    """The cheapest outline; among equals the lots of tracks and judges decide."""
    judges, tracks = facts.problem.candidates, facts.tracks
    seats = sum(facts.needed.values())
    levels = [_levels(facts, track) for track in tracks]
    highest = facts.unit.seat * max((level for one in levels for level in one), default=1)
    bits = lot_bits(seats, highest, BITS)
    stretch = max(seats, 1) << bits
    arcs, ends = Arcs(), list[tuple[str, int]]()
    for nth, track in enumerate(tracks):
        rows = [facts.open[entry] for entry in facts.entries[track] if facts.needed[entry]]
        room = np.array(rows, dtype=np.int64).reshape(-1, len(judges)).sum(axis=0).tolist()
        loose = Counter(at for entry in facts.entries[track] for at in facts.loose(entry))
        drawn = lots(facts.problem.seed, track, len(judges))
        for at, judge in enumerate(judges):
            taken, lot = facts.taken[judge.judge, track], drawn[at] >> (8 * LOT_BYTES - bits)
            far = FIELD * judge.distance(track)
            steps = ladder(taken, room[at], facts.shares[track], TRACK, least=taken + loose[at], below=facts.unit.keep)
            for cost, width in steps:
                arcs.add(nth, len(tracks) + at, (cost + far) * stretch + lot, width)
                ends.append((track, at))
        for level, width in levels[nth].items():
            arcs.add(nth, OUT, facts.unit.seat * level * stretch, width)
            ends.append(("", 0))
    climb(arcs, facts, len(tracks), stretch)
    wanted = [sum(facts.needed[entry] for entry in facts.entries[track]) for track in tracks]
    flow = solve(arcs.network(np.array([*wanted, *[0] * len(judges)], dtype=np.int64)))
    quotas = {track: [0] * len(judges) for track in tracks}
    for (track, at), amount in zip(ends, flow.amounts.tolist(), strict=False):
        if track:
            quotas[track][at] += amount
    return Outline(quotas, flow.bound // stretch + facts.forced)


def climb(arcs: Arcs, facts: Facts, first: int, stretch: int) -> None:
    """The arcs from judges out: each further entry of a judge costs at least as much as the one before."""
    for at, judge in enumerate(facts.problem.candidates):
        held = facts.held(judge.judge)
        steps = ladder(held, max(judge.most - held, 0), facts.share, LOAD, least=judge.least, below=facts.unit.least)
        for cost, width in steps:
            arcs.add(first + at, OUT, cost * stretch, width)


def _levels(facts: Facts, track: str) -> Counter[int]:
    """How many seats of a track can stay empty as the first of their entry, as the second, and so on."""
    return Counter(
        facts.hopeless[entry] + nth for entry in facts.entries[track] for nth in range(1, facts.needed[entry] + 1)
    )
