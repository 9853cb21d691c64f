"""What publishing a timetable would do to the dates that hold, and whom it concerns."""

from typing import Any

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from chassis.manuscripts.content import Content
from services.registration.contest.drafting.stages import has_window, stages_of
from services.registration.contest.editions.models import Edition
from services.registration.contest.entries.models import Entry
from services.registration.contest.publication.messages import moves_between


def effect_of(session: Session, edition: Edition | None, calendar: Content) -> dict[str, Any] | None:
    """Which dates would move and how many team leaders would be told; None where none would."""
    dated = [row for row in calendar.get("stages") or () if has_window(row)]
    moves = moves_between(edition.stages, stages_of({"stages": dated})) if edition else []
    if edition is None or not moves:
        return None
    leaders = select(func.count(distinct(Entry.leader_id))).where(Entry.edition == edition.slug)
    return {"moves": moves, "teams": session.scalar(leaders)}
