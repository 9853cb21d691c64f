"""What the organizers' page of assignments shows, in one answer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from chassis.http.api import Blueprint
from chassis.http.auth import Identity, allow, identity
from chassis.http.paging import Page, page
from chassis.http.request_session import session as request_session
from chassis.words.collation import by_name
from contracts.roles import OVERSEEING
from services.judging.editions.names import names_of
from services.judging.entries.models import Entry
from services.judging.entries.taking_part import taking_part
from services.judging.judges.actions import assignable
from services.judging.judges.models import Judge
from services.judging.panels.models import Assignment
from services.judging.panels.progress import live_in, load_of_judges, rows_of, whole
from services.judging.panels.schemas import PanelQuery, PanelSchema
from services.judging.plans.actions import latest_plans
from services.judging.rules.actions import choose, overseen
from services.judging.rules.models import Rubric

blp = Blueprint("panel", __name__, description="Who judges what in a stage, for organizers.")


@blp.route("/panel")
@allow(*OVERSEEING)
@blp.arguments(PanelQuery, location="query")
@blp.response(200, PanelSchema)
def show(asked: dict[str, Any]) -> dict[str, Any]:
    """A stage's entries with their judges, page by page, its judges with their loads, its plans of assignment"""
    return _panel(request_session(), identity(), asked)


def _panel(session: Session, actor: Identity, asked: dict[str, Any]) -> dict[str, Any]:
    """The stages the actor oversees, and of the one chosen a page of entries with their judges, and the judges."""
    stages = overseen(session, actor)
    chosen = choose(stages, asked["edition"], asked["stage"])
    if chosen is None:
        return {"stages": stages, "stage": None, **_NOTHING}
    found = _entries(session, chosen, asked)
    return {
        "stages": stages,
        "stage": chosen,
        "total": whole(session, chosen),
        "entries": _with_judges(session, chosen, found.items),
        "judges": _judges_of(session, chosen),
        "plans": latest_plans(session, chosen),
        "next": found.next,
    }


_NOTHING: dict[str, Any] = {"entries": [], "judges": [], "plans": [], "total": None, "next": None}


def _entries(session: Session, rubric: Rubric, asked: dict[str, Any]) -> Page:
    query = taking_part(rubric)
    if words := asked["q"]:
        named = Entry.number.icontains(words, autoescape=True), Entry.title.icontains(words, autoescape=True)
        query = query.where(or_(*named))
    if asked["unassigned"]:
        having = select(Assignment.entry_id).where(*live_in(rubric))
        query = query.where(Entry.id.not_in(having))
    return page(session, query, Entry.number, asked["after"], asked["limit"])


def _with_judges(session: Session, rubric: Rubric, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    names = names_of(session, rubric.edition)
    rows: dict[UUID, list[Any]] = {entry.id: [] for entry in entries}
    for row in session.execute(rows_of(rubric, list(rows))):
        rows[row.entry_id].append(row)
    for own in rows.values():
        own.sort(key=lambda row: (by_name(row.judge), row.judge_id))
    facts = ("id", "number", "title")
    return [
        {name: getattr(entry, name) for name in facts}
        | {"track": names.track(entry.track), "group": names.group(entry.group), "assignments": rows[entry.id]}
        for entry in entries
    ]


def _judges_of(session: Session, rubric: Rubric) -> list[dict[str, Any]]:
    """Who may judge in the stage or does, by name, each with the sheets assigned, begun and handed in."""
    loads = load_of_judges(session, rubric)
    may = set(session.scalars(assignable(rubric.edition).with_only_columns(Judge.account_id)))
    here = select(Judge).where(Judge.account_id.in_(may | loads.keys()))
    judges = sorted(session.scalars(here), key=lambda judge: (by_name(judge.name), judge.account_id))
    none = {"assigned": 0, "drafts": 0, "submitted": 0}
    return [
        none
        | (dict(loads[judge.account_id]._mapping) if judge.account_id in loads else {})
        | {"id": judge.account_id, "name": judge.name, "assignable": judge.account_id in may}
        for judge in judges
    ]
