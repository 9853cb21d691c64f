"""Giving out what waits: to several people in turn, or a whole track to each."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import Any

from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from services.registration.contest.screening_desk.own_entries import is_own
from services.registration.contest.screening_desk.queue import waiting
from services.registration.contest.screening_desk.steps import screened_entry
from services.registration.contest.screening_desk.taking import give

TURN, TRACK = "turn", "track"
WAYS = (TURN, TRACK)
"""How entries are given out: one after the other, or a whole track to each."""
MOST_GIVEN = 500
"""Entries given out at a time."""


def assign(session: Session, caller: Identity, slug: str, screeners: Sequence[Mapping[str, Any]], by: str) -> int:
    """Give what waits to these people, `id` and `name` each; how many entries that were."""
    turns: Iterator[Mapping[str, Any]] = cycle(screeners)
    tracks: dict[str, Mapping[str, Any]] = {}
    given = 0
    for entry_id in session.scalars(waiting(slug).limit(MOST_GIVEN)).all():
        entry, _screening = screened_entry(session, caller, entry_id)
        if by == TRACK and entry.track not in tracks:
            tracks[entry.track] = next(turns)
        first = tracks[entry.track] if by == TRACK else next(turns)
        for person in (first, *screeners):
            if not is_own(session, entry, person["id"]):
                give(session, caller, entry, "hand over", person["id"], person["name"])
                given += 1
                break
    return given
