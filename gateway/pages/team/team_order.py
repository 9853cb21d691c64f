"""The order of a team, and what each of its people does."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from contracts.roles import LEADER
from gateway.clients.registration.entries import ENTRIES, Entry
from gateway.clients.registration.teams import TEAMS
from gateway.forms.saving import SHOWN_AGAIN
from gateway.pages.team.teams import to_team

blp = Blueprint("team_order", __name__)
_STEPS = {"up": -1, "down": 1}
"""How far a button moves somebody."""


@blp.route("/entries/<uuid:entry_id>/team/order", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID) -> Response:
    """Everybody's turn and what they do."""
    entry = ENTRIES.entry(entry_id)
    return _page(entry) if "team" in entry.may else to_team(entry_id)


@blp.route("/entries/<uuid:entry_id>/team/order", methods=["POST"])
@allow(LEADER)
def save(entry_id: UUID) -> Response:
    """Keep what is typed, with somebody moved where a button said so; then the page once more, else the team."""
    divisions = {one: request.form.get(f"division.{one}", "") for one in request.form.getlist("id")}
    who, _dot, way = request.form.get("move", "").partition(".")
    ordered = _moved(list(divisions), who, _STEPS.get(way, 0))
    try:
        rows = [{"id": one, "division": divisions[one]} for one in ordered]
        TEAMS.arrange(entry_id, rows, request.form.get("read", ""))
    except Refused as refused:
        entry = ENTRIES.entry(entry_id)
        if refused.status not in SHOWN_AGAIN or "team" not in entry.may:
            raise
        return _page(entry, divisions, refused)
    if who in divisions:
        return redirect(url_for("team_order.show", entry_id=entry_id, _anchor=f"turn-{who}"), 303)
    flash(_("顺序和分工已保存。"), "success")
    return to_team(entry_id)


def _moved(people: list[str], who: str, step: int) -> list[str]:
    if who in people:
        at = people.index(who)
        people.insert(max(0, at + step), people.pop(at))
    return people


def _page(entry: Entry, typed: Mapping[str, str] | None = None, refused: Refused | None = None) -> Response:
    """The team as it is, with the divisions that were typed and not saved."""
    text = render_template(
        "team/team_order.html",
        entry=entry,
        team=[one for one in entry.team if one.counts],
        typed=typed or {},
        problem=refused.problem if refused else None,
    )
    return Response(text, refused.status if refused else 200, mimetype="text/html")
