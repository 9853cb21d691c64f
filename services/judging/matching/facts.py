"""A problem in the order of ids, with the counts that networks and costs are made of."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from chassis.lazy import Lazy
from services.judging.matching.costs import FIELD, LOAD, TRACK, Weights, slope, weights
from services.judging.matching.problem import NOBODY, Problem, Seats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.bool_]
else:
    np = Lazy("numpy")
    Table = Any


@dataclass
class Facts:
    """What follows from a problem. Entries and judges stand in the order of their ids."""

    problem: Problem
    judges: list[UUID] = field(init=False)
    tracks: list[str] = field(init=False)
    entries: dict[str, list[UUID]] = field(init=False)
    """By track."""
    needed: dict[UUID, int] = field(init=False)
    """Seats to fill, as far as there are judges who could have them."""
    hopeless: dict[UUID, int] = field(init=False)
    """Seats for which there is no judge at all."""
    taken: Counter[tuple[UUID, str]] = field(init=False)
    """Entries that are fixed to a judge, by track."""
    shares: dict[str, int] = field(init=False)
    """An even share of each track for a judge."""
    share: int = field(init=False)
    """An even share of all."""
    unit: Weights = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem = replace(
            self.problem,
            demands=tuple(sorted(self.problem.demands, key=lambda one: one.entry)),
            candidates=tuple(sorted(self.problem.candidates, key=lambda one: one.judge)),
        )
        self.judges = [one.judge for one in problem.candidates]
        self.entries = defaultdict(list)
        wanted, self.taken, self.needed, self.hopeless = Counter[str](), Counter(), {}, {}
        for one in problem.demands:
            self.entries[one.track].append(one.entry)
            fixed = problem.fixed.get(one.entry, NOBODY)
            wanted[one.track] += max(one.seats, len(fixed))
            self.taken.update((judge, one.track) for judge in fixed)
            needed, possible = problem.needed(one), int(self.open[one.entry].sum())
            self.needed[one.entry], self.hopeless[one.entry] = min(needed, possible), max(needed - possible, 0)
        self.tracks = sorted(self.entries)
        self.shares = {track: wanted[track] // max(len(self.judges), 1) for track in self.tracks}
        self.share = wanted.total() // max(len(self.judges), 1)
        loose, least = any(problem.loose.values()), any(one.least for one in problem.candidates)
        self.unit = weights(len(self.judges), len(problem.demands), len(self.tracks), loose=loose, least=least)

    @cached_property
    def place(self) -> dict[UUID, int]:
        """Where each judge stands."""
        return {judge: at for at, judge in enumerate(self.judges)}

    @cached_property
    def open(self) -> dict[UUID, "Table"]:
        """For each entry, which judges could have it."""
        return {one.entry: self._open(one.entry) for one in self.problem.demands}

    def _open(self, entry: UUID) -> "Table":
        row = np.ones(len(self.problem.candidates), dtype=np.bool_)
        shut = (*self.problem.barred.get(entry, ()), *self.problem.fixed.get(entry, NOBODY))
        row[[self.place[judge] for judge in shut if judge in self.place]] = False
        return row

    def loose(self, entry: UUID) -> list[int]:
        """The places of judges who have the entry and could keep it."""
        places = (self.place[judge] for judge in self.problem.loose.get(entry, NOBODY) if judge in self.place)
        return sorted(at for at in places if self.open[entry][at])

    def held(self, judge: UUID) -> int:
        """How many entries are fixed to the judge."""
        return sum(self.taken[judge, track] for track in self.tracks)

    @property
    def forced(self) -> int:
        """What the seats cost that nobody could fill."""
        return sum(self.unit.seat * missing * (missing + 1) // 2 for missing in self.hopeless.values())

    def cost(self, chosen: Seats) -> int:
        """What an assignment costs."""
        having: Counter[tuple[UUID, str]] = Counter()
        cost = 0
        for demand in self.problem.demands:
            judges = chosen[demand.entry]
            short = self.problem.needed(demand) - len(judges)
            cost += self.unit.seat * short * (short + 1) // 2
            cost -= self.unit.keep * len(judges & self.problem.loose.get(demand.entry, NOBODY))
            having.update((judge, demand.track) for judge in judges)
        return cost + sum(self._of_judge(at, having) for at in range(len(self.judges)))

    def _of_judge(self, at: int, having: Counter[tuple[UUID, str]]) -> int:
        judge, cost, own = self.problem.candidates[at], 0, 0
        for track in self.tracks:
            taken, more = self.taken[judge.judge, track], having[judge.judge, track]
            own += more
            cost += more * FIELD * judge.distance(track)
            cost += TRACK * sum(slope(seat, self.shares[track]) for seat in range(taken + 1, taken + more + 1))
        held = self.held(judge.judge)
        cost -= self.unit.least * max(min(judge.least, held + own) - held, 0)
        return cost + LOAD * sum(slope(seat, self.share) for seat in range(held + 1, held + own + 1))
