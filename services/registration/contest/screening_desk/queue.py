"""The queue of screening: what there is to screen, oldest first, and how much of it stands where."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import SUBMITTED, Entry
from services.registration.contest.entries.word_index import holding
from services.registration.contest.screening.models import OPEN, TAKEN, WAITING, Screening

STATE: ColumnElement[str] = func.coalesce(Screening.state, WAITING)
"""Where a screening stands; it waits while there is none."""
SINCE: ColumnElement[Any] = func.coalesce(Screening.since, Entry.submitted_at)
"""Since when it does."""
COLUMNS = (
    *(Entry.id, Entry.edition, Entry.number, Entry.title, Entry.organisation, Entry.track, Entry.group),
    *(STATE.label("state"), SINCE.label("since"), Screening.due_at),
    *(func.coalesce(Screening.screener_name, "").label("screener_name"), Screening.screener_id),
    func.coalesce(Screening.corrections, 0).label("corrections"),
)
NAMES = tuple(column.key for column in COLUMNS)


def screened(edition: str) -> Select[Any]:
    """The entries of an edition that are to be screened."""
    query = select(Entry.id).join(Edition, Edition.slug == Entry.edition)
    query = query.outerjoin(Screening, Screening.entry_id == Entry.id)
    return query.where(Entry.state == SUBMITTED, Entry.edition == edition, Edition.screening_opens_at.is_not(None))


def waiting(edition: str) -> Select[Any]:
    """Ids of those that wait for a screener, the oldest first."""
    return screened(edition).where(STATE.in_(OPEN)).order_by(SINCE, Entry.id)


def rows(session: Session, edition: str, wanted: Mapping[str, Any]) -> Select[Any]:
    """The queue, narrowed by state, track, screener and words."""
    query = screened(edition)
    if wanted.get("state"):
        query = query.where(wanted["state"] == STATE)
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
    counted = within.with_only_columns(STATE, Screening.screener_id, Screening.screener_name, func.count())
    states: Counter[str] = Counter()
    people: dict[UUID, dict[str, Any]] = {}
    for state, who, name, count in session.execute(
        counted.group_by(STATE, Screening.screener_id, Screening.screener_name)
    ):
        states[state] += count
        if who is not None:
            person = people.setdefault(who, {"id": who, "name": name, "taken": 0, "done": 0})
            person["taken" if state == TAKEN else "done"] += count
    oldest = session.scalar(within.where(STATE.in_(OPEN)).with_only_columns(func.min(SINCE)))
    return {"states": dict(states), "oldest_at": oldest, "screeners": list(people.values())}
