"""The team as a change request would have it: order, names, parts, and who is to leave."""

from sys import maxsize
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug import Response

from chassis.http.auth import allow
from chassis.http.client import Refused
from chassis.words.numbers import whole
from contracts.roles import LEADER
from gateway.clients.change_requests import CHANGES, ChangeRequest
from gateway.forms import saving
from gateway.pages.team.changes.change_addresses import at, found_request, to_request

blp = Blueprint("change_team", __name__)


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/team", methods=["GET"])
@allow(LEADER)
def show(entry_id: UUID, request_id: UUID) -> str | Response:
    """Everybody of the team, as asked for so far."""
    found = found_request(entry_id, request_id)
    if "write" not in found.may or not found.team_chosen:
        return to_request(found)
    return _page(found, _stored(found))


@blp.route("/entries/<uuid:entry_id>/changes/<uuid:request_id>/team", methods=["POST"])
@allow(LEADER)
def save(entry_id: UUID, request_id: UUID) -> Response | tuple[str, int]:
    """Keep the team as it was typed: by the turns, without those who are to leave."""
    typed = _typed()
    rows = [one for one in typed if not one["leaves"]]
    rows.sort(key=lambda one: len(typed) if (turn := whole(one["turn"], maxsize)) is None else turn)
    team = [{name: one[name] for name in ("id", "name", "division")} for one in rows]
    try:
        saved = CHANGES.save(request_id, {"team": team}, request.form.get("etag", ""))
    except Refused as refused:
        if refused.status not in saving.SHOWN_AGAIN:
            raise
        return _page(found_request(entry_id, request_id), typed, refused.problem), refused.status
    flash(_("名单已保存，尚未提交申请。"), "success")
    return redirect(at(saved, "change_requests.edit"), 303)


def _stored(found: ChangeRequest) -> list[dict[str, Any]]:
    """Those who stay in the order asked for, then those who are to leave."""
    staying = [_row(one.id, one.name, one.division, turn) for turn, one in enumerate(found.team)]
    kept = {one.id for one in found.team}
    going = [_row(one.id, one.name, one.division, 0, leaves=True) for one in found.people if one.id not in kept]
    return [*staying, *going]


def _row(place: UUID, name: str, division: str, turn: int, *, leaves: bool = False) -> dict[str, Any]:
    return {"id": str(place), "name": name, "division": division, "turn": str(turn), "leaves": leaves}


def _typed() -> list[dict[str, Any]]:
    return [
        {
            "id": one,
            "name": request.form.get(f"name.{one}", "").strip(),
            "division": request.form.get(f"division.{one}", "").strip(),
            "turn": request.form.get(f"turn.{one}", "").strip(),
            "leaves": f"leaves.{one}" in request.form,
        }
        for one in request.form.getlist("id")
    ]


def _page(found: ChangeRequest, rows: list[dict[str, Any]], problem: Any = None) -> str:
    people = {str(one.id): one for one in found.people}
    known = [row | {"person": people[row["id"]]} for row in rows if row["id"] in people]
    return render_template("team/change_team.html", found=found, rows=known, problem=problem)
