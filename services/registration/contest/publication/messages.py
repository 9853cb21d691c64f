"""What the others are told when an edition changes: the edition whole, and each team whose dates moved."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis import shapes
from chassis.events.outbox import emit
from contracts.registration import EditionPublished
from contracts.timetable import DatesMoved, StageMove, TeamDatesMoved
from services.registration.contest.editions.models import TIMES, Edition
from services.registration.contest.editions.schemas import EditionSchema
from services.registration.contest.entries.models import Entry


def tell_edition(session: Session, edition: Edition) -> None:
    """Tell the edition whole, as it is from now on."""
    told = EditionSchema().dump(edition) | {"edition": edition.slug, "published_at": edition.updated_at}
    emit(session, shapes.fit(told, EditionPublished))


def tell_moves(session: Session, edition: Edition, before: Sequence[dict[str, Any]]) -> None:
    """Tell whoever has a draft or an entry which stages have another window than `before`, and the office the same."""
    moves = tuple(moves_between(before, edition.stages))
    if not moves:
        return
    named = {"edition": edition.slug, "edition_name": edition.name, "edition_name_en": edition.name_en}
    leaders = session.scalars(select(Entry.leader_id).where(Entry.edition == edition.slug).distinct()).all()
    emit(session, DatesMoved(**named, moves=moves, teams=len(leaders)))
    for leader_id in leaders:
        emit(session, TeamDatesMoved(**named, moves=moves, leader_id=leader_id))


def moves_between(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[StageMove]:
    """The stages that have another window after than before; what is new or gone moves nothing."""
    old = {stage["key"]: stage for stage in before}
    return [
        StageMove(
            **{name: stage[name] for name in ("key", "name", "name_en", *TIMES)},
            **{f"old_{name}": old[stage["key"]][name] for name in TIMES},
        )
        for stage in after
        if stage["key"] in old and any(stage[name] != old[stage["key"]][name] for name in TIMES)
    ]
