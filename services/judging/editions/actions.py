"""Keeping the copy of editions up to date."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.editions import Choice, EditionStage
from contracts.registration import EditionPublished
from contracts.timetable import StageMove
from services.judging.editions.models import SCREENING, Edition, Stage


def keep_edition(session: Session, published: EditionPublished) -> list[StageMove]:
    """Replace the copy of an edition by what was published; the stages whose window moved by that.

    An out-of-date version changes nothing.
    """
    edition = session.get(Edition, published.edition, populate_existing=True, with_for_update=True)
    if edition is not None and published.version <= edition.version:
        return []
    edition = edition or Edition(slug=published.edition)
    edition.version, edition.name, edition.name_en = published.version, published.name, published.name_en
    edition.tracks = [_named(choice) for choice in published.tracks]
    edition.groups = [_named(choice) for choice in published.groups]
    edition.awards = [asdict(award) for award in published.awards]
    edition.screens = any(stage.kind == SCREENING for stage in published.stages)
    session.add(edition)
    session.flush()
    return _keep_stages(session, published)


def _keep_stages(session: Session, published: EditionPublished) -> list[StageMove]:
    query = select(Stage).where(Stage.edition == published.edition).order_by(Stage.key)
    known = {stage.key: stage for stage in session.scalars(query.with_for_update(key_share=True))}
    before = {stage: (stage.opens_at, stage.closes_at) for stage in known.values()}
    for position, told in enumerate(published.stages):
        stage = known.pop(told.key, None) or Stage(edition=published.edition, key=told.key)
        _copy(stage, told, position)
        session.add(stage)
    for gone in known.values():  # its rubric and its sheets are kept; nobody scores there any more
        gone.position = None
        if gone.sealed_at is not None:
            continue
        gone.closes_at = min(gone.closes_at, published.published_at)
        gone.opens_at = min(gone.opens_at, gone.closes_at)
    session.flush()
    return [_move(stage, *old) for stage, old in before.items() if (stage.opens_at, stage.closes_at) != old]


def _move(stage: Stage, opened_at: datetime, closed_at: datetime) -> StageMove:
    return StageMove(
        key=stage.key,
        name=stage.name,
        name_en=stage.name_en,
        opens_at=stage.opens_at,
        closes_at=stage.closes_at,
        old_opens_at=opened_at,
        old_closes_at=closed_at,
    )


def _named(choice: Choice) -> dict[str, str]:
    return {"key": choice.key, "name": choice.name, "name_en": choice.name_en}


def _copy(stage: Stage, told: EditionStage, position: int) -> None:
    """Its names follow, and its window until its result is sealed: nobody opens a result again by moving a date."""
    stage.position, stage.kind, stage.name, stage.name_en = position, told.kind, told.name, told.name_en
    if stage.sealed_at is None:
        stage.opens_at, stage.closes_at = told.opens_at, told.closes_at


def lock_edition(session: Session, slug: str) -> None:
    """Lock every stage of an edition, in one fixed order, before its entries change."""
    query = select(Stage.key).where(Stage.edition == slug).order_by(Stage.key)
    session.execute(query.with_for_update(key_share=True)).all()
