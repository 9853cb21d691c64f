"""What organizers find in judging by a few words: judges at work in a stage, and how far their sheets are."""

from typing import Any

import marshmallow as ma
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from chassis.http.schemas import Schema, SearchQuerySchema
from chassis.words.collation import by_name
from chassis.words.folding import holds
from contracts.roles import OVERSEEING
from services.judging.overviews.desk import oversees
from services.judging.panels.actions import live_in
from services.judging.panels.models import Assignment, Judge
from services.judging.rubrics.models import Stage
from services.judging.scoring.models import SUBMITTED, ScoreSheet

blp = Blueprint("search", __name__, description="Search, for organizers.")


class FoundJudgeSchema(Schema):
    """A judge who was found, in one stage."""

    name = ma.fields.String()
    stage = ma.fields.String()
    stage_name = ma.fields.String()
    stage_name_en = ma.fields.String()
    assigned = ma.fields.Integer()
    submitted = ma.fields.Integer()


class FoundSchema(Schema):
    """What was found."""

    judges = ma.fields.List(ma.fields.Nested(FoundJudgeSchema))


@blp.route("/search")
@allow(*OVERSEEING)
@personal
@blp.arguments(SearchQuerySchema, location="query")
@blp.response(200, FoundSchema)
def find(wanted: dict[str, Any]) -> dict[str, Any]:
    """Judges by name in each stage the caller oversees, with their assignments and the sheets handed in"""
    stages = session().scalars(select(Stage).order_by(Stage.opens_at, Stage.key))
    found = [one for stage in stages if oversees(identity(), stage) for one in _judges(session(), stage, wanted["q"])]
    return {"judges": found[: wanted["limit"]]}


def _judges(opened: Session, stage: Stage, query: str) -> list[dict[str, Any]]:
    handed_in = func.sum(case((ScoreSheet.state == SUBMITTED, 1), else_=0))
    rows = opened.execute(
        select(Judge.name, func.count().label("assigned"), handed_in.label("submitted"))
        .join(Assignment, Assignment.judge_id == Judge.account_id)
        .outerjoin(Assignment.sheet)
        .where(*live_in(stage))
        .group_by(Judge.account_id, Judge.name)
        .order_by(Judge.account_id)
    )
    about = {"stage": stage.key, "stage_name": stage.name, "stage_name_en": stage.name_en}
    found = sorted((row for row in rows if holds(row.name, query)), key=lambda row: by_name(row.name))
    return [about | dict(row._mapping) for row in found]
