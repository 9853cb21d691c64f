"""What another window of a stage would mean: the checks of publishing, and whom it concerns."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.manuscripts.content import Content
from services.registration.contest.drafting.beside import CALENDAR, NOTICES, Beside
from services.registration.contest.drafting.doubts import timetable_doubts
from services.registration.contest.drafting.stages import workdays_within
from services.registration.contest.drafting.taking_apart import take_apart
from services.registration.contest.editions.models import Edition
from services.registration.contest.editions.schemas import content_of
from services.registration.contest.entries.models import STATES, Entry
from services.registration.contest.publication.actions import find_stage, stages_with
from services.registration.contest.publication.effects import effect_of


def review_window(session: Session, edition: Edition, key: str, window: Mapping[str, datetime]) -> dict[str, Any]:
    """What giving the stage this window would mean. Raises NotFound, EditionArchived, JudgingTooEarly."""
    before = find_stage(edition, key)
    after = {**before, **window}
    stages = stages_with(edition, after)
    matters = take_apart(content_of(edition) | {"stages": stages})
    calendar = matters[CALENDAR]
    effect = effect_of(session, edition, calendar) or {"moves": [], "teams": 0}
    return {
        **effect,
        "entries": _entries(session, edition.slug),
        "workdays": workdays_within(calendar, after),
        "old_workdays": workdays_within(calendar, before),
        "doubts": [*_doubts(calendar, Beside(notices=matters[NOTICES], is_over=edition.is_over), stages)],
        "etag": edition.etag,
    }


def _doubts(calendar: Content, around: Beside, stages: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """What to look at before publishing such a timetable, with the stage it is about."""
    for place, error in timetable_doubts(calendar, around):
        _list, _dot, of_stage = place.partition(".")
        stage = stages[int(of_stage.partition(".")[0])] if of_stage else {}
        named = {name: stage.get(name, "") for name in ("name", "name_en")}
        yield named | {"message": str(error.body()["message"])}


def _entries(session: Session, slug: str) -> dict[str, int]:
    counted = select(Entry.state, func.count()).where(Entry.edition == slug).group_by(Entry.state)
    return dict.fromkeys(STATES, 0) | {row[0]: row[1] for row in session.execute(counted)}
