"""Telling judges that the window of a stage moved in which they have entries to score."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from contracts.judging import JudgeDatesMoved
from contracts.registration import EditionPublished
from contracts.timetable import StageMove
from services.judging.panels.models import SheetTally
from services.judging.panels.progress import counts
from services.judging.panels.states import SUBMITTED


def tell_judges(session: Session, published: EditionPublished, moves: Sequence[StageMove]) -> None:
    """Tell each judge who is assigned in one of these stages; each once, of all that are theirs."""
    if not moves:
        return
    own: dict[UUID, list[StageMove]] = defaultdict(list)
    left: dict[bool, Counter[UUID]] = {False: Counter(), True: Counter()}
    for move in moves:
        here = SheetTally.edition == published.edition, SheetTally.stage_key == move.key, SheetTally.sheets > 0
        query = select(SheetTally.judge_id, counts(), counts(SUBMITTED)).where(*here).group_by(SheetTally.judge_id)
        for judge_id, assigned, submitted in session.execute(query.order_by(SheetTally.judge_id)):
            own[judge_id].append(move)
            left[move.closes_at <= clock.now()][judge_id] += assigned - submitted
    for judge_id, theirs in own.items():
        told = JudgeDatesMoved(
            judge_id=judge_id,
            edition=published.edition,
            edition_name=published.name,
            edition_name_en=published.name_en,
            moves=tuple(theirs),
            unsubmitted=left[False][judge_id],
            missed=left[True][judge_id],
        )
        emit(session, told)
