"""Who could have an entry in place of a judge, the best first."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.judging.conflicts.bars import bars_of
from services.judging.judges.actions import assignable
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment
from services.judging.panels.progress import live_in, load_of_judges
from services.judging.profiles.actions import readiness_of


@dataclass(frozen=True)
class Substitute:
    """A judge who may take the entry and has it not."""

    judge: Judge
    assigned: int
    """Sheets in the stage now."""
    bears: bool
    """Whether one more is within what they said they can bear."""


def substitutes(session: Session, left: Assignment) -> list[Substitute]:
    """Those who bear one more, then those who know the track, then those at work in the stage, then the least loaded.

    Equals stand in an order that anybody can work out again from the ids of stage, entry and judge.
    """
    rubric, entry = left.rubric, left.entry
    barred = bars_of(session, left.edition, entry_id=entry.id).get(entry.id, {})
    having = select(Assignment.judge_id).where(*live_in(rubric), Assignment.entry_id == entry.id)
    free = assignable(left.edition).where(Judge.account_id.not_in(having), Judge.account_id.not_in(barred))
    judges = [one for one in session.scalars(free) if one.account_id != left.judge_id]
    said = readiness_of(session, [one.account_id for one in judges])
    loads = {judge: row.assigned for judge, row in load_of_judges(session, rubric).items()}

    def rank(one: Substitute) -> tuple[bool, bool, bool, int, str]:
        ready = said.get((one.judge.account_id, left.edition))
        strange = bool(ready and ready.tracks and entry.track not in ready.tracks)
        lot = sha256(f"{left.stage_key}/{entry.id}/{one.judge.account_id}".encode()).hexdigest()
        return not one.bears, strange, one.assigned == 0, one.assigned, lot

    def bears(judge: UUID) -> bool:
        ready = said.get((judge, left.edition))
        return ready is None or ready.most is None or loads.get(judge, 0) < ready.most

    return sorted((Substitute(one, loads.get(one.account_id, 0), bears(one.account_id)) for one in judges), key=rank)
