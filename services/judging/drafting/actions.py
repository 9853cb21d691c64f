"""Drafts of rubrics: beginning one from something, publishing it; and following what is published without it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.auth import Identity
from chassis.http.errors import Invalid
from chassis.http.fields import is_key
from chassis.http.schemas import FieldError
from chassis.manuscripts import actions as manuscripts
from chassis.manuscripts import records
from chassis.manuscripts.content import Content
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.tables import manuscript as documents
from chassis.storage import audit
from services.judging.drafting.composing import compose, take_apart
from services.judging.drafting.judged_stage import JudgedStage
from services.judging.drafting.kind import AS_TOLD, KIND, NAME
from services.judging.drafting.ready_made import READY_MADE
from services.judging.editions.access import oversees
from services.judging.rules.actions import stage_subject, subject_of, write_rubric
from services.judging.rules.models import Rubric

NO_SUCH = _l("没有可以沿用的这份评分细则，请从列表中重新选择。")


def find_text(session: Session, judged: JudgedStage) -> Manuscript | None:
    """What is written of the stage's rubric, locked; None before anything was."""
    query = select(documents.c.id).where(documents.c.kind == NAME, documents.c.subject == judged.subject)
    if session.scalar(query) is None:
        return None
    return records.find(session, KIND, judged.subject, lock=True)


def begin(session: Session, caller: Identity, judged: JudgedStage, beginning: str) -> None:
    """Begin the draft from a ready-made rubric, or from that of another stage.

    The stage is locked by the caller. Raises Invalid for a beginning that there is not.
    """
    manuscripts.begin(session, KIND, judged.subject, caller, _content_of(session, caller, beginning))
    audit.record(session, caller.account_id, "rubric.begin", judged.subject, source=beginning)


def fill(session: Session, caller: Identity, found: Manuscript, beginning: str) -> None:
    """Let the draft say what another rubric says; what stood in it stays in its history. Raises Invalid."""
    if manuscripts.fill(session, found, caller, _content_of(session, caller, beginning)):
        audit.record(session, caller.account_id, "rubric.fill", found.subject, source=beginning)


def _content_of(session: Session, caller: Identity, beginning: str) -> Content:
    edition, _slash, key = beginning.partition("/")
    if beginning in READY_MADE:
        return READY_MADE[beginning]
    rubric = session.get(Rubric, (edition, key)) if is_key(edition) and is_key(key) else None
    if rubric is None or not oversees(caller, edition):
        raise Invalid({"beginning": [FieldError("unknown-beginning", NO_SUCH).body()]})
    return take_apart(rubric)


def publish_draft(session: Session, caller: Identity, judged: JudgedStage, found: Manuscript) -> None:
    """Let judges score by what the draft says. The stage is locked by the caller. Raises Incomplete, RubricFrozen."""
    content = KIND.complete(found.draft.content)
    write_rubric(session, judged.stage.edition, judged.stage.key, compose(content))
    manuscripts.publish(session, found, caller)


def put_rubric(session: Session, caller: Identity, edition: str, key: str, given: Mapping[str, Any]) -> Rubric:
    """Write or replace the rubric as a whole; the draft says the same from then on. Raises as `write_rubric`."""
    rubric = write_rubric(session, edition, key, given)
    audit.record(session, caller.account_id, "stage.put", subject_of(rubric), rules=rubric.rules)
    _follow(session, caller, rubric)
    return rubric


def _follow(session: Session, caller: Identity, rubric: Rubric) -> None:
    subject, content = stage_subject(rubric.edition, rubric.stage_key), take_apart(rubric)
    known = select(documents.c.id).where(documents.c.kind == NAME, documents.c.subject == subject)
    if session.scalar(known) is None:
        manuscripts.begin_published(session, AS_TOLD, subject, caller, content)
        return
    found = records.find(session, AS_TOLD, subject, lock=True)
    published = records.published_content(session, found)
    if published is None or compose(published) != compose(content):
        manuscripts.save(session, found, caller, content)
        manuscripts.publish(session, found, caller)
