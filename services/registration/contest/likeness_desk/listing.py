"""The alike entries of an edition, the most alike first, and how many wait for somebody."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.registration.contest.entries.models import Entry
from services.registration.contest.likeness.models import First, Likeness, Second, standing_pairs
from services.registration.contest.likeness.reading import FACTS, SAME, named
from services.registration.contest.likeness.sameness import of_same_organisation

ORDER = (Likeness.degree.desc(), Likeness.id)
"""The most alike first."""
_ENTRY = ("number", "title", "edition")


def pairs(edition: str, state: str) -> Select[Any]:
    """The pairs whose later entry is of this edition, in one state or in any."""
    own = [getattr(Likeness, name) for name in FACTS]
    same = [First.leader_id == Second.leader_id, of_same_organisation(First, Second)]
    found = standing_pairs(select(*own, *same, *_of(First), *_of(Second)).select_from(Likeness))
    return found.where(Likeness.edition == edition, *([Likeness.state == state] if state else ()))


def as_row(row: Any) -> dict[str, Any]:
    """A row of `pairs` as it is told."""
    facts = dict(zip((*FACTS, *SAME), row, strict=False))
    sides = row[len(facts) :]
    first, second = sides[: len(_ENTRY)], sides[len(_ENTRY) :]
    return facts | {"first": named(*first), "second": named(*second)}


def counted(session: Session, edition: str) -> Mapping[str, int]:
    """How many pairs of an edition are in which state."""
    wanted: list[Any] = [Likeness.state, func.count()]
    found = standing_pairs(select(*wanted).select_from(Likeness))
    counts = session.execute(found.where(Likeness.edition == edition).group_by(Likeness.state))
    return {state: count for state, count in counts}


def _of(entry: type[Entry]) -> list[Any]:
    return [getattr(entry, name) for name in _ENTRY]
