"""What organizers do with rubrics, and who may read them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.fields import is_key
from chassis.http.schemas import FieldError
from services.judging.editions.access import judges_in, oversees
from services.judging.editions.errors import UnknownStage
from services.judging.editions.models import JUDGING, Edition, Stage
from services.judging.rules.errors import RubricFrozen
from services.judging.rules.models import Rubric


def write_rubric(session: Session, edition: str, key: str, given: Mapping[str, Any]) -> Rubric:
    """Write or replace the rubric of an edition's stage. Raises Invalid for a stage that registration never published.

    Raises RubricFrozen if anything changes after the first assignment. Whoever calls records it.
    """
    _lock_published(session, edition, key)
    rubric = _find(session, edition, key) or Rubric(edition=edition, stage_key=key)
    rules = {name: value for name, value in given.items() if name != "criteria"} | {"written": given["criteria"]}
    if rubric.frozen and any(getattr(rubric, name) != value for name, value in rules.items()):
        raise RubricFrozen
    for name, value in rules.items():
        setattr(rubric, name, value)
    session.add(rubric)
    session.flush()
    return rubric


def subject_of(rubric: Rubric) -> str:
    """How audit records name the stage that a rubric is for."""
    return stage_subject(rubric.edition, rubric.stage_key)


def stage_subject(edition: str, key: str) -> str:
    """How audit records and documents name a stage of an edition."""
    return f"stage:{edition}/{key}"


def stage_named(subject: str) -> tuple[str, str]:
    """Slug of the edition and key of the stage that a subject names."""
    edition, _slash, key = subject.partition(":")[2].partition("/")
    return edition, key


def _lock_published(session: Session, edition: str, key: str) -> None:
    if not is_key(edition) or session.get(Edition, edition) is None:
        text = _l("没有“%(edition)s”这一届赛事。请先发布赛事届次；刚刚发布的，请稍候片刻再试。")
        raise Invalid({"edition": [FieldError("unknown-edition", text, edition=edition).body()]})
    standing = Stage.edition == edition, Stage.position.is_not(None), Stage.kind == JUDGING
    stages = session.scalars(select(Stage).where(*standing).order_by(Stage.position)).all()
    if key not in {stage.key for stage in stages}:
        text = _l("本届没有标识为“%(key)s”的评审阶段，现有：%(keys)s。请先在赛事届次中设置。")
        keys = _("、").join(stage.key for stage in stages) or _("无")
        raise Invalid({"key": [FieldError("unknown-stage", text, key=key, keys=keys).body()]})
    session.execute(select(Stage.key).where(*_at(edition, key)).with_for_update(key_share=True))


def _at(edition: str, key: str) -> tuple[Any, Any]:
    return Stage.edition == edition, Stage.key == key


def _find(session: Session, edition: str, key: str) -> Rubric | None:
    return session.get(Rubric, (edition, key)) if is_key(edition) and is_key(key) else None


def find_rubric(session: Session, edition: str, key: str) -> Rubric:
    """A stage's rubric, to read. Raises UnknownStage."""
    if (rubric := _find(session, edition, key)) is None:
        raise UnknownStage
    return rubric


def lock_rubric(session: Session, edition: str, key: str) -> Rubric:
    """A stage's rubric; the stage is locked until the transaction ends.

    Whoever locks entries as well locks the stage first. Raises UnknownStage.
    """
    if _find(session, edition, key) is None:
        raise UnknownStage
    session.execute(select(Stage.key).where(*_at(edition, key)).with_for_update(key_share=True))
    return session.get_one(Rubric, (edition, key), populate_existing=True)


def visible(session: Session, actor: Identity) -> list[Rubric]:
    """The stages that the actor judges in, organizes or audits, by opening."""
    every = session.scalars(_by_opening())
    return [one for one in every if oversees(actor, one.edition) or judges_in(actor, one.edition)]


def overseen(session: Session, actor: Identity) -> list[Rubric]:
    """The stages that the actor organizes or audits, by opening."""
    return [rubric for rubric in session.scalars(_by_opening()) if oversees(actor, rubric.edition)]


def choose(rubrics: Sequence[Rubric], edition: str, key: str) -> Rubric | None:
    """The stage named, else the first of the edition named, else the first."""
    here = [one for one in rubrics if one.edition == edition] or rubrics
    return next((one for one in here if one.stage_key == key), here[0] if here else None)


def _by_opening() -> Select[Rubric]:
    return select(Rubric).join(Rubric.stage).order_by(Stage.opens_at, Stage.edition, Stage.position, Stage.key)
