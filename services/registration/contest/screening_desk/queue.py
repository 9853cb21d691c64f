"""The queue of screening: what there is to screen, what waits first, and how much of it stands where."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.registration.contest.entries.models import Entry
from services.registration.contest.entries.word_index import holding
from services.registration.contest.screening.models import OPEN, TAKEN, Screening

ORDER = (Screening.since, Screening.entry_id)
"""Those first that are longest where they are."""
WHOLE_ORDER = (Screening.precedence, *ORDER)
"""Those first that wait for somebody of the office, and among them those that are longest where they are."""
COLUMNS: tuple[Any, ...] = (
    *(Entry.id, Entry.edition, Entry.number, Entry.title, Entry.organisation, Entry.track, Entry.group),
    *(Screening.state, Screening.since, Screening.due_at, Screening.screener_name, Screening.screener_id),
    Screening.corrections,
)
NAMES = tuple(column.key for column in COLUMNS)


def screened(edition: str) -> Select[Any]:
    """The screenings of an edition's entries that are handed in."""
    return select(Screening.entry_id).where(Screening.edition == edition, Screening.queued)


def waiting(edition: str) -> Select[Any]:
    """Ids of those that wait for a screener, the oldest first."""
    return screened(edition).where(Screening.state.in_(OPEN)).order_by(*ORDER)


def rows(session: Session, edition: str, wanted: Mapping[str, Any]) -> Select[Any]:
    """The queue, narrowed by state, track, screener and words."""
    query = screened(edition).join(Entry, Entry.id == Screening.entry_id)
    if wanted.get("state"):
        query = query.where(Screening.state == wanted["state"])
    if wanted.get("track"):
        query = query.where(Entry.track == wanted["track"])
    if wanted.get("screener"):
        query = query.where(Screening.screener_id == wanted["screener"])
    if wanted.get("q"):
        query, _order = holding(session, query, wanted["q"])
    return query.with_only_columns(*COLUMNS)


def numbers(session: Session, edition: str) -> dict[str, Any]:
    """How many stand in which state, since when the oldest waits, and what each screener has and did."""
    within = screened(edition)
    standing = (Screening.state, Screening.screener_id, Screening.screener_name)
    counted = within.with_only_columns(*standing, func.count()).group_by(*standing)
    states: Counter[str] = Counter()
    people: dict[UUID, dict[str, Any]] = {}
    for state, who, name, count in session.execute(counted):
        states[state] += count
        if who is not None:
            person = people.setdefault(who, {"id": who, "name": name, "taken": 0, "done": 0})
            person["taken" if state == TAKEN else "done"] += count
    oldest = session.scalar(within.where(Screening.state.in_(OPEN)).with_only_columns(func.min(Screening.since)))
    return {"states": dict(states), "oldest_at": oldest, "screeners": list(people.values())}
