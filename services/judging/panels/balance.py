"""Giving every entry of a stage its judges at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from services.judging.conflicts.bars import bars_of
from services.judging.editions.windows import require_unclosed
from services.judging.entries.actions import lock_entries
from services.judging.entries.models import Entry
from services.judging.panels.actions import known_judges, make
from services.judging.panels.models import Assignment
from services.judging.panels.progress import live_in
from services.judging.panels.spread import CONFLICTS, TOO_FEW, spread
from services.judging.rules.actions import lock_rubric
from services.judging.rules.models import Rubric

Seats = Mapping[UUID, frozenset[UUID]]
"""Judges by entry."""


@dataclass(frozen=True)
class Shortage:
    """An entry that has fewer judges than wanted, and why."""

    entry: Entry
    wanted: int
    assigned: int
    reason: str


@dataclass(frozen=True)
class Balanced:
    """What balancing did: how many assignments it made, and for whom it could not make enough."""

    made: int
    short: list[Shortage]


def balance(
    session: Session, actor: Identity, at: tuple[str, str], per_entry: int, judge_ids: Sequence[UUID] | None = None
) -> Balanced:
    """Fill every entry of a stage's edition up to `per_entry` judges (of `judge_ids`, if given), evenly."""
    rubric = lock_rubric(session, *at)
    require_unclosed(rubric.stage)
    entries = {entry.id: entry for entry in lock_entries(session, rubric.edition) if entry.active}
    pool = {judge.account_id: judge for judge in known_judges(session, rubric, judge_ids)}
    standing, barred = _standing(session, rubric), _barred(session, rubric)
    new = spread(list(entries), list(pool), per_entry, standing=standing, barred=barred, seed=rubric.stage_key)
    chosen = {entries[entry_id]: [pool[judge] for judge in judges] for entry_id, judges in new.items() if judges}
    made = make(session, actor, rubric, chosen)
    seats = {entry_id: standing.get(entry_id, frozenset()) | set(new[entry_id]) for entry_id in entries}
    return Balanced(len(made), list(_short(entries.values(), seats, set(pool), per_entry)))


def _short(entries: Iterable[Entry], seats: Seats, pool: set[UUID], wanted: int) -> Iterable[Shortage]:
    for entry in entries:
        having = seats[entry.id]
        if len(having) < wanted:
            reason = CONFLICTS if len(pool | having) >= wanted else TOO_FEW
            yield Shortage(entry, wanted, len(having), reason)


def _standing(session: Session, rubric: Rubric) -> Seats:
    standing: dict[UUID, set[UUID]] = {}
    query = select(Assignment.entry_id, Assignment.judge_id).where(*live_in(rubric))
    for entry_id, judge_id in session.execute(query):
        standing.setdefault(entry_id, set()).add(judge_id)
    return {entry_id: frozenset(judges) for entry_id, judges in standing.items()}


def _barred(session: Session, rubric: Rubric) -> Seats:
    return {entry_id: frozenset(judges) for entry_id, judges in bars_of(session, rubric.edition).items()}
