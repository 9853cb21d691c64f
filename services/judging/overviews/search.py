"""What organizers find in judging by a few words: judges at work in a stage, and how far their sheets are."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import allow, identity
from chassis.http.privileged_use import personal
from chassis.http.request_session import session
from chassis.http.schemas import SearchQuerySchema
from chassis.words.collation import by_name
from chassis.words.folding import holds
from contracts.roles import OVERSEEING
from services.judging.judges.models import Judge
from services.judging.overviews.schemas import FoundSchema
from services.judging.panels.progress import load_of_judges
from services.judging.rules.actions import overseen

blp = Blueprint("search", __name__, description="Search, for organizers.")


@blp.route("/search")
@allow(*OVERSEEING)
@personal
@blp.arguments(SearchQuerySchema, location="query")
@blp.response(200, FoundSchema)
def find(wanted: dict[str, Any]) -> dict[str, Any]:
    """Judges by name in each stage the caller oversees, with their assignments and the sheets handed in"""
    named = _named(session(), wanted["q"])
    found: list[dict[str, Any]] = []
    for rubric in overseen(session(), identity()) if named else ():
        loads = load_of_judges(session(), rubric)
        stage = {"edition": rubric.edition, "stage": rubric.stage_key}
        stage |= {"stage_name": rubric.stage.name, "stage_name_en": rubric.stage.name_en}
        found += [stage | {"name": one.name} | dict(loads[one.id]._mapping) for one in named if one.id in loads]
    return {"judges": found[: wanted["limit"]]}


def _named(opened: Session, query: str) -> list[Any]:
    rows = opened.execute(select(Judge.account_id.label("id"), Judge.name))
    return sorted((row for row in rows if holds(row.name, query)), key=lambda row: (by_name(row.name), row.id))
