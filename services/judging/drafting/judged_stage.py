"""A stage whose rubric is written: its edition, what is in force, and whether it can still change."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.errors import Problem
from chassis.http.fields import is_key
from services.judging.editions.errors import StageGone, UnknownStage
from services.judging.editions.models import Edition, Stage
from services.judging.rules.actions import stage_subject
from services.judging.rules.errors import RubricFrozen
from services.judging.rules.models import Rubric


@dataclass(frozen=True)
class JudgedStage:
    """A stage with what judging knows of it."""

    stage: Stage
    edition: Edition
    rubric: Rubric | None
    """What is in force; None before anything was published."""

    @property
    def subject(self) -> str:
        """What its document is called."""
        return stage_subject(self.stage.edition, self.stage.key)

    @property
    def closed_by(self) -> type[Problem] | None:
        """Why its rubric cannot change any more; None while it can."""
        if not self.stage.is_standing:
            return StageGone
        return RubricFrozen if self.rubric and self.rubric.frozen else None


def find_judged_stage(session: Session, edition: str, key: str, *, lock: bool = False) -> JudgedStage:
    """A stage of judging, locked until the transaction ends where asked. Raises UnknownStage."""
    if not (is_key(edition) and is_key(key)):
        raise UnknownStage
    if lock:
        own = Stage.edition == edition, Stage.key == key
        session.execute(select(Stage.key).where(*own).with_for_update(key_share=True))
    stage = session.get(Stage, (edition, key), populate_existing=lock)
    rubric = session.get(Rubric, (edition, key), populate_existing=lock)
    if stage is None or not (stage.is_standing or rubric):
        raise UnknownStage
    return JudgedStage(stage, session.get_one(Edition, edition), rubric)
