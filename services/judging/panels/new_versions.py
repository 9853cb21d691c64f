"""A new version of an entry while it is judged: sheets stay as they are, and whoever wrote one hears of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import clock
from chassis.events.outbox import emit
from contracts.judging import SheetOutdated
from contracts.registration import EntrySubmitted
from services.judging.panels.models import IS_LIVE, Assignment, ScoreSheet
from services.judging.panels.states import NONE, SUBMITTED


def tell_of_version(session: Session, renewed: EntrySubmitted) -> None:
    """Tell each judge who has begun a sheet about an earlier version, as long as its stage goes on.

    No mark is changed: what is handed in counts on, and an organizer can return it for change.
    """
    begun = select(Assignment).join(Assignment.sheet).where(IS_LIVE, Assignment.entry_id == renewed.entry_id)
    for one in session.scalars(begun.where(ScoreSheet.state != NONE).order_by(Assignment.id)):
        stage = one.rubric.stage
        if stage.closes_at > clock.now():
            told = SheetOutdated(
                assignment_id=one.id,
                entry_id=one.entry_id,
                edition=one.edition,
                number=renewed.number,
                title=renewed.title,
                version=renewed.version,
                judge_id=one.judge_id,
                submitted=one.sheet.state == SUBMITTED,
                due_at=stage.closes_at,
            )
            emit(session, told)
