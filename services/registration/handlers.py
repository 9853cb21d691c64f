"""What registration reacts to."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chassis.part import Handler
from contracts.events import Event
from contracts.judging import AssignmentMade, AssignmentRemoved
from services.registration.entries.reading import end_reading, grant_reading


def open_file(event: AssignmentMade, session: Session) -> None:
    """The judge may read the entry's file from now on."""
    grant_reading(session, event.assignment_id, entry_id=event.entry_id, judge_id=event.judge_id)


def close_file(event: AssignmentRemoved, session: Session) -> None:
    """The judge may no longer read it."""
    end_reading(session, event.assignment_id, entry_id=event.entry_id, judge_id=event.judge_id)


HANDLERS: Mapping[type[Event], Sequence[Handler]] = {
    AssignmentMade: (open_file,),
    AssignmentRemoved: (close_file,),
}
