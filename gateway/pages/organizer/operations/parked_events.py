"""Events that a part could not apply: what, why, since when; try again or give up with a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.errors import Problem
from contracts.roles import ADMIN, ORGANIZER, OVERSEEING
from gateway.clients import calls
from gateway.clients.upkeep import UPKEEP, Parked, Upkeep
from gateway.forms.pressing import press
from gateway.pages.organizer.operations import broker
from gateway.pages.organizer.operations.parts import TITLES

blp = Blueprint("parked_events", __name__)
SHOWN = 100
"""Events of one part shown; the oldest block the others and come first."""


@dataclass(frozen=True)
class Section:
    """What is parked in one part, or why it cannot be said."""

    name: str
    title: Any
    rows: Sequence[Parked] = ()
    problem: str = ""


@blp.route("/organizer/failures", methods=["GET"])
@allow(*OVERSEEING, ADMIN, everywhere=True)
def listing() -> str:
    """What is parked in each part; a part that is away does not hide the others."""
    sections = [_of(part) for part in TITLES]
    return render_template("organizer/operations/parked_events.html", sections=sections, trouble=broker.trouble())


def _of(part: str) -> Section:
    try:
        return Section(part, TITLES[part], UPKEEP[part].parked({"limit": SHOWN}).items)
    except Problem as problem:
        return Section(part, TITLES[part], problem=calls.sentence(problem))


@blp.route("/organizer/failures/<part>/<int:number>/replay", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
def replay(part: str, number: int) -> Response:
    """Try the event again now."""
    return _change(part, lambda upkeep: upkeep.replay(number), _("已安排重放。"))


@blp.route("/organizer/failures/<part>/<int:number>/discard", methods=["POST"])
@allow(ORGANIZER, ADMIN, everywhere=True)
def discard(part: str, number: int) -> Response:
    """Give the event up; the reason goes into the audit record."""
    reason = request.form.get("reason", "").strip()
    return _change(part, lambda upkeep: upkeep.discard(number, reason), _("已放弃，并记入审计。"))


def _change(part: str, change: Callable[[Upkeep], None], sentence: str) -> Response:
    if part not in TITLES:
        abort(404)
    press(lambda: change(UPKEEP[part]), sentence, among={409, 422})
    return redirect(url_for("parked_events.listing"), 303)
