"""Filling an outline in: which judge has which entry of a track.

The rule, which anybody can repeat:
1. What can stay stays, while its judge has room in the outline.
2. Entries that many judges may not have come first, then the lot of the entry decides. Each takes judges whose room is
   as large as the number of entries that are left, then those of the smallest lot for the room they have.
3. Where an entry finds too few, entries change judges along the shortest chain that leads to one with room.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from chassis.lazy import Lazy
from services.judging.matching.costs import LOT_BYTES, lots
from services.judging.matching.facts import Facts
from services.judging.matching.network import Whole
from services.judging.matching.problem import Seats

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


def seat(facts: Facts, quotas: dict[str, list[int]]) -> Seats:
    """Judges by entry, as the outline has them; fewer where conflicts stand against it."""
    chosen: dict[UUID, frozenset[UUID]] = {}
    for track in facts.tracks:
        hall = _Hall(facts, facts.entries[track], quotas[track])
        hall.keep()
        hall.fill()
        hall.repair()
        for row, entry in enumerate(hall.entries):
            chosen[entry] = frozenset(facts.judges[at] for at in np.nonzero(hall.has[row])[0])
    return chosen


class _Hall:
    """The entries of one track while their seats are filled."""

    def __init__(self, facts: Facts, entries: list[UUID], quotas: list[int]) -> None:
        self._facts = facts
        drawn = {entry: lots(facts.problem.seed, str(entry), len(quotas) + 1) for entry in entries}
        self.entries = sorted(entries, key=lambda one: (int(facts.open[one].sum()), drawn[one][-1], one))
        self.open = np.array([facts.open[one] for one in self.entries], dtype=np.bool_)
        self.lots = np.array([drawn[one][:-1] for one in self.entries], dtype=np.int64)
        self.has = np.zeros_like(self.open)
        self.room = np.array(quotas, dtype=np.int64)
        self.needed = self._needed(sum(quotas))

    def _needed(self, seats: int) -> Whole:
        """Seats of each entry, less those for which the outline has no judge: one of each entry, then another."""
        needed = np.array([self._facts.needed[one] for one in self.entries], dtype=np.int64)
        short = np.array([self._facts.hopeless[one] for one in self.entries], dtype=np.int64)
        for _ in range(int(needed.sum()) - seats):
            row = int(np.argmin(np.where(needed > 0, short, np.iinfo(np.int64).max)))
            needed[row] -= 1
            short[row] += 1
        return needed

    def _give(self, row: int, at: int) -> None:
        self.has[row, at] = True
        self.room[at] -= 1
        self.needed[row] -= 1

    def keep(self) -> None:
        """What can stay stays."""
        for row, entry in enumerate(self.entries):
            for at in sorted(self._facts.loose(entry), key=lambda at: int(self.lots[row, at])):
                if self.needed[row] and self.room[at]:
                    self._give(row, at)
        self._kept = self.has.copy()

    def fill(self) -> None:
        """Each entry in turn takes its judges."""
        left = (self.open & ~self.has & (self.needed > 0)[:, None]).sum(axis=0)
        for row in range(len(self.entries)):
            if not self.needed[row]:
                continue
            could = self.open[row] & ~self.has[row]
            free = np.nonzero(could & (self.room > 0))[0]
            urgent = self.room[free] >= left[free]
            rank = np.where(urgent, -1, (self.lots[row, free] << (8 * LOT_BYTES)) // self.room[free])
            for at in free[np.lexsort((free, rank))][: int(self.needed[row])].tolist():
                self._give(row, at)
            left -= could

    def repair(self) -> None:
        """Lead a judge with room to every seat that is empty yet, as far as there is a way."""
        for row in np.nonzero(self.needed)[0].tolist():
            while self.needed[row] and self._lead(row):
                pass

    def _lead(self, start: int) -> bool:
        came: dict[int, tuple[int, int]] = {}
        seen, queue = np.zeros(len(self.room), dtype=np.bool_), [start]
        for row in queue:
            fresh = self.open[row] & ~self.has[row] & ~seen
            if len(free := np.nonzero(fresh & (self.room > 0))[0]):
                self._shift(came, row, int(free[0]))
                return True
            seen |= fresh
            for at in np.nonzero(fresh)[0].tolist():
                for giver in np.nonzero(self.has[:, at] & ~self._kept[:, at])[0].tolist():
                    if giver != start and giver not in came:
                        came[giver] = (row, at)
                        queue.append(giver)
        return False

    def _shift(self, came: dict[int, tuple[int, int]], row: int, at: int) -> None:
        """The last entry of the chain takes the judge with room; each before it takes the judge it hands on."""
        self.room[at] -= 1
        while True:
            self.has[row, at] = True
            if row not in came:
                break
            taker, handed = came[row]
            self.has[row, handed] = False
            row, at = taker, handed
        self.needed[row] -= 1
