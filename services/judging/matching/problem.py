"""What is to be solved: how many judges each entry needs, what each judge can bear, and what may not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

OWN, UNSAID, OTHER = 0, 1, 2
"""How far an entry's track lies from a judge's field: it is theirs, they said nothing, they named others."""
Seats = Mapping[UUID, frozenset[UUID]]
"""Judges by entry."""
NOBODY: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Demand:
    """An entry and how many judges it is to have, those it has included."""

    entry: UUID
    track: str
    seats: int


@dataclass(frozen=True)
class Candidate:
    """A judge who may be given entries: at least so many and at most, counted with what they have."""

    judge: UUID
    most: int
    least: int = 0
    fields: frozenset[str] = frozenset()
    """Tracks they know well; empty where they said nothing."""

    def distance(self, track: str) -> int:
        """How far the track lies from the judge's field: OWN, UNSAID or OTHER."""
        if not self.fields:
            return UNSAID
        return OWN if track in self.fields else OTHER


@dataclass(frozen=True)
class Problem:
    """All that decides who judges what in a stage. The order in which things are given decides nothing."""

    demands: tuple[Demand, ...]
    candidates: tuple[Candidate, ...]
    seed: str
    """Decides among what is equally good; known beforehand."""
    barred: Mapping[UUID, Mapping[UUID, str]] = field(default_factory=dict)
    """Entry -> judges who may not have it -> why."""
    fixed: Seats = field(default_factory=dict)
    """What stays as it is."""
    loose: Seats = field(default_factory=dict)
    """What stays unless something has to move."""

    def open_to(self, entry: UUID, judge: UUID) -> bool:
        """Whether the entry could be given to the judge, or is with them and could move."""
        return judge not in self.barred.get(entry, {}) and judge not in self.fixed.get(entry, NOBODY)

    def needed(self, demand: Demand) -> int:
        """How many judges the entry needs beside those that are fixed."""
        return max(demand.seats - len(self.fixed.get(demand.entry, NOBODY)), 0)
