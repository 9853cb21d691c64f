"""What an assignment costs, in whole numbers. The smallest cost wins; what is said first weighs more than all below it.

1. Every seat without a judge, a second one at the same entry twice as much, and so on.
2. Every entry that a judge has fewer than at least.
3. Every assignment that was to stay if it can, and moves.
4. The rest, weighed against each other: a track far from the judge's field (`FIELD` for each step), entries beyond an
   even share (the first costs `LOAD`, the second twice as much, and so on), and entries of one track beyond an even
   share likewise (`TRACK`).

Between 1, 2, 3 and 4 the weights are so large that nothing below outweighs one unit above: two assignments differ by
circles in the network, a circle passes a judge once, so what it changes below is bounded by the number of judges.
Among assignments of the same cost the lots decide: their sum stays below one unit of cost, whatever is chosen.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

FIELD, LOAD, TRACK = 6, 4, 1
"""A field that fits better is worth as much as loads that differ by two."""
AROUND = 4
"""So far from an even share, on either side, each further seat costs more than the one before."""
LOT_BYTES = 2
"""A lot is a number of so many bytes."""
LARGEST = 1 << 45
"""Costs stay below, so that floating point numbers hold them exactly, and sums of them fit into 64 bits."""


Step = tuple[int, int]
"""What a seat costs, and for how many seats on."""


@dataclass(frozen=True)
class Weights:
    """What one unit of each kind costs."""

    keep: int
    least: int
    seat: int


def weights(judges: int, entries: int, tracks: int, *, loose: bool, least: bool) -> Weights:
    """The weights for a problem of this size."""
    steps = 2 * AROUND + 1
    rest = 1 + 2 * judges * (2 * FIELD + steps * TRACK) + 2 * steps * LOAD
    keep = rest if loose else 0
    moved = 2 * min(entries, judges * tracks) * keep
    fewest = rest + moved if least else 0
    return Weights(keep, fewest, rest + moved + 2 * fewest)


def lot_bits(seats: int, highest: int, wanted: int) -> int:
    """How many bits a lot has, so that costs up to `highest`, stretched to make room for lots, stay below LARGEST."""
    return max(min((LARGEST // (max(seats, 1) * max(highest, 1))).bit_length() - 1, wanted), 1)


def lots(seed: str, subject: str, judges: int) -> list[int]:
    """The lots of an entry or a track, one for each judge in the order of their account ids; the smaller is preferred.

    The k-th is the k-th pair of bytes, most significant first, of SHAKE-256 over `seed|subject`.
    """
    drawn = hashlib.shake_256(f"{seed}|{subject}".encode()).digest(judges * LOT_BYTES)
    return [int.from_bytes(drawn[at : at + LOT_BYTES]) for at in range(0, len(drawn), LOT_BYTES)]


def slope(seat: int, share: int) -> int:
    """What a judge's n-th seat costs where an even share is so many: 0 well below it, one more for each near it."""
    return min(max(seat - share + AROUND, 0), 2 * AROUND + 1)


def ladder(taken: int, room: int, share: int, unit: int, *, least: int = 0, below: int = 0) -> Iterator[Step]:
    """Cost and width of each step of seats `taken + 1` to `taken + room`, never falling; equal ones are one step."""
    first, last = max(share - AROUND, 0), share + AROUND + 1
    edges = sorted({taken, taken + room} | {at for at in (least, *range(first, last + 1)) if taken < at < taken + room})
    steps = [(unit * slope(high, share) - (below if high <= least else 0), high - low) for low, high in pairwise(edges)]
    for cost, same in groupby(steps, key=lambda step: step[0]):
        yield cost, sum(width for _cost, width in same)
