"""What organizers do with stages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chassis import clock
from chassis.http.auth import Identity
from chassis.http.errors import Forbidden
from chassis.storage import audit
from contracts.roles import JUDGE, ORGANIZER, OVERSEEING
from contracts.scopes import Scope
from services.judging.rubrics.errors import RubricFrozen, StageClosed, StageNotOpen, UnknownStage
from services.judging.rubrics.models import KEY, Criterion, Stage


def put_stage(session: Session, actor: Identity, key: str, given: Mapping[str, Any]) -> Stage:
    """Create or replace a stage. Raises RubricFrozen if more than names and dates change after an assignment."""
    require_organizer(actor, given["edition"])
    stage = _fetch(session, key, hold=True) or _create(session, key, given)
    require_organizer(actor, stage.edition)
    if stage.frozen and _rules(stage) != _rules(given):
        raise RubricFrozen
    for name in given.keys() - {"criteria"}:
        setattr(stage, name, given[name])
    if not stage.frozen:
        _replace_criteria(session, stage, given["criteria"])
    session.flush()
    audit.record(session, actor.account_id, "stage.put", f"stage:{key}", rules=_rules(stage), **_window(stage))
    return stage


def _fetch(session: Session, key: str, *, hold: bool = False) -> Stage | None:
    if not KEY.fullmatch(key):
        return None
    if not hold:
        return session.get(Stage, key)
    return session.get(Stage, key, populate_existing=True, with_for_update={"key_share": True})


def _create(session: Session, key: str, given: Mapping[str, Any]) -> Stage:
    if not KEY.fullmatch(key):
        raise UnknownStage
    columns = {name: value for name, value in given.items() if name != "criteria"}
    try:
        with session.begin_nested():
            stage = Stage(key=key, criteria=[], **columns)
            session.add(stage)
        return stage
    except IntegrityError:  # another request created it in this instant
        return _fetch(session, key, hold=True) or _create(session, key, given)


def _replace_criteria(session: Session, stage: Stage, criteria: Sequence[Mapping[str, Any]]) -> None:
    stage.criteria.clear()
    session.flush()  # the old rows leave before new ones with the same keys come
    stage.criteria.extend(Criterion(position=position, **item) for position, item in enumerate(criteria))


def _rules(stage: Stage | Mapping[str, Any]) -> dict[str, Any]:
    """Everything that may not change once marks can depend on it."""
    fields = ("edition", "step", "drop_from", "tie_breakers", "comment_below", "comment_above", "spread_limit")
    words = ("key", "name", "name_en", "hint", "hint_en", "weight")
    if isinstance(stage, Stage):
        criteria = [{word: getattr(item, word) for word in words} for item in stage.criteria]
        return {field: getattr(stage, field) for field in fields} | {"criteria": criteria}
    criteria = [{word: item[word] for word in words} for item in stage["criteria"]]
    return {field: stage[field] for field in fields} | {"criteria": criteria}


def _window(stage: Stage) -> dict[str, str]:
    return {"opens_at": stage.opens_at.isoformat(), "closes_at": stage.closes_at.isoformat()}


def find_stage(session: Session, actor: Identity, key: str) -> Stage:
    """A stage for whoever organizes or audits its edition, to read. Raises UnknownStage, Forbidden."""
    stage = _fetch(session, key)
    if stage is None:
        raise UnknownStage
    if not actor.oversees(Scope.edition(stage.edition)):
        raise Forbidden
    return stage


def lock_stage(session: Session, actor: Identity, key: str) -> Stage:
    """A stage for one of its organizers, held until the transaction ends. Raises UnknownStage, Forbidden.

    Whoever locks entries as well locks the stage first.
    """
    stage = _fetch(session, key, hold=True)
    if stage is None:
        raise UnknownStage
    require_organizer(actor, stage.edition)
    return stage


def lock_edition(session: Session, edition: str) -> None:
    """Hold every stage of an edition, in one fixed order, before its entries change."""
    query = select(Stage.key).where(Stage.edition == edition).order_by(Stage.key)
    session.execute(query.with_for_update(key_share=True)).all()


def see_stage(session: Session, actor: Identity, key: str) -> Stage:
    """A stage for a judge, organizer or auditor of its edition. Raises UnknownStage for everybody else as well."""
    stage = _fetch(session, key)
    if stage is None or not _sees(actor, stage.edition):
        raise UnknownStage
    return stage


def stages(session: Session, actor: Identity) -> list[Stage]:
    """The stages the actor judges in, organizes or audits, by opening."""
    every = session.scalars(select(Stage).order_by(Stage.opens_at, Stage.key))
    return [stage for stage in every if _sees(actor, stage.edition)]


def _sees(actor: Identity, edition: str) -> bool:
    return actor.has_any((JUDGE, *OVERSEEING), Scope.edition(edition))


def require_organizer(actor: Identity, edition: str) -> None:
    """Raise Forbidden unless the actor organizes this edition."""
    if not actor.has(ORGANIZER, Scope.edition(edition)):
        raise Forbidden


def require_open(stage: Stage, at: datetime | None = None) -> None:
    """Raise StageNotOpen or StageClosed outside the stage's window; its end is exclusive."""
    moment = at or clock.now()
    if moment < stage.opens_at:
        raise StageNotOpen(stage.opens_at)
    require_unclosed(stage, moment)


def require_unclosed(stage: Stage, at: datetime | None = None) -> None:
    """Raise StageClosed once the window has ended."""
    if (at or clock.now()) >= stage.closes_at:
        raise StageClosed(stage.closes_at)
