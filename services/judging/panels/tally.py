"""Counts of live sheets and of the judges of entries, kept in the transaction that changes them.

An organizer's pages read these rows instead of counting thousands of sheets each time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from chassis.storage.upserts import upsert
from services.judging.panels.models import EntryTally, ScoreSheet, Seat, SheetTally
from services.judging.panels.states import SUBMITTED

Pile = tuple[str, int]
"""Sheets that are counted as one: of one state and, once handed in, of one total."""
Change = tuple[Seat, Pile | None, Pile | None]
"""The sheet of a seat was counted there and is counted here; None before its assignment and after."""


def pile_of(sheet: ScoreSheet) -> Pile:
    """Where a sheet is counted."""
    return sheet.state, sheet.total or 0 if sheet.state == SUBMITTED else 0


def keep(session: Session, changes: Iterable[Change]) -> None:
    """Take over what has changed. The caller has locked the sheets."""
    sheets: Counter[tuple[Any, ...]] = Counter()
    entries: Counter[tuple[Any, ...]] = Counter()
    for seat, before, after in changes:
        at = seat.edition, seat.stage_key
        if before:
            sheets[*at, seat.judge_id, *before] -= 1
        if after:
            sheets[*at, seat.judge_id, *after] += 1
        entries[*at, seat.entry_id] += (before is None) - (after is None)
    _add(session, SheetTally, sheets)
    _add(session, EntryTally, entries)


def _add(session: Session, tally: type[SheetTally] | type[EntryTally], more: Mapping[tuple[Any, ...], int]) -> None:
    """In one order everywhere, so that two transactions do not wait for each other."""
    columns = tally.__table__.c.keys()
    rows = [dict(zip(columns, (*key, count), strict=True)) for key, count in sorted(more.items()) if count]
    if rows:
        new = upsert(session, tally.__table__)
        *key, count = columns
        added = {count: tally.__table__.c[count] + new.excluded[count]}
        session.execute(new.on_conflict_do_update(index_elements=key, set_=added), rows)
