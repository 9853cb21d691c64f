"""The organizers' desk: what waits, where the edition stands, and progress told by exception."""

from flask import Blueprint, jsonify, render_template
from werkzeug import Response

from chassis.http import auth
from chassis.http.auth import allow
from contracts.roles import OVERSEEING
from contracts.scopes import EDITION, EVENT
from gateway.editions.choice import chosen_edition
from gateway.pages.organizer import progress, waiting
from gateway.pages.organizer.operations.parts import TITLES
from gateway.pages.organizer.reports import ask_parts
from gateway.shell.counts import note_waiting
from gateway.shell.todos import Todo, by_entry

blp = Blueprint("desk", __name__)
LATEST = 6
"""Lines of the activity shown."""
KEPT = 30
"""Seconds for which a browser may show what waits without asking again."""


@blp.route("/organizer", methods=["GET"])
@allow(*OVERSEEING)
def show() -> str:
    """Everything an organizer needs to see first; each figure leads to where one acts."""
    told = ask_parts(LATEST)
    todos = waiting.todos(told)
    note_waiting(by_entry(todos))
    return render_template(
        "organizer/desk.html",
        todos=todos,
        edition=chosen_edition(),
        registration=told.registration,
        stages=[progress.of_stage(stage) for stage in told.judging.stages] if told.judging else None,
        shifts=progress.of_shifts(told.registration.shifts) if told.registration else None,
        feed=told.notify.feed if told.notify else None,
        contest=_works_at(EDITION),
        outreach=_works_at(EVENT),
        most=LATEST,
        titles=TITLES,
    )


@blp.route("/organizer/waiting", methods=["GET"])
@allow(*OVERSEEING)
def counts() -> Response:
    """How much waits behind each entry of the navigation, for pages that did not count it."""
    answer = jsonify(by_entry(summary()))
    answer.headers["Cache-Control"] = f"private, max-age={KEPT}"
    return answer


def summary() -> list[Todo]:
    """What waits, for a page that shows only this."""
    return waiting.todos(ask_parts(0))


def _works_at(kind: str) -> bool:
    """Whether the person oversees something of this kind, or everything."""
    grants = auth.identity().grants
    return any(one.role in OVERSEEING and one.scope.kind in {"", kind} for one in grants)
