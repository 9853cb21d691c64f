"""What is like an entry, told beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from services.registration.contest.entries.models import Entry
from services.registration.contest.likeness.models import Likeness, standing_pairs

MOST = 20
"""Entries told beside one."""
FACTS = ("id", "title", "text", "files", "same_leader", "degree", "state", "since", "decider_name", "reason")


def alike(session: Session, entry: Entry, is_own: Callable[[Entry], bool]) -> Sequence[dict[str, Any]]:
    """Entries that are like this one, the most alike first; `is_own` says which the reader stands behind."""
    found = standing_pairs(select(Likeness)).options(joinedload(Likeness.first), joinedload(Likeness.second))
    found = found.where(or_(Likeness.first_id == entry.id, Likeness.second_id == entry.id))
    pairs = session.scalars(found.order_by(Likeness.degree.desc(), Likeness.id).limit(MOST))
    return [told(one) | _other(next(other for other in one.entries if other.id != entry.id), is_own) for one in pairs]


def told(pair: Likeness) -> dict[str, Any]:
    """How alike two entries are, and what somebody said of it."""
    return {name: getattr(pair, name) for name in FACTS}


def _other(other: Entry, is_own: Callable[[Entry], bool]) -> dict[str, Any]:
    named = {"number": other.number, "name": other.title, "edition": other.edition}
    return {"other": named, "own": is_own(other)}
