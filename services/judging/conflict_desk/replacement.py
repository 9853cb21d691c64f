"""Who gets an entry in place of a judge that may not have it."""

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.judging.conflicts.bars import bars_of
from services.judging.judges.actions import assignable
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment
from services.judging.panels.progress import live_in, load_of_judges
from services.judging.profiles.actions import readiness_of


def replacement_for(session: Session, left: Assignment) -> Judge | None:
    """The judge who gets the entry: of those who may have it and bear one more, one who knows its track, then the
    least loaded of the stage, then by a lot that anybody can repeat. None where there is nobody.

    Judges at work in the stage come before those who have nothing there. The caller has locked stage and entry.
    """
    rubric, entry = left.rubric, left.entry
    barred = bars_of(session, left.edition, entry_id=entry.id).get(entry.id, {})
    having = set(session.scalars(select(Assignment.judge_id).where(*live_in(rubric), Assignment.entry_id == entry.id)))
    out = having | barred.keys() | {left.judge_id}
    may = [judge for judge in session.scalars(assignable(left.edition)) if judge.account_id not in out]
    ready = readiness_of(session, [judge.account_id for judge in may])
    loads = {judge: row.assigned for judge, row in load_of_judges(session, rubric).items()}

    def rank(judge: Judge) -> tuple[bool, bool, int, str]:
        said = ready.get((judge.account_id, left.edition))
        strange = bool(said and said.tracks and entry.track not in said.tracks)
        load = loads.get(judge.account_id, 0)
        lot = sha256(f"{left.stage_key}/{entry.id}/{judge.account_id}".encode()).hexdigest()
        return strange, load == 0, load, lot

    def bears(judge: Judge) -> bool:
        said = ready.get((judge.account_id, left.edition))
        return said is None or said.most is None or loads.get(judge.account_id, 0) < said.most

    return min(filter(bears, may), key=rank, default=None)
