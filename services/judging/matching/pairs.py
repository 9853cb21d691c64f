"""The assignment with an arc for each entry and judge: exact where the outline cannot be filled in, and larger."""

from typing import TYPE_CHECKING
from uuid import UUID

from chassis.lazy import Lazy
from services.judging.matching.costs import FIELD, LOT_BYTES, TRACK, ladder, lot_bits, lots
from services.judging.matching.facts import Facts
from services.judging.matching.network import OUT, Arcs
from services.judging.matching.outline import climb
from services.judging.matching.problem import Seats
from services.judging.matching.solving import solve

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")
BITS = 1
"""Bits of a lot: with more the solver takes much longer."""


def pair(facts: Facts) -> tuple[Seats, int]:
    """The cheapest assignment, among equals by lot, and below what none can cost."""
    demands, judges, tracks = facts.problem.demands, facts.judges, facts.tracks
    seats, most = sum(facts.needed.values()), max((facts.problem.needed(one) for one in demands), default=0)
    bits = lot_bits(seats, facts.unit.seat * most, BITS)
    stretch = max(seats, 1) << bits
    entry, judge = np.nonzero(np.array([facts.open[one.entry] for one in demands], dtype=np.bool_))
    track_of = np.array([tracks.index(one.track) for one in demands], dtype=np.int64)
    first_track, first_judge = len(demands), len(demands) + len(judges) * len(tracks)
    arcs = Arcs()
    arcs.add(entry, first_track + judge * len(tracks) + track_of[entry], _lots(facts, bits, stretch)[entry, judge], 1)
    for row, one in enumerate(demands):
        for missing in range(facts.hopeless[one.entry] + 1, facts.problem.needed(one) + 1):
            arcs.add(row, OUT, facts.unit.seat * stretch * missing, 1)
    _tracks(arcs, facts, first_track, first_judge, stretch)
    climb(arcs, facts, first_judge, stretch)
    supply = np.zeros(first_judge + len(judges), dtype=np.int64)
    supply[: len(demands)] = [facts.needed[one.entry] for one in demands]
    flow = solve(arcs.network(supply))
    chosen: dict[UUID, set[UUID]] = {one.entry: set() for one in demands}
    for at in np.nonzero(flow.amounts[: len(entry)])[0].tolist():
        chosen[demands[entry[at]].entry].add(judges[judge[at]])
    return {who: frozenset(own) for who, own in chosen.items()}, flow.bound // stretch + facts.forced


def _lots(facts: Facts, bits: int, stretch: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    """The lot of each pair, less what keeping it is worth where it is loose."""
    seed, judges = facts.problem.seed, len(facts.judges)
    drawn = [lots(seed, str(one.entry), judges) for one in facts.problem.demands]
    table = np.array(drawn, dtype=np.int64).reshape(len(drawn), judges) >> (8 * LOT_BYTES - bits)
    for row, one in enumerate(facts.problem.demands):
        table[row, facts.loose(one.entry)] -= facts.unit.keep * stretch
    return table


def _tracks(arcs: Arcs, facts: Facts, first_track: int, first_judge: int, stretch: int) -> None:
    """The arcs from tracks of judges to judges."""
    for at, judge in enumerate(facts.problem.candidates):
        for nth, track in enumerate(facts.tracks):
            taken, far = facts.taken[judge.judge, track], FIELD * judge.distance(track)
            for cost, width in ladder(taken, len(facts.entries[track]), facts.shares[track], TRACK):
                tail = first_track + at * len(facts.tracks) + nth
                arcs.add(tail, first_judge + at, (cost + far) * stretch, width)
