"""What is like an entry, told beside it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from services.registration.contest.entries.models import Entry
from services.registration.contest.likeness.models import Likeness, standing_pairs

MOST = 20
"""Entries told beside one."""
FACTS = ("id", "title", "text", "files", "degree", "state", "since", "decider_name", "reason")
SAME = ("same_leader", "same_organisation")
"""What two entries have in common beside what they say, as it is now."""


def alike(
    session: Session, entry: Entry, own_among: Callable[[Sequence[Entry]], Collection[UUID]]
) -> Sequence[dict[str, Any]]:
    """Entries that are like this one, the most alike first; `own_among` says which the reader stands behind."""
    sides = (joinedload(one).selectinload(Entry.joint_applicants) for one in (Likeness.first, Likeness.second))
    found = standing_pairs(select(Likeness)).options(*sides).where(Likeness.of(entry.id))
    pairs = session.scalars(found.order_by(Likeness.degree.desc(), Likeness.id).limit(MOST)).all()
    others = [one.second if one.first_id == entry.id else one.first for one in pairs]
    own = own_among(others)
    return [
        told(pair) | {"other": named(other.number, other.title, other.edition), "own": other.id in own}
        for pair, other in zip(pairs, others, strict=True)
    ]


def told(pair: Likeness) -> dict[str, Any]:
    """How alike two entries are, and what somebody said of it."""
    return {name: getattr(pair, name) for name in (*FACTS, *SAME)}


def named(number: str | None, title: str, edition: str) -> dict[str, Any]:
    """An entry as others are told of it."""
    return {"number": number, "name": title, "edition": edition}
