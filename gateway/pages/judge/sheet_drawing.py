"""What stands the same on a score sheet each time its judge opens it: the entry, and the criteria around the marks.

Each is drawn once for all that it shows, in each language, so a change of any of it makes another drawing.
"""

from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from flask import Flask, current_app
from markupsafe import Markup

from gateway.clients.judging.sheets import Assignment, JudgedEntry, ScoredStage
from gateway.forms.form import Filled
from gateway.pages.judge import sheet_form
from gateway.shell.display import language
from gateway.shell.slots import Drawn, slot

MOST = 500
"""Drawings of entries kept, of some 10 KB each; of stages far fewer are needed."""
TOTAL = "total"
"""The slot of the points altogether."""
NONE_YET = "—"


def draw_entry(found: Assignment) -> Markup:
    """What the judge sees of the entry."""
    key = found.entry, found.id, found.sheet.state, language()
    return cast(Markup, current_app.extensions["egret_judged_entries"](*key))


def draw_criteria(found: Assignment, filled: Filled) -> Markup:
    """The criteria with the marks given so far; with messages beside them they are drawn for this page alone."""
    total = found.sheet.total or NONE_YET
    if filled.errors or filled.others:
        return _render("judge/criteria.html", stage=found.stage, total=total, filled=filled)
    drawn = cast(Drawn, current_app.extensions["egret_criteria"](found.stage, language()))
    names = [f"{sheet_form.MARK}{criterion.key}" for criterion in found.stage.criteria]
    return drawn.filled({TOTAL: total} | {name: filled.values.get(name, "") for name in names})


def _entry(entry: JudgedEntry, assignment_id: UUID, state: str, _language: str) -> Markup:
    return _render("judge/entry.html", entry=entry, assignment_id=assignment_id, state=state)


def _criteria(stage: ScoredStage, _language: str) -> Drawn:
    form = sheet_form.form(stage)
    blank = Filled(form, {one.name: slot(one.name) for one in form})
    return Drawn(_render("judge/criteria.html", stage=stage, total=slot(TOTAL), filled=blank))


def _render(template: str, **facts: Any) -> Markup:
    """A piece of a page, told nothing of the page around it."""
    return Markup(current_app.jinja_env.get_template(template).render(facts))  # noqa: S704  drawn by our template


def init_app(app: Flask) -> None:
    """Keep the drawings of the application."""
    app.extensions["egret_judged_entries"] = lru_cache(maxsize=MOST)(_entry)
    app.extensions["egret_criteria"] = lru_cache(maxsize=MOST // 10)(_criteria)
