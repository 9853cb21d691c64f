"""Judging, wired together."""

from pathlib import Path

from flask import Flask

from chassis.config import Settings as CommonSettings
from chassis.http.api import Api
from chassis.http.audit_api import NAMES
from chassis.part import Part
from services.judging.advancement.api import blp as advancement
from services.judging.awards.api import blp as awards
from services.judging.config import Settings
from services.judging.conflict_desk.api import blp as conflict_desk
from services.judging.conflict_desk.own_api import blp as own_conflicts
from services.judging.conflicts.states import CONFLICT
from services.judging.drafting.api import blp as rubric_drafts
from services.judging.drafting.api import documents as rubric_documents
from services.judging.editions.states import STAGE
from services.judging.handlers import HANDLERS
from services.judging.judges.api import blp as judges
from services.judging.overviews.audit_names import name_subjects
from services.judging.overviews.desk import blp as desk
from services.judging.overviews.panel import blp as panel
from services.judging.overviews.search import blp as search
from services.judging.overviews.sheet_count import blp as sheet_count
from services.judging.panels.api import blp as panels
from services.judging.panels.states import ASSIGNMENT, SHEET
from services.judging.plans.api import blp as plans
from services.judging.plans.states import PLAN
from services.judging.rankings.api import blp as rankings
from services.judging.resolution_desk.api import blp as resolution_desk
from services.judging.resolutions.states import RESOLUTION
from services.judging.results.api import blp as results
from services.judging.rules.api import blp as rules
from services.judging.scoring.api import blp as scoring


def wire(app: Flask, settings: CommonSettings) -> None:
    """Register every area's routes."""
    app.extensions[NAMES] = name_subjects
    api = Api(app)
    for blueprint in (
        *(own_conflicts, conflict_desk),
        *(rules, rubric_drafts, rubric_documents, judges, panels, plans, scoring, rankings),
        *(results, advancement, awards, resolution_desk),
        *(desk, panel, search, sheet_count),
    ):
        api.register_blueprint(blueprint)


PART = Part(
    name="judging",
    folder=Path(__file__).parent,
    settings=Settings,
    wire=wire,
    handlers=HANDLERS,
    lives=(STAGE, ASSIGNMENT, SHEET, PLAN, CONFLICT, RESOLUTION),
)
