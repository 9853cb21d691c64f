"""Stages as their organizers see them: where the rubric of each stands, what it needs, how judges would see it."""

from typing import Any

import msgspec
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, lazyload

from chassis.forms.answers import fields_of
from chassis.http.auth import Identity
from chassis.http.etag import etag_of
from chassis.manuscripts.life import DRAFT
from chassis.manuscripts.records import Manuscript
from chassis.manuscripts.tables import manuscript as documents
from chassis.manuscripts.tables import manuscript_revision as revisions
from contracts.roles import ORGANIZER, OVERSEEING
from contracts.scopes import EDITION, EVERYWHERE, Scope
from services.judging.drafting.composing import compose, take_apart
from services.judging.drafting.judged_stage import JudgedStage
from services.judging.drafting.kind import KIND, NAME
from services.judging.drafting.ready_made import READY_MADE
from services.judging.editions.models import JUDGING, Edition, Stage
from services.judging.panels.progress import whole
from services.judging.rules.models import RULES, Rubric
from services.judging.scoring.reading import scored

MISSING, FROZEN, GONE = "missing", "frozen", "gone"
"""States of a stage's rubric beside those of a document: nothing is written, nothing changes any more."""
OFFERED = 50
"""Stages whose rubric is offered to be taken over, the latest."""
SUBJECT = "stage:" + Stage.edition + "/" + Stage.key
LATEST = (Stage.opens_at.desc(), Stage.edition, Stage.key)
"""The order of lists of stages."""


def select_stages(caller: Identity) -> Select[*tuple[Any, ...]]:
    """The stages of judging that the caller oversees, each with its edition, its rubric, its document and its text."""
    query = (
        select(Stage, Edition, Rubric, documents.c.state, revisions.c.content)
        .join(Edition, Edition.slug == Stage.edition)
        .outerjoin(Rubric, and_(Rubric.edition == Stage.edition, Rubric.stage_key == Stage.key))
        .outerjoin(documents, and_(documents.c.kind == NAME, documents.c.subject == SUBJECT))
        .outerjoin(
            revisions,
            and_(revisions.c.manuscript_id == documents.c.id, revisions.c.number == documents.c.revision),
        )
        .options(lazyload(Rubric.stage))
    )
    current = and_(Stage.position.is_not(None), Stage.kind == JUDGING)
    return _within(caller, query.where(or_(current, Rubric.edition.is_not(None))))


def listed(caller: Identity, row: Any) -> dict[str, Any]:
    """A row of `select_stages` as the list shows it."""
    stage, edition, rubric, state, content = row
    missing = len(fields_of(KIND.faults(msgspec.json.decode(content)))) if state == DRAFT else 0
    return head_of(caller, JudgedStage(stage, edition, rubric), state) | {"missing": missing}


def in_turn(stages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stages of each edition one after the other, in the order in which they open; editions stay as they come."""
    editions = list(dict.fromkeys(stage["edition"] for stage in stages))
    return sorted(stages, key=lambda stage: (editions.index(stage["edition"]), stage["opens_at"], stage["closes_at"]))


def head_of(caller: Identity, judged: JudgedStage, document: str | None) -> dict[str, Any]:
    """Where the rubric of a stage stands, in short; `document` is the state of what is written of it."""
    stage, rubric = judged.stage, judged.rubric
    facts = {name: getattr(stage, name) for name in ("edition", "key", "name", "name_en", "opens_at", "closes_at")}
    named = {"edition_name": judged.edition.name, "edition_name_en": judged.edition.name_en}
    writes = judged.closed_by is None and caller.has(ORGANIZER, Scope.edition(stage.edition))
    return {
        **facts,
        **named,
        "phase": stage.phase,
        "state": _state(judged, document),
        "frozen_at": rubric and rubric.frozen_at,
        "may": ["fill"] if writes else [],
    }


def _state(judged: JudgedStage, document: str | None) -> str:
    if not judged.stage.is_standing:
        return GONE
    if judged.closed_by:
        return FROZEN
    return document or MISSING


def show_written(session: Session, caller: Identity, judged: JudgedStage, found: Manuscript) -> dict[str, Any]:
    """The stage that a document belongs to, and how its judges would see it."""
    assigned = whole(session, judged.rubric)["assigned"] if judged.rubric else 0
    return head_of(caller, judged, found.state) | {"assigned": assigned, "shown": _shown(judged, found)}


def _shown(judged: JudgedStage, found: Manuscript) -> dict[str, Any] | None:
    """What is in force where that is final, else what the draft says."""
    content = take_apart(judged.rubric) if judged.closed_by and judged.rubric else found.draft.content
    complete, missing = KIND.examined(content)
    if missing:
        return None
    stage, facts = judged.stage, compose(complete)
    rubric = Rubric(written=facts["criteria"], **{name: facts[name] for name in RULES})
    told = {name: getattr(stage, name) for name in ("edition", "key", "name", "name_en", "opens_at", "closes_at")}
    return told | {"phase": stage.phase} | scored(rubric)


def beginnings_of(session: Session, caller: Identity, judged: JudgedStage) -> dict[str, Any]:
    """What the draft of a stage can be begun from, or filled with."""
    here = documents.c.kind == NAME, documents.c.subject == judged.subject
    begun = session.execute(select(documents.c.id, documents.c.saves, documents.c.state).where(*here)).one_or_none()
    own = and_(Stage.edition == judged.stage.edition, Stage.key == judged.stage.key)
    query = select(Stage, Edition).join(Edition, Edition.slug == Stage.edition).join(Rubric).where(~own)
    rows = session.execute(_within(caller, query).order_by(*LATEST).limit(OFFERED))
    return {
        "stage": head_of(caller, judged, begun and begun.state),
        "etag": etag_of(begun.id, begun.saves) if begun else "",
        "ready_made": list(READY_MADE),
        "items": [
            {name: getattr(stage, name) for name in ("edition", "key", "name", "name_en")}
            | {"edition_name": edition.name, "edition_name_en": edition.name_en}
            for stage, edition in rows
        ],
    }


def _within(caller: Identity, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    scopes = caller.scopes(*OVERSEEING)
    if EVERYWHERE in scopes:
        return query
    return query.where(Stage.edition.in_([scope.key for scope in scopes if scope.kind == EDITION]))
