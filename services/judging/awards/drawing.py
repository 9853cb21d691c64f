"""Who would be awarded: the levels of the programme filled one after the other from the ranking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.judging.aggregation.cutoff import Cut
from services.judging.editions.models import Edition
from services.judging.editions.names import spoken
from services.judging.results.drawn import Decided, line_through, taken
from services.judging.results.models import ResultLine


@dataclass(frozen=True)
class Level:
    """One award of the programme."""

    key: str
    name: str
    most: int | None
    """How many the programme has; None where it leaves the number open."""
    count: int
    """How many are to be given: never more; fewer where some are left vacant."""
    found: Cut[ResultLine]
    taken: Sequence[ResultLine]


def levels(
    edition: Edition, lines: Sequence[ResultLine], counts: Mapping[str, int], decided: Decided | None = None
) -> Iterator[Level]:
    """The levels in the order of the programme, each from those who have none yet, of its track and group.

    `counts` says where fewer are given than there are. Without `decided` nobody of those tied is taken, and the lines
    below are drawn as if they were not. Raises Invalid where a tie is not decided.
    """
    given: set[Any] = set()
    for award in edition.awards:
        own = [line for line in lines if line.entry_id not in given and _is_for(award, line)]
        most = how_many(award, [line for line in lines if _is_for(award, line)])
        wanted = counts.get(award["key"], most or 0)
        count = wanted if most is None else min(wanted, most)
        found, name = line_through(own, count), spoken(award["name"], award["name_en"])
        chosen = taken(award["key"], name, found, decided) if decided else found.within
        given |= {line.entry_id for line in chosen}
        yield Level(award["key"], name, most, count, found, tuple(chosen))


def _is_for(award: Mapping[str, Any], line: ResultLine) -> bool:
    return all(not award[name] or award[name] == getattr(line, name) for name in ("track", "group"))


def how_many(award: Mapping[str, Any], lines: Sequence[ResultLine]) -> int | None:
    """How many of an award there are at most, a share rounded down; None where the programme leaves it open."""
    if award["count"] is not None:
        return int(award["count"])
    return None if award["share_percent"] is None else len(lines) * int(award["share_percent"]) // 100
